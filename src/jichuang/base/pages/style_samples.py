"""样例: made-up data in every state for the style guide. Knows no table; nothing here is a fact of any province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

from jichuang.base.charts import Tile

CHIPS = [
    ("ok", "已达 · 净增 834"),
    ("warn", "请核对 2 处"),
    ("bad", "超期 3 个工作日"),
    ("none", "缺数据"),
    ("info", "公示中 · 还剩 4 个工作日"),
]
VERDICTS = [
    ("差 8 分；若第八条任一项成立，可直接入库", "总分 52 分，须达到 60 分且科技人员得分不为零。", "warn"),
    ("可以入库：总分 94 分", "规模与合规条件全部满足。", "ok"),
    ("不符合：职工总数超过 500 人", "规模条件不能以得分弥补。", "bad"),
    ("还不能下结论：缺 2 项数据", "补齐后再判断；补齐之前不显示分数。", "none"),
]


@dataclass(frozen=True)
class SampleFinding:
    """The parts of a rule's finding that the component draws."""

    title: str
    state: str
    cite: str
    value_text: str = ""
    bar_text: str = ""
    words: str = ""
    points: int | tuple[int, int] | None = None
    max_points: int | None = None
    verified: bool = True


FINDINGS = [
    SampleFinding("职工总数不超过 500 人", "pass", "国科发政〔2017〕115号 第六条（二）", "46 人", "≤ 500 人"),
    SampleFinding("科技人员占职工总数的比例", "score", "国科发政〔2017〕115号 第七条（一）", "28.3%", "", "30.0% 起为满分", 16, 20),
    SampleFinding(
        "研发费用占销售收入的比例（与占成本比例择优）",
        "score",
        "国科发政〔2017〕115号 第七条（二）",
        "4.4%",
        "",
        "差 0.6 个百分点到下一档",
        30,
        50,
    ),
    SampleFinding("与主要产品（服务）相关的有效知识产权", "score", "国科发政〔2017〕115号 第七条（三）", "", "", "缺类别，得分未定", (0, 18), 30),
    SampleFinding("年销售收入不超过 2 亿元", "fail", "国科发政〔2017〕115号 第六条（二）", "23,400 万元", "≤ 20,000 万元"),
    SampleFinding("是否为经认定的省部级以上研发机构", "missing", "国科发政〔2017〕115号 第八条（三）", "", "", "名录中未见"),
    SampleFinding("主要产品与知识产权的关联性", "manual", "国科发政〔2017〕115号 第七条（三）", "", "", "说明见附件"),
    SampleFinding("创新券年度额度", "not_applicable", "参考值，原文待核", "", "", "", verified=False),
]  # fmt: skip

BULLETS: list[tuple[str, str, dict[str, Any]]] = [
    ("已达目标", "已达 · 净增 834", {"value": 4008, "target": 4000, "base": 3174, "pace": 3795, "low": 4216, "high": 4297, "state": "ok", "unit": "家"}),
    ("略慢", "略慢 · 还差 52 家", {"value": 548, "target": 600, "base": 456, "pace": 563, "low": 561, "high": 583, "state": "warn", "unit": "家"}),
    ("滞后", "滞后 · 还差 59 家", {"value": 541, "target": 600, "base": 520, "pace": 579, "low": 548, "high": 556, "state": "bad", "unit": "家"}),
    ("待公布", "尚未公布", {"value": None, "target": 1.43, "base": 1.2, "pace": None, "low": 1.37, "high": 1.41, "state": "none", "unit": "%"}),
    ("低于基数", "滞后", {"value": 90, "target": 120, "base": 100, "pace": 112, "low": None, "high": None, "state": "bad", "unit": "家"}),
]  # fmt: skip

_START = date(2017, 12, 31)
TREND = [3174 + round(step * 30.5) for step in range(28)]
BROKEN_TREND = [12, 14, None, None, 19, 22, 22, 25]
ACTUAL = [(_START + timedelta(days=30 * step), 3174 + step * 92) for step in range(10)]
PACE = [(_START, 3174), (date(2018, 12, 31), 4000)]
GOAL = (date(2018, 12, 31), 4000)
BAND = [(ACTUAL[-1][0], 4002, 4002), (date(2018, 12, 31), 4216, 4297)]
BARS = [("石家庄", 1204), ("保定", 655), ("唐山", 498), ("廊坊", 402), ("雄安新区", 12)]
TABLE_HEADERS = ["日期", "实际", "进度线"]
TABLE_ROWS = [
    (day.isoformat(), value, 3174 + round(826 * (day - _START).days / 365)) for day, value in ACTUAL
]

_UNITS = [
    ("130100", "石家庄", 1204, "ok"), ("130700", "张家口", 88, "warn"), ("130800", "承德", 74, "bad"), ("130300", "秦皇岛", 176, "ok"),
    ("130200", "唐山", 498, "ok"), ("131000", "廊坊", 402, "ok"), ("130600", "保定", 655, "ok"), ("13XA00", "雄安新区", 12, "none"),
    ("130682", "定州", 41, "warn"), ("130181", "辛集", 38, "ok"), ("130900", "沧州", 341, "warn"), ("131100", "衡水", 187, "ok"),
    ("130500", "邢台", 226, "ok"), ("130400", "邯郸", None, ""),
]  # fmt: skip
TILES = [Tile(code, name, value, f"#tile-{code}", state) for code, name, value, state in _UNITS]
TILE_HEADERS = ["考核归属", "数量（家）"]
TILE_ROWS = [(name, value) for _, name, value, _ in _UNITS]

TIMELINE = [
    {"title": "提交", "when": "2018-09-19 09:41", "who": "澄光传感有限公司（演示）经办人", "state": "done"},
    {"title": "退回补正", "when": "2018-09-20 15:02", "who": "石家庄市科技局受理岗", "note": "研发费用与年报不一致，请说明。", "state": "done"},
    {"title": "形式核对", "when": "剩 1 个工作日", "who": "石家庄市科技局受理岗", "state": "current"},
    {"title": "公示", "when": "", "who": "省科技厅，10 个工作日", "state": "todo"},
]  # fmt: skip
ROUTE = [
    {"title": "形式核对", "who": "市级科技部门", "days": "5 个工作日", "state": "done"},
    {"title": "汇总分批", "who": "省科技厅", "days": "", "state": "current"},
    {"title": "公示", "who": "省科技厅", "days": "10 个工作日", "state": "todo"},
    {"title": "公告并登记编号", "who": "省科技厅", "days": "", "state": "todo"},
]


def _digits() -> forms.TextInput:
    # a number box would throw away what it cannot read; a text box gives it back
    return forms.TextInput(attrs={"inputmode": "decimal"})


class SampleForm(forms.Form):
    """Every kind of field. Bound with faults it shows the error states."""

    staff = forms.IntegerField(
        label="职工总数", help_text="上年度末在册人数，含劳务派遣。", min_value=1, widget=_digits()
    )
    spending = forms.DecimalField(
        label="研发费用总额", help_text="按专项审计或辅助账的数填写。", widget=_digits()
    )
    founded = forms.DateField(label="成立日期", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="所属领域", choices=[("", "请选择"), ("a", "电子信息"), ("b", "生物与新医药")]
    )
    listed = forms.ChoiceField(
        label="是否有研发机构", choices=[("1", "有"), ("0", "没有")], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    agreed = forms.BooleanField(label="以上内容与账册一致，愿意接受核查", help_text="由单位确认提交人勾选。")


def faulty_form() -> SampleForm:
    """The form as it comes back with three faults."""
    return SampleForm(
        {
            "staff": "0",
            "spending": "一百六十",
            "kind": "",
            "listed": "1",
            "founded": "2015-03-18",
            "agreed": "on",
        }
    )


STRIP = [(82, False), (79, False), (86, False), (81, False), (44, True)]
