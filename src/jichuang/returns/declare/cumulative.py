"""累计数的审核: what one quarter added since the last return, and amounts that look typed in 元. Pure over answers."""

from __future__ import annotations

from decimal import Decimal

from jichuang.hall.declare import Field, Form
from jichuang.hall.declare.kit import declaration, demand
from jichuang.hall.declare.values import show
from jichuang.returns.declare.checks import Answers, Finding, amount
from jichuang.returns.declare.periods import Period


def _words(field: Field, value: Decimal) -> str:
    return f"{show(field, str(value))}{field.unit}"


@declaration
class Pace:
    """本期波动: of a figure cumulative since 1 January, what this period alone added against the mean of the periods before.

    `down` % less or `up` % more must be explained (the bar itself counts), and so must a sum that shrank. In the first
    period of a year the mean is that of last year's. The percentages are the house's own arrangement (推定).
    """

    field: str
    down: int
    up: int

    def __post_init__(self) -> None:
        demand(
            0 < self.down <= 100 and self.up > 0, f"波动审核 {self.field}", "降幅应在1至100之间，增幅大于0"
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it reads."""
        return (self.field,)

    def find(
        self, form: Form, now: Answers, before: Answers | None, when: Period | None = None
    ) -> Finding | None:
        """None without a return of the period before, without a positive figure in it, or within bounds. Exact."""
        total, old = amount(now, self.field), amount(before or {}, self.field)
        if when is None or total is None or old is None or old <= 0:
            return None
        first = when.number == 1
        periods = 12 // when.frequency.months if first else when.number - 1
        added = total if first else total - old
        field = form.field(self.field)
        if added < 0:
            words = f"{field.title}累计{_words(field, total)}，比上期累计{_words(field, old)}还少，请核对；属于更正的请说明"
            return Finding(f"pace_{self.field}", self.field, words, False)
        fell = added * periods * 100 <= old * (100 - self.down)
        if not fell and added * periods * 100 < old * (100 + self.up):
            return None
        change = abs((added * periods - old) * 100 / old).quantize(Decimal("0.1"))
        mean = (old / periods).quantize(Decimal(1))
        past = "上年平均每期" if first else "此前平均每期"
        words = (
            f"{field.title}本期{_words(field, added)}，比{past}{_words(field, mean)}"
            f"{'减少' if fell else '增加'}{change}%，请说明原因"
        )
        return Finding(f"pace_{self.field}", self.field, words, False)


@declaration
class UnitSlip:
    """单位审核: an amount in 千元 that looks typed in 元: too much a head, or hundreds of times the last return.

    `a_head` is the most one of `staff` brings in a period, in the field's unit. Not refused but named, for a true one
    can be explained; the bars are the house's own (推定).
    """

    field: str
    staff: str
    a_head: int
    times: int = 300

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it reads."""
        return (self.field, self.staff)

    def find(
        self, form: Form, now: Answers, before: Answers | None, when: Period | None = None
    ) -> Finding | None:
        """None while the amount is credible, or nothing stands beside it."""
        value, heads = amount(now, self.field), amount(now, self.staff)
        if value is None or value <= 0:
            return None
        old = amount(before or {}, self.field)
        jumped = old is not None and old > 0 and value >= old * self.times
        heavy = heads is not None and heads > 0 and value > heads * self.a_head * (when.number if when else 1)
        if not jumped and not heavy:
            return None
        field = form.field(self.field)
        reason = (
            f"是上期{_words(field, old)}的{int(value / old):,}倍"
            if jumped and old
            else f"合人均{_words(field, (value / (heads or 1)).quantize(Decimal(1)))}"
        )
        meant = (value / 1000).quantize(Decimal(1))
        words = (
            f"{field.title}{_words(field, value)}，{reason}，像是按元填写：本表单位是{field.unit}，"
            f"按元计应填{show(field, str(meant))}。请改正；确实无误的请说明"
        )
        return Finding(f"unit_{self.field}", self.field, words, False)
