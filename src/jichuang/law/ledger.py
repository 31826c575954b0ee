"""A ledger on a page: the rows of its table as typed, and what three calibers make of a year, with the links into the calculators.

Knows no request and no caliber's rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from jichuang import policy
from jichuang.law.answers import YUAN
from jichuang.law.sharing import pack
from jichuang.policy.rd_ledger import (
    COLUMNS,
    HEADS,
    KINDS,
    PLACES,
    TREATED_COLUMNS,
    Caliber,
    Line,
    Treatment,
    cell_of,
)
from jichuang.policy.rd_ledger.views import in_fen
from jichuang.policy.wording import figure_text

CHOICES: Mapping[str, tuple[str, ...]] = {
    "费用类别": tuple(HEADS.values()),
    "细目": tuple(KINDS.values()),
    "境内外": tuple(PLACES.values()),
}
CHIPS = {"in": "ok", "partly": "warn", "out": "none", "deducted": "warn"}
CHIP_WORDS = {"in": "全额", "partly": "部分", "out": "不计", "deducted": "冲减"}

TypedRow = list[str]  # the texts of one row, in the order of COLUMNS


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of the table: `options` are the choices of a list, () for a text."""

    title: str
    name: str
    text: str
    options: tuple[str, ...]
    at: str
    error: str


def boxes(rows: Sequence[TypedRow], errors: Mapping[str, str]) -> list[list[Box]]:
    """The cells of a table; `errors` by address."""
    return [
        [
            Box(title, f"l-{number}-{at}", row[at], CHOICES.get(title, ()), cell_of(number, title),
                errors.get(cell_of(number, title), ""))
            for at, title in enumerate(COLUMNS)
        ]
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip


def row_of(line: Line) -> TypedRow:
    """A line as it would be typed."""
    return [
        str(line.year), line.project, HEADS[line.head], KINDS.get(line.kind, ""), PLACES[line.place],
        f"{line.amount:f}", line.note,
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sum:
    """A caliber's total in words, and where its figures are carried to ("" when they are too many for a link)."""

    caliber: Caliber
    policy: policy.Policy
    total: str
    domestic: str
    link: str

    @property
    def is_unverified(self) -> bool:
        view = self.caliber.view
        return view is not None and not all(each.verified for each in view.treatments)


def sums(found: Iterable[Caliber]) -> list[Sum]:
    """The three totals."""
    return [_sum(each) for each in found]


def _sum(one: Caliber) -> Sum:
    uses = policy.get(one.policy)
    if one.view is None:
        return Sum(one, uses, "", "", "")
    token = pack(one.policy, one.facts, one.on, None, YUAN)
    link = f"{reverse('law:calculator', args=[one.policy])}?s={token}&edit" if token else ""
    return Sum(one, uses, figure_text(one.view.total, "元"), figure_text(one.view.domestic, "元"), link)


@dataclass(frozen=True, slots=True)
class Treated:
    """A line's treatment as a cell: chip, what counts, why, by which clause."""

    title: str
    chip: str
    word: str
    counted: str
    why: str
    cite: str
    verified: bool


def side_by_side(found: Sequence[Caliber]) -> list[tuple[Line, str, list[Treated]]]:
    """(line, its amount in words, its treatment in each caliber there is), in the ledger's order."""
    views = [(one.title, one.view.treatments) for one in found if one.view is not None]
    if not views:
        return []
    return [
        (
            first.line,
            figure_text(first.line.amount, "元"),
            [_treated(title, treatments[at]) for title, treatments in views],
        )
        for at, first in enumerate(views[0][1])
    ]


def _treated(title: str, one: Treatment) -> Treated:
    counted = figure_text(one.counted, "元") if one.counted else ""
    why = one.words.partition("：")[2].removesuffix(f"，{figure_text(abs(one.counted), '元')}")
    return Treated(title, CHIPS[one.state], CHIP_WORDS[one.state], counted, why, one.cite, one.verified)


SHEET_COLUMNS = ("口径", *TREATED_COLUMNS)


def sheet_rows(found: Iterable[Caliber]) -> Iterator[tuple[str | int | Decimal, ...]]:
    """Every line in every caliber, and the caliber's total after them, for a workbook."""
    for one in found:
        if one.view is not None:
            yield from ((one.title, *row) for row in one.view.rows())
            total = in_fen(one.view.total)
            yield (one.title, one.view.year, "合计", *[""] * (len(COLUMNS) - 2), total, one.view.title, "")
