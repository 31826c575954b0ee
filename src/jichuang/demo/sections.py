"""演示的责任分解: which section answers for which item, and who answers there. Invented; the plan names no owner."""

from __future__ import annotations

from dataclasses import dataclass


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
