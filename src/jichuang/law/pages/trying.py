"""改规则试算: a leader supposes other figures and sees who gains and who loses, with bounds; the names only for those with the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jichuang import policy as rules
from jichuang.base import clock
from jichuang.base.charts import Tile
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.law import trying, verbs
from jichuang.law.pages.common import Crumb, crumbs, moment, person
from jichuang.law.population import WHOLE
from jichuang.law.reads import access
from jichuang.policy.amount_titles import amount_title
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import PolicyError
from jichuang.policy.impact import DIMENSIONS, Impact, Line
from jichuang.policy.parameters import Law
from jichuang.policy.simulating import DIRECTIONS
from jichuang.registry import registers
from jichuang.registry.reads import entries, homes
from jichuang.registry.terms import SubjectKind

PREFIX = "p."  # a parameter's box: p.max_staff
HEADERS = ("统一社会信用代码", "名称", "考核归属", "领域", "规模", "现行规定", "假设规定", "影响")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request supposes: the policy's law of a day, a register, and the parameters as typed."""

    policy: Policy
    law: Law
    register: str
    knobs: list[trying.Knob]

    @property
    def turned(self) -> list[trying.Knob]:
        return [knob for knob in self.knobs if knob.changed]

    @property
    def figures(self) -> list[trying.Knob]:
        return [knob for knob in self.knobs if not knob.long]

    @property
    def tables(self) -> list[trying.Knob]:
        """Bands, lists and spans: rarely supposed otherwise, folded away until one is."""
        return [knob for knob in self.knobs if knob.long]

    @property
    def tables_open(self) -> bool:
        return any(knob.changed for knob in self.tables)

    @property
    def faults(self) -> list[trying.Knob]:
        return [knob for knob in self.knobs if knob.fault]


def _asked(given: QueryDict, one: Policy, on: date, known: date | None) -> Asked:
    law = one.law(on, known)
    typed = {name.removeprefix(PREFIX): str(text) for name, text in given.items() if name.startswith(PREFIX)}
    register = given.get("register", WHOLE)
    return Asked(one, law, register if register in _registers() else WHOLE, trying.knobs(one, law, typed))


def _registers() -> dict[str, str]:
    return {one.code: one.title for one in registers.ALL if one.subject is SubjectKind.PARTY}


@login_required
@require_safe
def what_if(request: HttpRequest, policy_id: str) -> HttpResponse:
    """The form, and once something is supposed otherwise, what that would do."""
    require(access.may_try(person(request), clock.today()))
    one, when = rules.get(policy_id), moment(request)
    context: dict[str, Any] = {
        "policy": one, "crumbs": crumbs(Crumb(one.title, reverse("law:policy", args=[one.id])), Crumb("改规则试算")),
        "on": when.on, "known": when.known, "fault": when.fault, "registers": _registers(),
    }  # fmt: skip
    try:
        asked = _asked(request.GET, one, when.on, when.known)
    except rules.DateError as refused:
        context["fault"] = f"{refused.problem}，请选 {refused.expected}。"
        return render(request, "law/what_if.html", context, status=422)
    context |= {"asked": asked, "may_name": access.may_name(person(request), clock.today()).allowed}
    if asked.turned and not asked.faults:
        try:
            context |= _answer(asked)
        except PolicyError as refused:
            context["fault"] = str(refused)
    wrong = bool(asked.faults or context["fault"])
    return render(request, "law/what_if.html", context, status=422 if wrong else 200)


def _answer(asked: Asked) -> dict[str, Any]:
    changes = trying.changes_of(asked.policy, asked.law, asked.turned)
    impact = trying.tried(asked.policy, asked.law, changes, asked.register)
    standing = entries(asked.register).in_force(asked.law.on, asked.law.known).count()
    return {
        "impact": impact,
        "direction": DIRECTIONS[impact.direction],
        "tables": [
            (DIMENSIONS[key], _ordered(key, lines, asked.law.on)) for key, lines in impact.parts.items()
        ],
        "tiles": _tiles(impact, asked.law.on),
        "tile_headers": ("考核归属", "获得", "失去"),
        "tile_rows": [
            (line.name, _span(line.gain, line.gain_most), _span(line.lose, line.lose_most))
            for line in _ordered("city", impact.parts.get("city", ()), asked.law.on)
        ],
        "sums": _sums(impact, standing),
        "money": [(amount_title(each.key), each) for each in impact.total.money],
    }


def _ordered(dimension: str, lines: tuple[Line, ...], on: date) -> list[Line]:
    """Places in their fixed order, everything else as it comes."""
    places = [home.short for home in homes(on)] if dimension == "city" else []
    return sorted(lines, key=lambda line: places.index(line.name) if line.name in places else len(places))


def _tiles(impact: Impact, on: date) -> list[Tile]:
    """Those affected, for certain or perhaps, place by place."""
    lines = {line.name: line for line in impact.parts.get("city", ())}
    return [Tile(home.code, home.short, _shown(lines.get(home.short))) for home in homes(on)]


def _shown(line: Line | None) -> int | None:
    return None if line is None else line.gain_most + line.lose_most


def _span(least: int, most: int) -> str:
    return f"{least:,}" if least == most else f"{least:,} 至 {most:,}"


def _sums(impact: Impact, standing: int) -> list[tuple[str, int, int]]:
    """Sums that must agree: what, the one way, the other."""
    total = impact.total
    counted = total.unaffected + total.gain + total.may_gain + total.lose + total.may_lose + total.may_either
    parts = [
        (f"按{DIMENSIONS[key]}相加", sum(line.rows for line in lines), total.rows)
        for key, lines in impact.parts.items()
    ]
    return [
        ("参与试算的加上数据有误的，与名录当日有效家数", total.rows + impact.unusable, standing),
        ("不受影响、获得、失去和尚不能定的相加，与参与试算的", counted, total.rows),
        *((f"{what}，与参与试算的", one, other) for what, one, other in parts),
    ]


@login_required
@require_POST
def affected(request: HttpRequest, policy_id: str) -> HttpResponse:
    """The names of those affected, as a workbook; who took it stands in the journal."""
    one, when = rules.get(policy_id), moment(request)
    require(access.may_name(person(request), clock.today()))
    asked = _asked(request.POST, one, when.on, when.known)
    changes = trying.changes_of(one, asked.law, asked.turned)
    rows = verbs.take_affected(
        policy=one, law=asked.law, changes=changes, register=asked.register, by=person(request)
    )
    supposed = "；".join(f"{knob.parameter.title}：{knob.now} 改为 {knob.typed}" for knob in asked.turned)
    notes = (f"{one.title}改规则试算，按 {when.on} 的规定。假设：{supposed}", DEMONSTRATION_MARK)
    return xlsx_response(
        f"{one.title}改规则试算名单.xlsx", HEADERS, rows, text_columns=HEADERS[:1], notes=notes
    )
