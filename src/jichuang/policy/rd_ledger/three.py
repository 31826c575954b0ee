"""The three calibers of one year side by side, each with the policy that uses it and the facts it gives that policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jichuang.policy.errors import DateError
from jichuang.policy.rd_ledger.deduction import deduction_facts, deduction_view, tech_sme_facts, tech_sme_view
from jichuang.policy.rd_ledger.hnte import hnte_facts, hnte_view
from jichuang.policy.rd_ledger.lines import Line
from jichuang.policy.rd_ledger.views import View, in_fen
from jichuang.policy.tech_sme.rules import tech_sme

TITLES = {"hnte": "高企", "tech-sme": "科小", "rd-super-deduction": "加计扣除"}
HNTE_YEARS = 3  # 近三个会计年度


@dataclass(frozen=True, slots=True)
class Caliber:
    """One caliber: the id of the policy that uses it, the view (None where no law of the time has one: `absent` says so),
    and the facts for that policy, to be asked on the day `on`."""

    policy: str
    on: date
    view: View | None
    facts: dict[str, Any]
    absent: str = ""

    @property
    def title(self) -> str:
        return TITLES[self.policy]


def calibers(
    lines: Sequence[Line], year: int, *, on: date | None = None, known: date | None = None
) -> list[Caliber]:
    """高企, 科小, 加计扣除 of one year's lines. `on` is the day of application of 高企 and 科小: the first after the year unless given."""
    on = on or date(year + 1, 1, 1)
    return [_hnte(lines, year, on, known), _tech_sme(lines, year, on, known), _deduction(lines, year, known)]


def _hnte(lines: Sequence[Line], year: int, on: date, known: date | None) -> Caliber:
    try:
        view = hnte_view(lines, year, on=on, known=known)
    except DateError as error:
        return Caliber("hnte", on, None, {}, error.problem)
    return Caliber("hnte", on, view, hnte_facts(lines, closed_years(lines, year), on=on, known=known))


def _tech_sme(lines: Sequence[Line], year: int, on: date, known: date | None) -> Caliber:
    try:
        tech_sme.law(on, known)  # 科小评价 is younger than the deduction whose caliber it uses
        view = tech_sme_view(lines, year, known=known)
    except DateError as error:
        return Caliber("tech-sme", on, None, {}, error.problem)
    return Caliber("tech-sme", on, view, tech_sme_facts(lines, year, known=known))


def _deduction(lines: Sequence[Line], year: int, known: date | None) -> Caliber:
    last_day = date(year, 12, 31)
    try:
        view = deduction_view(lines, year, known=known)
    except DateError as error:
        return Caliber("rd-super-deduction", last_day, None, {}, error.problem)
    return Caliber("rd-super-deduction", last_day, view, deduction_facts(lines, year, known=known))


def closed_years(lines: Sequence[Line], year: int) -> tuple[int, ...]:
    """The year and the years before it, up to three, as far back as the ledger goes without a gap."""
    entered = {line.year for line in lines}
    years = [year]
    while len(years) < HNTE_YEARS and years[0] - 1 in entered:
        years.insert(0, years[0] - 1)
    return tuple(years)


def as_dict(lines: Sequence[Line], year: int, found: Sequence[Caliber]) -> dict[str, Any]:
    """For a program: the totals (yuan), every line's treatment in every caliber, the facts for each policy."""
    return {
        "year": year,
        "lines": sum(line.year == year for line in lines),
        "calibers": [_caliber_as_dict(each) for each in found],
    }


def _caliber_as_dict(one: Caliber) -> dict[str, Any]:
    told: dict[str, Any] = {"policy": one.policy, "on": one.on, "absent": one.absent, "facts": one.facts}
    if one.view is None:
        return told
    return told | {
        "title": one.view.title,
        "total": in_fen(one.view.total),
        "domestic": in_fen(one.view.domestic),
        "treatments": [
            {
                "project": each.line.project, "title": each.line.title, "place": each.line.place, "amount": each.line.amount,
                "state": each.state, "counted": in_fen(each.counted), "words": each.words, "cite": each.cite,
                "verified": each.verified,
            }
            for each in one.view.treatments
        ],
    }  # fmt: skip


def as_text(found: Sequence[Caliber]) -> list[str]:
    """For a person: a line with the total of each caliber, then one for each line of the ledger."""
    told = []
    for one in found:
        if one.view is None:
            told.append(f"{one.title}\t{one.absent}")
            continue
        told.append(f"{one.view.title}\t{in_fen(one.view.total)} 元\t其中境内 {in_fen(one.view.domestic)} 元")
        told += [
            f"  {each.line.project}\t{each.line.title}\t{each.line.amount} 元\t{each.words}\t{each.cite}"
            + ("" if each.verified else "（未核实）")
            for each in one.view.treatments
        ]
    return told
