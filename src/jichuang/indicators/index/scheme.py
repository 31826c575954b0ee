"""指标体系的内容: rows of a table that an officer edits, checked and turned into a framework and a recipe.

Every fault is named by its row and what would be right; the tree itself is checked by the engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from jichuang.base.errors import Invalid, Problem
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.indicators.index.below import column_of, may_divide
from jichuang.methods.composite import (
    CompositeError,
    Element,
    Framework,
    Grade,
    Normalisers,
    Recipe,
    Treatments,
    words,
)
from jichuang.methods.composite.climb import Aggregation

RECIPE: dict[str, dict[str, str]] = {
    "impute": {"none": "不填补（缺数的指标不计，其余权重重新分配）", "mean": "用各单元平均数填补", "median": "用各单元中位数填补"},
    "winmax": {"0": "不处理", "2": "每项最多拉回2个离群值", "5": "每项最多拉回5个离群值"},
    "normalise": {
        "minmax:0,100": "极差法，0–100分", "prank": "百分位次", "zscore:50,10": "标准分（均值50，标准差10）",
        "standard": "与固定标准之比，上限100分", "goalposts:0,100": "按上下限，0–100分",
    },
    "aggregate": {"amean": "算术平均", "gmean": "几何平均（短板更重）", "hmean": "调和平均"},
}  # fmt: skip
USUAL = {"impute": "none", "winmax": "0", "normalise": "minmax:0,100", "aggregate": "amean"}
LEAST_SHARE = 2 / 3
"""An aggregate with fewer of its parts filled is left blank rather than guessed."""
MOST_LINES = 80


@dataclass(frozen=True)
class Line:
    """指标体系的一行. `parent` empty: directly under the index; `aggregate`: a pillar, which has no figures of its own.

    `weight` counts among siblings; `indicator` is the code of a register indicator whose count fills the column.
    `denominator` is the code of a published indicator that each figure is divided by; the quotient is taken `times` so much.
    """

    code: str
    title: str
    parent: str = ""
    weight: float = 1.0
    direction: int = 1
    unit: str = ""
    standard: float | None = None
    low: float | None = None
    high: float | None = None
    indicator: str = ""
    source: str = ""
    aggregate: bool = False
    denominator: str = ""
    times: float = 1.0

    def data(self) -> dict[str, Any]:
        """As kept in a table: a line that is not divided keeps no word of it, so that older versions read the same."""
        kept = asdict(self)
        if not self.denominator:
            del kept["denominator"], kept["times"]
        return kept


@dataclass(frozen=True)
class Content:
    """What a scheme says: its lines, its steps in the engine's words, and class bars (name, at least), best first."""

    title: str
    lines: tuple[Line, ...]
    recipe: Mapping[str, str]
    grades: tuple[tuple[str, float], ...] = ()
    note: str = ""

    def data(self) -> dict[str, Any]:
        """As kept in a table."""
        return {
            "title": self.title, "note": self.note, "recipe": dict(self.recipe),
            "grades": [list(grade) for grade in self.grades], "lines": [line.data() for line in self.lines],
        }  # fmt: skip

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Content:
        """From what was kept."""
        return cls(
            str(data["title"]), tuple(Line(**line) for line in data["lines"]), {**USUAL, **data["recipe"]},
            tuple((str(name), float(bar)) for name, bar in data["grades"]), str(data.get("note", "")),
        )  # fmt: skip

    def reading(self, indicator: str) -> str:
        """“指标一”、“指标二”（作分母）: the lines that read a declared indicator; empty where none does."""
        read = [f"“{line.title}”" for line in self.lines if line.indicator == indicator]
        read += [f"“{line.title}”（作分母）" for line in self.lines if line.denominator == indicator]
        return "、".join(read)

    @property
    def denominators(self) -> list[str]:
        """Codes of the published indicators that divide, each once."""
        return list(dict.fromkeys(one.denominator for one in self.lines if one.denominator))

    def weighted(self, weights: Mapping[str, float]) -> Content:
        """The same with some weights replaced."""
        return replace(
            self,
            lines=tuple(replace(line, weight=weights.get(line.code, line.weight)) for line in self.lines),
        )

    def framework(self, key: str) -> Framework:
        """The engine's tree. Raises CompositeError naming what is wrong with it."""
        root = Element("index", self.title, aggregate=True)
        return Framework(
            key, self.title, (root, *map(_element, self.lines)),
            grades=tuple(Grade(name, bar, status="") for name, bar in self.grades), note=self.note,
        )  # fmt: skip

    def rules(self) -> Recipe:
        """The engine's steps. Raises CompositeError for words it does not know."""
        return Recipe(
            words.imputer(self.recipe["impute"]),
            treat=Treatments(words.treatment(int(self.recipe["winmax"]))),
            normalise=Normalisers(words.normaliser(self.recipe["normalise"])),
            aggregate=Aggregation(words.aggregator(self.recipe["aggregate"]), least=LEAST_SHARE),
        )


def _element(line: Line) -> Element:
    posts = None if line.low is None or line.high is None else (line.low, line.high)
    return Element(
        line.code, line.title, line.parent or "index", line.weight, line.direction, line.unit,
        standard=line.standard, goalposts=posts, aggregate=line.aggregate, source=line.source,
        denominator=column_of(line.denominator, line.times) if line.denominator else None,
    )  # fmt: skip


def read_content(
    title: str, rows: Sequence[Mapping[str, str]], recipe: Mapping[str, str], grades: str, note: str = ""
) -> Content:
    """What an officer typed. Raises Invalid with every fault at once, each naming its row.

    `rows` have the texts of a Line; empty rows are passed over. `grades` is `A 80, B 60`.
    """
    problems: list[Problem] = []
    lines = [
        _line(number, row, problems) for number, row in enumerate(rows, 1) if row.get("code", "").strip()
    ]
    kept = [line for line in lines if line]
    if not title.strip():
        problems.append(Problem("title", "缺名称", "如“区域创新能力评价指数”"))
    if len(kept) > MOST_LINES:
        problems.append(Problem("lines", f"有 {len(kept)} 行", f"一个体系最多 {MOST_LINES} 行"))
    chosen = {step: recipe.get(step, USUAL[step]) for step in RECIPE}
    for step, word in chosen.items():
        if word not in RECIPE[step]:
            problems.append(Problem(step, f"没有“{word}”这种办法", f"可选：{'、'.join(RECIPE[step])}"))
    content = Content(title.strip()[:80], tuple(kept), chosen, _grades(grades, problems), note.strip())
    if not problems:
        try:
            content.framework("draft")
            content.rules()
        except CompositeError as fault:
            problems.append(Problem("lines", str(fault), "请修改这一行"))
    if problems:
        raise Invalid(problems)
    return content


def _line(number: int, row: Mapping[str, str], problems: list[Problem]) -> Line | None:
    where = f"第{number}行“{row.get('title') or row['code']}”"

    def figure(key: str, what: str, default: float | None) -> float | None:
        text = row.get(key, "").strip()
        if not text:
            return default
        try:
            return float(parse_decimal(text))
        except CodeError:
            problems.append(Problem("lines", f"{where}的{what}“{text}”不是数字", "写成 12.5 这样的数"))
            return default

    weight = figure("weight", "权重", 1.0)
    low, high = figure("low", "下限", None), figure("high", "上限", None)
    if (low is None) != (high is None):
        problems.append(Problem("lines", f"{where}只有上限或只有下限", "上下限要写就都写"))
    if not row.get("title", "").strip():
        problems.append(Problem("lines", f"{where}缺名称", "请写指标名称"))
    denominator, times = row.get("denominator", "").strip(), figure("times", "乘数", 1.0) or 0.0
    if denominator and not may_divide(denominator):
        problems.append(
            Problem(
                "lines",
                f"{where}的分母“{denominator}”不是公开发布的指标",
                "写指标目录里外部发布数的代码，如 resident-population",
            )
        )
    if times <= 0:
        problems.append(Problem("lines", f"{where}的乘数应大于 0", "不换算写 1，百分数写 100"))
    if not denominator and times not in {0.0, 1.0}:
        problems.append(Problem("lines", f"{where}有乘数而没有分母", "写上分母，或去掉乘数"))
    return Line(
        row["code"].strip()[:40], row.get("title", "").strip()[:80], row.get("parent", "").strip(),
        1.0 if weight is None else weight, -1 if row.get("direction") == "-1" else 1, row.get("unit", "").strip()[:20],
        figure("standard", "标准", None), low, high, row.get("indicator", "").strip(), row.get("source", "").strip()[:200],
        row.get("aggregate") in {"1", "on", "true"}, denominator, times if denominator else 1.0,
    )  # fmt: skip


def _grades(text: str, problems: list[Problem]) -> tuple[tuple[str, float], ...]:
    found: list[tuple[str, float]] = []
    for part in text.replace("，", ",").split(","):
        if not part.strip():
            continue
        name, _, bar = part.strip().partition(" ")
        try:
            found.append((name, float(parse_decimal(bar.strip()))))
        except CodeError:
            problems.append(Problem("grades", f"等次“{part.strip()}”读不懂", "写成：A 80, B 60, C 0"))
    bars = [bar for _, bar in found]
    if bars != sorted(bars, reverse=True) or len(set(bars)) != len(bars):
        problems.append(Problem("grades", "等次分数线没有从高到低", "写成：A 80, B 60, C 0"))
    return tuple(found)
