"""主体: my units, one unit's file (what we hold, names, certificates, who looked), registering a unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.faults import show_faults
from jichuang.registry import facts, registers, verbs
from jichuang.registry.models import Party, PartyFact
from jichuang.registry.pages.common import is_internal, user_of
from jichuang.registry.pages.forms import PartyForm, RequestForm
from jichuang.registry.reads import (
    history_of,
    home_name,
    parties_of,
    recommender_of,
    region_name,
    search_parties,
)
from jichuang.registry.reads.parties import open_delegations
from jichuang.registry.reads.personal import may_read_party, may_read_personal, personal_of, readings_of
from jichuang.registry.terms import Scope
from jichuang.registry.verbs.delegations import may_authorise
from jichuang.registry.verbs.readings import read_party


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """My units; for people with an appointment also a search over the units they may read."""
    user = user_of(request)
    assert user is not None
    today = clock.today()
    text = request.GET.get("q", "").strip()
    internal = is_internal(user)
    found = (
        [(party, may_read_party(user, party, today).allowed) for party in search_parties(text)]
        if internal and text
        else []
    )
    context = {
        "mine": [(row.party, row.get_scope_display()) for row in open_delegations(user, today)],
        "internal": internal,
        "q": text,
        "found": found,
    }
    return render(request, "registry/parties.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """登记单位 and ask for its authorisation in one step; a unit already registered leads to the request."""
    user = user_of(request)
    assert user is not None
    form = PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = Party.objects.filter(credit_code=form.cleaned_data["credit_code"].strip().upper()).first()
        if known is not None:
            return redirect("registry:delegation-request", code=known.credit_code)
        try:
            party = verbs.register_party(
                by=user, source="本单位人员登记", as_of=clock.today(), **form.cleaned_data
            )
            verbs.request_delegation(party=party, by=user, scope=Scope.ACCEPTOR)
        except Invalid as invalid:
            show_faults(form, invalid)
        else:
            messages.success(
                request, "已登记。请将授权书交省科技厅或所在地科技局核对，核对后即可代本单位办理。"
            )
            return redirect("registry:parties")
    return render(request, "registry/party_register.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def party(request: HttpRequest, code: str) -> HttpResponse:
    """The unit's file. Opening it is journalled unless the reader acts for the unit."""
    row = get_object_or_404(Party, credit_code=code)
    user = user_of(request)
    own = read_party(party=row, by=user)
    return render(request, "registry/party.html", {**_file(row, user), "own": own})


def _file(row: Party, user: Any) -> dict[str, Any]:
    today = clock.today()
    code = row.credit_code or ""
    return {
        "party": row,
        "home": home_name(row.home, today),
        "region": region_name(row.region, today),
        "names": row.names.order_by("-pk"),
        "facts": _facts(row),
        "personal": [(facts.get(key).title, value) for key, value in personal_of(row).items()],
        "purposes": [(fact.title, fact.purpose) for fact in facts.personal()],
        "may_reveal": may_read_personal(user, row, today),
        "entries": [
            (registers.get(entry.register), entry, entry.in_force(today)) for entry in history_of(code)
        ],
        "recommender": recommender_of(row, on=today),
        "readings": readings_of(row),
        "may_authorise": may_authorise(user, row, today).allowed,
        "mine": row in parties_of(user, today),
        "request_form": RequestForm(),
    }


def _facts(row: Party) -> list[tuple[str, PartyFact]]:
    hidden = [fact.key for fact in facts.personal()]
    held = PartyFact.objects.filter(party=row, recorded__upper_inf=True).exclude(key__in=hidden)
    found = []
    for fact in held.order_by("-year", "pk"):
        declared = facts.find(fact.key)
        if declared is not None and declared.type == "boolean":
            fact.value = "是" if fact.value == "true" else "否"
        found.append((declared.title if declared else fact.key, fact))
    return found


@login_required
@require_POST
def personal(request: HttpRequest, code: str) -> HttpResponse:
    """查看联系信息: with a purpose, journalled, visible to the unit."""
    row = get_object_or_404(Party, credit_code=code)
    user = user_of(request)
    assert user is not None
    try:
        found = verbs.reveal_personal(party=row, by=user, purpose=request.POST.get("purpose", ""))
    except Invalid as invalid:
        messages.error(request, str(invalid))
        return redirect("registry:party", code=code)
    context = {**_file(row, user), "own": row in parties_of(user, clock.today())}
    context["personal"] = [
        (facts.get(key).title, value) for key, value in personal_of(row, masked=False).items() if key in found
    ]
    return render(request, "registry/party.html", {**context, "revealed": True})
