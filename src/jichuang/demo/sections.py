"""演示的责任分解: which section answers for which item, and who answers there. Invented; the plan names no owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Section:
    """A section of the department: its office, its chief, the leader in charge, the items it leads (0 = preamble)."""

    office: str
    username: str
    chief: str
    leader: str
    items: tuple[int, ...]
    supporting: tuple[str, ...] = ()


SECTIONS = (
    Section("SKJT-GH", "section-gh", "任规（演示）", "厅领导甲（演示）", (0, 15, 35)),
    Section(
        "SKJT-JC", "section-jc", "姬础（演示）", "厅领导甲（演示）", (1, 2, 3), ("规划与资源配置处（演示）",)
    ),
    Section("SKJT-GX", "section", "段工（演示）", "厅领导乙（演示）", (4, 5, 6, 8, 21), ("各市科技局",)),
    Section("SKJT-CG", "section-cg", "程果（演示）", "厅领导乙（演示）", (7, 12, 16, 18, 19, 20, 28, 29, 30)),
    Section("SKJT-NC", "section-nc", "农谨（演示）", "厅领导丙（演示）", (9, 13, 22)),
    Section("SKJT-SF", "section-sf", "余民（演示）", "厅领导丙（演示）", (10, 14, 23)),
    Section("SKJT-HZ", "section-hz", "何外（演示）", "厅领导丙（演示）", (11, 17)),
    Section("SKJT-RS", "section-rs", "任才（演示）", "厅领导丁（演示）", (24, 25, 26, 31, 32, 33, 34)),
    Section("SKJT-ZF", "section-zf", "郑法（演示）", "厅领导丁（演示）", (27, 36)),
)

SLOW = {"SKJT-NC": ("2018-08", "2018-09"), "SKJT-SF": ("2018-09",)}
"""Office -> months whose reports never came."""

LATE = {"SKJT-HZ": 3, "SKJT-RS": 1}
"""Office -> days by which its reports come late."""

PROGRESS = (
    "按分解的进度推进，本月召开调度会一次，数据见系统取数。",
    "已完成名单审核并公示，正在办理下一批；各市进度已通报。",
    "方案已征求有关单位意见，正在修改；现场核查两次。",
)
NEXT_STEP = ("下月完成公示和发文。", "对进度靠后的市逐一会商。", "组织第三方抽查。")

QUARTER_PROGRESS = (
    "本季度按分解推进，季末数见系统取数；两次调度会均已落实。",
    "本季度完成两批审核并公示，重点市逐一对接。",
    "本季度方案已定稿，按节点办到审定一步。",
)
GROUNDS = ("《季度调度会议纪要》（演示）", "公示名单及公告（演示）", "方案送审稿及会签单（演示）")

CAUSE = "评审集中在下半年，上半年可计数的结果少。"
MEASURES = "提前启动下一批评审，下月底前追回进度。"

SELF_SCORES = {"SKJT-GX": "92", "SKJT-CG": "90", "SKJT-NC": "85"}
"""Office -> self score of September."""

SHARES = {
    "130100": 300, "130200": 130, "130300": 40, "130400": 60, "130500": 50, "130600": 120, "130700": 35,
    "130800": 35, "130900": 80, "131000": 110, "131100": 45,
}  # fmt: skip
"""考核归属 -> share of the thousand new high-tech enterprises."""

MEASURES_OF_POLICY = (
    ("汇编国家和省科技政策并印发各市", "政策法规与体制改革处（演示）", date(2018, 7, 31)),
    ("建立政策落实月调度制度", "科技监督处（演示）", date(2018, 8, 31)),
    ("开展高企政策宣讲一百场", "高新技术处（演示）", date(2018, 11, 30)),
    ("落实基础研究稳定支持办法", "基础研究处（演示）", date(2018, 12, 20)),
    ("兑现成果转化奖励政策", "成果转化与区域创新处（演示）", date(2018, 10, 31)),
    ("落实科技特派员补助", "农村科技处（演示）", date(2018, 10, 15)),
    ("落实科技人员职称政策", "人事与人才处（演示）", date(2018, 11, 30)),
    ("开展政策落实第三方评估", "科技监督处（演示）", date(2018, 12, 10)),
    ("市级配套办法印发", "廊坊市科学技术局", date(2018, 10, 31)),
)
"""Measure, owner and last day."""
