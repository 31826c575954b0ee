"""审核关系: sums that must balance, and changes against the last period that must be explained. Pure over answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jichuang.hall.declare import Field, Form
from jichuang.hall.declare.kit import declaration, demand
from jichuang.hall.declare.values import show
from jichuang.returns.declare.periods import Period

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation that does not hold. `hard` ones refuse the return, the others ask for an explanation."""

    key: str
    field: str
    words: str
    hard: bool


def amount(answers: Answers, key: str) -> Decimal | None:
    """The answer as an exact number; None where there is none."""
    held = answers.get(key)
    return None if held in (None, "") or isinstance(held, bool) else Decimal(str(held))


def _words(field: Field, value: Decimal) -> str:
    return f"{field.title}{show(field, str(value))}{field.unit}"


@declaration
class Balance:
    """平衡关系: `total` = the sum of `parts` less the sum of `less`. An answer not given counts as nothing."""

    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()
    says: str = "合计与分项不符"

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it reads."""
        return (self.total, *self.parts, *self.less)

    def find(
        self, form: Form, now: Answers, before: Answers | None, when: Period | None = None
    ) -> Finding | None:
        """None while it holds, or while the total is not filled in."""
        total = amount(now, self.total)
        if total is None:
            return None
        right = sum((amount(now, key) or Decimal() for key in self.parts), Decimal())
        right -= sum((amount(now, key) or Decimal() for key in self.less), Decimal())
        if total == right:
            return None
        field = form.field(self.total)
        computed = f"按分项计算为{show(field, str(right))}{field.unit}"
        return Finding(
            f"balance_{self.total}", self.total, f"{self.says}（{_words(field, total)}，{computed}）", True
        )


@declaration
class Ceiling:
    """大小关系: `field` does not exceed `other`."""

    field: str
    other: str
    says: str

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it reads."""
        return (self.field, self.other)

    def find(
        self, form: Form, now: Answers, before: Answers | None, when: Period | None = None
    ) -> Finding | None:
        """None while it holds or one of the two is missing."""
        one, two = amount(now, self.field), amount(now, self.other)
        if one is None or two is None or one <= two:
            return None
        shown = f"{_words(form.field(self.field), one)}，{_words(form.field(self.other), two)}"
        return Finding(f"ceiling_{self.field}", self.field, f"{self.says}（{shown}）", True)


@declaration
class Swing:
    """波动审核: against the last period, `down` % less or `up` % more must be explained (the bar itself counts).

    The percentages are the house's own arrangement unless the form's maker states them (推定).
    """

    field: str
    down: int | None = None
    up: int | None = None

    def __post_init__(self) -> None:
        demand(self.down is not None or self.up is not None, f"波动审核 {self.field}", "没有写降幅或增幅")
        demand(self.down is None or 0 < self.down <= 100, f"波动审核 {self.field}", "降幅应在1至100之间")

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it reads."""
        return (self.field,)

    def find(
        self, form: Form, now: Answers, before: Answers | None, when: Period | None = None
    ) -> Finding | None:
        """None without a last period, without a positive figure in it, or within bounds. Exact: no division is compared."""
        new, old = amount(now, self.field), amount(before or {}, self.field)
        if new is None or old is None or old <= 0:
            return None
        fell = self.down is not None and new * 100 <= old * (100 - self.down)
        rose = self.up is not None and new * 100 >= old * (100 + self.up)
        if not fell and not rose:
            return None
        change = abs((new - old) * 100 / old).quantize(Decimal("0.1"))
        field = form.field(self.field)
        words = f"{field.title}比上期{'减少' if fell else '增加'}{change}%（上期{show(field, str(old))}{field.unit}，本期{show(field, str(new))}{field.unit}），请说明原因"
        return Finding(f"swing_{self.field}", self.field, words, False)
