"""What a caliber makes of the ledger: how each line is treated, and what counts in all. Knows no caliber's own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from jichuang.policy.parameters import Law, Parameter, ParameterInForce
from jichuang.policy.rd_ledger.lines import COLUMNS, HEADS, KINDS, PLACES, Line
from jichuang.policy.wording import figure_text

IN, PARTLY, OUT, DEDUCTED = "in", "partly", "out", "deducted"
STATE_WORDS = {IN: "全额计入", PARTLY: "部分计入", OUT: "不计入", DEDUCTED: "冲减"}

TREATED_COLUMNS = (*COLUMNS, "计入金额（元）", "处理", "依据")

Held = tuple[
    Line, str, ParameterInForce
]  # a line, the head it falls under in a caliber, and the rule that says so


@dataclass(frozen=True, slots=True)
class Treatment:
    """One line in one caliber: `counted` yuan (exact; negative for a deduction) under the head `head` ("" when out), and why.

    `state`: in | partly | out | deducted. `verified` is false while the rule is only memory."""

    line: Line
    state: str
    head: str
    counted: Fraction
    words: str
    cite: str
    verified: bool


@dataclass(frozen=True, slots=True)
class View:
    """A caliber of one year: every line's treatment in the ledger's order, and what counts in all and within China (yuan, exact)."""

    title: str
    year: int
    treatments: tuple[Treatment, ...]

    @property
    def total(self) -> Fraction:
        return sum((t.counted for t in self.treatments), Fraction(0))

    @property
    def domestic(self) -> Fraction:
        return sum((t.counted for t in self.treatments if t.line.place == "home"), Fraction(0))

    def rows(self) -> Iterator[tuple[str | int | Decimal, ...]]:
        """The lines as they were entered with their treatment, for a sheet with the headings TREATED_COLUMNS."""
        for t in self.treatments:
            entered = (
                t.line.year,
                t.line.project,
                HEADS[t.line.head],
                KINDS.get(t.line.kind, ""),
                PLACES[t.line.place],
            )
            yield (*entered, t.line.amount, t.line.note, in_fen(t.counted), t.words, t.cite)

    def of_head(self, head: str) -> Fraction:
        """What counts under one head."""
        return sum((t.counted for t in self.treatments if t.head == head), Fraction(0))


def in_fen(value: Fraction) -> Decimal:
    """An exact amount rounded half up to the fen, as facts and forms take it."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def placed(
    line: Line, heads: Parameter, kinds: Mapping[str, Parameter], law: Law
) -> tuple[str, ParameterInForce]:
    """The head a line falls under in a caliber (OUT for none), and the rule that says so: its kind's own, or that of its head."""
    rule = law.get(kinds[line.special]) if line.special in kinds else None
    if rule is not None:
        return rule.value, rule
    general = law.in_force_of(heads)
    return general.value[line.head], general


@dataclass(frozen=True, slots=True)
class Part:
    """How much of each line under a head counts (negative: is deducted), the parameter that says so, and in what words."""

    share: Fraction
    rule: ParameterInForce
    why: str


def treated(line: Line, head: str, rule: ParameterInForce, part: Part | None) -> Treatment:
    """The treatment of a line under the head that `rule` gives it, of which `part` counts (None: all of it)."""
    if head == OUT:
        words = f"{STATE_WORDS[OUT]}：{line.title}不在归集范围"
        return Treatment(line, OUT, "", Fraction(0), words, rule.cite, rule.status != "unverified")
    if part is None or part.share == 1:
        return Treatment(
            line, IN, head, Fraction(line.amount), STATE_WORDS[IN], rule.cite, rule.status != "unverified"
        )
    counted = Fraction(line.amount) * part.share
    state = DEDUCTED if counted < 0 else PARTLY if counted else OUT
    words = f"{STATE_WORDS[state]}：{part.why}" + (f"，{yuan(abs(counted))}" if counted else "")
    return Treatment(
        line, state, head if counted else "", counted, words, part.rule.cite, part.rule.status != "unverified"
    )


def proportion(allowed: Fraction, amounts: Iterable[Fraction]) -> Fraction:
    """The part of several amounts that counts when only `allowed` of their sum does."""
    whole = sum(amounts, Fraction(0))
    return Fraction(1) if whole <= allowed else allowed / whole


def yuan(value: Fraction) -> str:
    return figure_text(value, "元")
