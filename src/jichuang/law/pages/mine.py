"""我的政策: what an enterprise may enjoy, nearly enjoys, enjoys and will lose; what we know of it, what we ask for once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.law.answers import TEN_THOUSAND
from jichuang.law.asking import DataForm
from jichuang.law.pages.common import Crumb, crumbs, member
from jichuang.law.reads import standings
from jichuang.law.reads.holdings import Holdings, holdings
from jichuang.law.reads.holdings import stated as stated_facts
from jichuang.law.sharing import pack
from jichuang.law.slips import slips_of_years
from jichuang.law.terms import OWN_SOURCE, Standing
from jichuang.registry.models import Party
from jichuang.registry.reads import may_act, parties_of
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import FactGiven, record_facts
from jichuang.registry.verbs.readings import read_party

AT_ONCE = 4  # of what lacks data, the nearest ones; a firm seldom wants to found an incubator
Drawn = tuple[standings.Match, str]  # with the address of its calculator


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own enterprise; the first of several, with links to the others."""
    own = parties_of(member(request), clock.today())
    if not own:
        return render(request, "law/mine_none.html", {"crumbs": crumbs(Crumb("我的政策"))})
    return redirect("law:party", code=own[0].credit_code)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def party(request: HttpRequest, code: str) -> HttpResponse:
    """One enterprise's page: its own people, and the officers who may read its file (journalled)."""
    row = get_object_or_404(Party, credit_code=code)
    own = read_party(party=row, by=member(request), why="查看企业政策匹配")
    found = standings.overview(row, clock.today())
    may_write = may_act(member(request), row, scope=Scope.PREPARER, on=clock.today()).allowed
    form = DataForm(
        [need for _, needs in found.needs for need in needs],
        data=request.POST if request.method == "POST" else None,
    )
    if request.method == "POST":
        answer = _keep(request, row, form, found.held)
        if answer is not None:
            return answer
    return _draw(request, row, found, form, own=own, may_write=may_write)


def _keep(request: HttpRequest, row: Party, form: DataForm, held: Holdings) -> HttpResponse | None:
    """Keeps what was typed as facts of the enterprise; None when something has to be mended first."""
    if not form.is_valid():
        return None
    given = [FactGiven(need.key, value, need.year) for need, value in form.given()]
    if not given:
        messages.warning(request, "没有填写任何一项，什么也没有保存。")
        return redirect("law:party", code=row.credit_code)
    try:
        record_facts(party=row, given=given, source=OWN_SOURCE, as_of=clock.today(), by=member(request))
    except Invalid as invalid:
        form.add_error(None, str(invalid))
        return None
    for slip in slips_of_years(given, held):
        messages.warning(request, slip)
    messages.success(request, f"已记下 {len(given)} 项，来源写作“{OWN_SOURCE}”。以后各事项都会带出，不再问。")
    return redirect("law:party", code=row.credit_code)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stated(request: HttpRequest, code: str) -> HttpResponse:
    """更正本单位填报: what the enterprise stated itself may be stated again; the former value stays in the record."""
    row = get_object_or_404(Party, credit_code=code)
    require(may_act(member(request), row, scope=Scope.PREPARER, on=clock.today()))
    held = holdings(row, clock.today())
    known = stated_facts(standings.matched(), held)
    data = request.POST if request.method == "POST" else None
    form = DataForm(
        [need for need, _ in known], data=data, values={need.name: value for need, value in known}
    )
    if data is not None:
        answer = _keep(request, row, form, held)
        if answer is not None:
            return answer
    here = Crumb("我的政策", reverse("law:party", args=[code]))
    context = {"crumbs": crumbs(here, Crumb("更正本单位填报")), "party": row, "form": form}
    return render(request, "law/stated.html", context, status=422 if form.is_bound and form.errors else 200)


def _draw(
    request: HttpRequest, row: Party, found: standings.Overview, form: DataForm, *, own: bool, may_write: bool
) -> HttpResponse:
    context: dict[str, Any] = {
        "crumbs": crumbs(Crumb("我的政策" if own else row.name)),
        "party": row,
        "own": own,
        "may_write": may_write,
        "found": found,
        "groups": [_grouped(standing, matches) for standing, matches in found.groups],
        "form": form,
        "asked": [(one, [form[need.name] for need in needs]) for one, needs in found.needs],
        "others": [one for one in parties_of(member(request), clock.today()) if one.pk != row.pk],
        "today": clock.today(),
    }
    return render(request, "law/mine.html", context, status=422 if form.is_bound and form.errors else 200)


def _grouped(standing: Standing, matches: list[standings.Match]) -> tuple[Standing, list[Drawn], list[Drawn]]:
    """The matches of one standing: those to read at once, and those folded away because they lack most."""
    drawn = [(match, _sheet_url(match)) for match in matches]
    at_once = AT_ONCE if standing == Standing.LACKING else len(drawn)
    return standing, drawn[:at_once], drawn[at_once:]


def _sheet_url(match: standings.Match) -> str:
    """The calculator, filled in with the data held."""
    here = reverse("law:calculator", args=[match.policy.id])
    token = pack(match.policy.id, match.result.facts, match.result.on, None, TEN_THOUSAND)
    return f"{here}?s={token}&edit" if token else here
