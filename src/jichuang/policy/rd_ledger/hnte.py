"""高新技术企业认定口径：国科发火〔2016〕195号《工作指引》的八类费用. Knows the guide; knows no score."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jichuang.policy.parameters import Law
from jichuang.policy.rd_ledger.law import P
from jichuang.policy.rd_ledger.lines import Line
from jichuang.policy.rd_ledger.views import Held, Part, View, in_fen, placed, proportion, treated, yuan

KINDS = {
    "building_depreciation": P.hnte_building_depreciation,
    "building_rent": P.hnte_building_rent,
    "renovation": P.hnte_renovation,
    "communication": P.hnte_communication,
    "welfare": P.hnte_welfare,
    "tooling": P.hnte_tooling,
    "individual": P.hnte_individual_abroad,
}
OWN_HEADS = ("personnel", "direct", "depreciation", "amortisation", "design", "trial")


def hnte_view(lines: Iterable[Line], year: int, *, on: date, known: date | None = None) -> View:
    """One year's lines by the guide in force on the day of application.

    委托外部研究开发费用 count at 80 %; 其他费用 up to 20 % of the total, the total as `other_cap_base` says (all: with 委托外部; own: without)."""
    law = Law(P, on, known)
    held = [(line, *placed(line, P.hnte_heads, KINDS, law)) for line in lines if line.year == year]
    entrusted, cap = law.in_force_of(P.hnte_entrusted_share), law.in_force_of(P.hnte_other_cap)
    others = _under(held, "other")
    allowed = _other_limit(held, law)
    parts = {
        "entrusted": Part(Fraction(entrusted.value), entrusted, "委托外部研究开发费用按比例"),
        "other": Part(proportion(allowed, others), cap, f"其他费用限额{yuan(allowed)}，按比例计入"),
    }
    treatments = (treated(line, head, rule, parts.get(head)) for line, head, rule in held)
    return View("高新技术企业认定口径", year, tuple(treatments))


def _under(held: list[Held], *heads: str) -> list[Fraction]:
    return [Fraction(line.amount) for line, head, _ in held if head in heads]


def _other_limit(held: list[Held], law: Law) -> Fraction:
    """其他费用不超过总额的20%，即不超过其余各类费用之和 × 20% ÷（1 − 20%）."""
    measured = sum(_under(held, *OWN_HEADS), Fraction(0))
    if law.value(P.other_cap_base) == "all":
        measured += sum(_under(held, "entrusted"), Fraction(0)) * Fraction(law.value(P.hnte_entrusted_share))
    cap = Fraction(law.value(P.hnte_other_cap))
    return measured * cap / (1 - cap)


def hnte_facts(
    lines: Iterable[Line], years: tuple[int, ...], *, on: date, known: date | None = None
) -> dict[str, list[Decimal] | Decimal]:
    """`rd_expense` (yuan by year, oldest first) and `rd_domestic` (all years together) for the policy hnte."""
    lines = list(lines)
    views = [hnte_view(lines, year, on=on, known=known) for year in sorted(years)]
    return {
        "rd_expense": [in_fen(view.total) for view in views],
        "rd_domestic": in_fen(sum((view.domestic for view in views), Fraction(0))),
    }
