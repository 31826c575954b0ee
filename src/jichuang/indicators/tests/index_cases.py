"""A small scheme of two pillars over four cities, as officers would type and upload it."""

from __future__ import annotations

from io import BytesIO

from jichuang.codes.tabular import write_xlsx
from jichuang.indicators.index import Content, Figures, Line

LINES = (
    Line("input", "创新投入", weight=60, aggregate=True),
    Line("rd", "研发强度", "input", 2, unit="%"),
    Line("staff", "研发人员", "input", 1, unit="人"),
    Line("output", "创新产出", weight=40, aggregate=True),
    Line("patents", "专利", "output", 1, unit="件"),
    Line("waste", "能耗", "output", 1, direction=-1, unit="吨"),
)
STEPS = {"impute": "none", "winmax": "0", "normalise": "minmax:0,100", "aggregate": "amean"}
CONTENT = Content("测试指数", LINES, STEPS, (("A", 60.0), ("B", 30.0), ("C", 0.0)))
UNITS = ("130100", "130200", "130300", "130400")
TABLE = Figures(
    UNITS,
    ("石家庄", "唐山", "秦皇岛", "邯郸"),
    {
        "rd": (3.0, 2.0, 1.0, 1.5),
        "staff": (40.0, 50.0, 10.0, 22.0),
        "patents": (90.0, 70.0, 30.0, 10.0),
        "waste": (8.0, 9.0, 1.0, 5.0),
    },
    dict.fromkeys(("rd", "staff", "patents", "waste"), "演示"),
)


def posted(content: Content = CONTENT) -> list[dict[str, str]]:
    return [
        {"code": line.code, "title": line.title, "parent": line.parent, "weight": f"{line.weight:g}",
         "direction": str(line.direction), "unit": line.unit, "aggregate": "1" if line.aggregate else ""}
        for line in content.lines
    ]  # fmt: skip


def sheet(
    rows: list[list[object]],
    headers: tuple[str, ...] = ("地区代码", "地区", "研发强度", "研发人员", "专利", "能耗"),
) -> BytesIO:
    out = BytesIO()
    write_xlsx(out, headers, rows, text_columns=("地区代码",) if "地区代码" in headers else ())
    out.seek(0)
    return out
