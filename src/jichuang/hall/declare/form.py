"""表单: fields, steps, materials. From it follow the Django form, the JSON Schema and the policy facts.

Knows no matter, no page and no stored answer.
"""

from __future__ import annotations

from enum import StrEnum

from jichuang.hall.declare.kit import declaration, demand, demand_key, demand_unique, nearest


class FieldType(StrEnum):
    """What a field holds, and so how it is read, stored and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    DATE = "date"
    CREDIT_CODE = "credit_code"
    COUNTRY = "country"
    TABLE = "table"


MONEY_UNITS = ("元", "万元", "亿元")


@declaration
class Field:
    """填报项. `unit` is the unit shown; money is stored exactly in 元 whatever the unit.

    `prefill` names a source such as `registry:staff` or `party:established_on`; `fact` the policy fact the answer feeds,
    `at` its position in a fact of several years (0 = the oldest); `minutes` what it costs to fill in; `choices` pairs of
    (value, title). A table has `columns`, each a title (text) or a Field of its own type, and one row a line, as pasted
    from a sheet; `minimum` and `maximum` count its rows.
    """

    key: str
    title: str
    type: FieldType
    unit: str = ""
    help: str = ""
    prefill: str | None = None
    fact: str | None = None
    at: int | None = None
    minutes: float = 0.5
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Field | str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200
    public: bool = False
    """Whether a publicity page may show the answer. Nothing is shown that is not declared."""
    was: str = ""
    """The key under which the version before asked for the same: a draft's answer comes along."""

    def __post_init__(self) -> None:
        who = f"填报项 {self.key}"
        demand_key(self.key, who)
        demand(self.title, who, "缺少标题")
        demand(isinstance(self.type, FieldType), who, f"类型“{self.type}”不在 {', '.join(FieldType)} 之中")
        demand(
            bool(self.choices) == (self.type is FieldType.CHOICE),
            who,
            "选择项须列出 choices，其他类型不得列出",
        )
        demand(
            bool(self.columns) == (self.type is FieldType.TABLE),
            who,
            "表格须列出各栏 columns，其他类型不得列出",
        )
        columns = tuple(as_column(one, at) for at, one in enumerate(self.columns, start=1))
        demand_unique((one.key for one in columns), who, "栏")
        demand_unique((one.title for one in columns), who, "栏")
        object.__setattr__(self, "columns", columns)
        if self.type is FieldType.MONEY:
            demand(
                self.unit in MONEY_UNITS,
                who,
                f"金额的单位应为{'、'.join(MONEY_UNITS)}之一，不是“{self.unit}”",
            )
        demand(self.minutes >= 0, who, "填写分钟数不能为负")
        if self.prefill is not None:
            demand(
                self.prefill.partition(":")[1],
                who,
                f"预填来源“{self.prefill}”应写成 来源:键，如 registry:staff",
            )


def as_column(given: Field | str, at: int) -> Field:
    """A column of a table; one that is only a title holds text. Raises DeclarationError for a table within a table."""
    column = Field(f"c{at}", given, FieldType.TEXT) if isinstance(given, str) else given
    who = f"栏 {column.title}"
    demand(column.type not in {FieldType.TABLE, FieldType.LONG_TEXT}, who, "表格的一栏不能是表格或长文本")
    demand(column.prefill is None and column.fact is None, who, "表格的一栏没有预填来源，也不作规则事实")
    return column


@declaration
class Material:
    """材料. Every one has a name of its own; catch-alls such as 其他材料 are refused by the catalogue check.

    `original` is 原件 or 复印件, `form` electronic or paper, `size` the paper's format.
    """

    key: str
    title: str
    form: str = "电子"
    source: str = "申请人自备"
    copies: int = 1
    required: bool = True
    help: str = ""
    blank_form: str = ""
    sample: str = ""
    types: tuple[str, ...] = ("pdf", "jpg", "png")
    original: str = "原件"
    size: str = "A4"
    standard: str = ""
    """受理标准: what the first desk looks for in the paper."""
    max_mb: int = 0
    """Largest file in MB; 0 for what the installation allows."""
    max_pages: int = 500
    """Most pages of a PDF; 0 for any number."""

    def __post_init__(self) -> None:
        who = f"材料 {self.key}"
        demand_key(self.key, who)
        demand(self.title, who, "缺少名称")
        demand(self.copies >= 0, who, "份数不能为负")
        demand(self.max_mb >= 0 and self.max_pages >= 0, who, "大小和页数的限度不能为负")


@declaration
class Step:
    """表单的一页: one topic of questions. `why` tells the applicant what they are for."""

    key: str
    title: str
    fields: tuple[Field, ...]
    why: str = ""

    def __post_init__(self) -> None:
        who = f"步骤 {self.key}"
        demand_key(self.key, who)
        object.__setattr__(self, "fields", tuple(self.fields))
        demand(self.fields, who, "没有任何填报项")


@declaration
class AtMost:
    """勾稽关系: the answer to `field` may not exceed the answer to `other`."""

    field: str
    other: str
    message: str
    remedy: str = ""


@declaration
class Form:
    """一张表. Step, field and material keys are unique within the form, for supplements point to them."""

    steps: tuple[Step, ...]
    materials: tuple[Material, ...] = ()
    checks: tuple[AtMost, ...] = ()

    def __post_init__(self) -> None:
        for name in ("steps", "materials", "checks"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        demand(self.steps, "表单", "没有任何步骤")
        demand_unique((step.key for step in self.steps), "表单", "步骤")
        named = [*(field.key for field in self.fields), *(material.key for material in self.materials)]
        demand_unique(named, "表单", "填报项或材料")
        keys = [field.key for field in self.fields]
        for check in self.checks:
            for key in (check.field, check.other):
                demand(key in keys, "表单", f"勾稽关系用到未声明的填报项“{key}”{nearest(key, keys)}")

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order they are asked."""
        return tuple(field for step in self.steps for field in step.fields)

    @property
    def minutes(self) -> float:
        """What one filing costs the applicant, in minutes."""
        return sum(field.minutes for field in self.fields)

    def field(self, key: str) -> Field:
        """The field; raises KeyError naming near misses."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(f"表单没有填报项“{key}”{nearest(key, [field.key for field in self.fields])}")

    def material(self, key: str) -> Material:
        """The material; raises KeyError naming near misses."""
        for material in self.materials:
            if material.key == key:
                return material
        raise KeyError(f"表单没有材料“{key}”{nearest(key, [one.key for one in self.materials])}")

    def step(self, key: str) -> Step:
        """The step; raises KeyError."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(f"表单没有步骤“{key}”{nearest(key, [one.key for one in self.steps])}")

    def step_of(self, field_key: str) -> Step:
        """The step that asks `field_key`."""
        for step in self.steps:
            if any(field.key == field_key for field in step.fields):
                return step
        raise KeyError(f"表单没有填报项“{field_key}”")
