"""后续办理: what may be begun on a decided case or an entry (申诉、变更、续期、注销、撤销), and why another may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall import catalogue, verbs
from jichuang.hall.declare import Appeal, Matter, Purpose
from jichuang.hall.models import Case
from jichuang.hall.pages.common import Crumb, case_or_refusal, grouped, member
from jichuang.hall.reads.afterlife import GIVING, case_behind, entry_now, may_revoke, unfit
from jichuang.registry.models import Entry, Party
from jichuang.registry.pages.doors import Door
from jichuang.registry.reads import may_act, party_by_code
from jichuang.registry.terms import Scope


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One declared follow-up: its name, and why it cannot be begun today ('' when it can)."""

    purpose: str
    name: str
    why_not: str


def follow_ups(matter: Matter, party: Party, source: Ref) -> list[FollowUpRow]:
    """The follow-ups a holder may begin on a case (appeal) or on an entry (all others), in declared order."""
    on = clock.today()
    return [
        FollowUpRow(one.purpose.value, one.name, unfit(matter, party, one.purpose, source, on))
        for one in matter.afterlife
        if not one.purpose.ex_officio and isinstance(one, Appeal) == (source.kind == "case")
    ]


def of_case(case: Case) -> list[tuple[str, list[FollowUpRow]]]:
    """(reference, follow-ups) of a decided case: on itself, and on the entry it gave."""
    if case.stage_now is not None or not case.outcome or case.purpose not in GIVING:
        return []
    matter = catalogue.get(case.matter)
    sources = [Ref("case", case.number)]
    entry = entry_now(case)
    if entry is not None:
        sources.append(Ref("entry", str(entry.pk)))
    found = [(str(source), follow_ups(matter, case.party, source)) for source in sources]
    return [(source, rows) for source, rows in found if rows]


@login_required
@require_POST
def start(request: HttpRequest, number: str) -> HttpResponse:
    """开始后续办理 of a decided case, or of the entry it gave; leads to its form."""
    case = case_or_refusal(request, number)
    require(may_act(member(request), case.party, scope=Scope.PREPARER, on=clock.today()))
    offered = {(source, row.purpose) for source, rows in of_case(case) for row in rows}
    source, purpose = request.POST.get("source", ""), request.POST.get("purpose", "")
    if (source, purpose) not in offered:
        raise Http404("没有这一后续办理")
    kind, _, key = source.partition(":")
    begun = verbs.start(
        matter=case.matter,
        party=case.party,
        by=member(request),
        source=Ref(kind, key),
        purpose=Purpose(purpose),
    )
    return redirect("hall:resume", begun.number)


def _granted(entry: Entry) -> Case:
    """The case that gave the entry; 404 for an entry from elsewhere."""
    found = case_behind(entry)
    if found is None:
        raise Http404("这一登记不是由本系统的办件产生的，后续办理请按办事指南")
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """提出撤销 of an entry: a declared ground and the facts; decided by somebody else, the holder may state its view."""
    entry = get_object_or_404(Entry, pk=key, current=True)
    granted, user = _granted(entry), member(request)
    whole = catalogue.get(granted.matter)
    declared = whole.follow_up(Purpose.REVOCATION)
    if declared is None:
        raise Http404(f"“{whole.title}”没有撤销这一后续办理")
    if may_act(user, granted.party, scope=Scope.VIEWER, on=clock.today()):
        raise Refused(
            "您是持有单位的人员，不能提出撤销：撤销由机关依职权提出。",
            remedy="要放弃这一登记的，请在登记页申请注销；对撤销可以陈述意见。",
        )
    require(may_revoke(user, whole, granted.party, clock.today()))
    context: dict[str, Any] = {
        "entry": entry,
        "matter": whole,
        "reasons": declared.reasons,
        "crumbs": [Crumb(granted.number), Crumb("提出撤销")],
        "given": {"reason": request.POST.get("reason", ""), "facts": request.POST.get("facts", "")},
        "faults": {},
    }
    if request.method != "POST":
        return render(request, "hall/revoke.html", context)
    try:
        case = verbs.propose_revocation(matter=granted.matter, entry=entry, by=user, **context["given"])
    except Invalid as invalid:
        return render(
            request, "hall/revoke.html", {**context, "faults": grouped(invalid.problems)}, status=422
        )
    messages.success(request, f"已提出撤销，办件{case.number}；由另一名人员决定，持有单位可以陈述意见。")
    return redirect("hall:desk-case", case.number)


def may_propose(case: Case) -> str:
    """The key of the entry whose revocation an officer may propose from this decided case; '' where it is not declared."""
    if catalogue.get(case.matter).follow_up(Purpose.REVOCATION) is None:
        return ""
    entry = entry_now(case)
    return str(entry.pk) if entry is not None and party_by_code(entry.subject) is not None else ""


def doors(entry: Entry, user: User | None, on: date) -> list[Door]:
    """What one reader may begin from the entry's own page: its holder's follow-ups, or an officer's proposal to revoke."""
    granted = case_behind(entry)
    if granted is None or user is None:
        return []
    matter = catalogue.get(granted.matter)
    if may_act(user, granted.party, scope=Scope.VIEWER, on=on):
        may = may_act(user, granted.party, scope=Scope.PREPARER, on=on)
        source, url = Ref("entry", str(entry.pk)), reverse("hall:follow-up", args=[granted.number])
        return [
            Door(
                row.name,
                url,
                (("source", str(source)), ("purpose", row.purpose)),
                row.why_not or ("" if may else f"{may.reason}{may.remedy}"),
            )
            for row in follow_ups(matter, granted.party, source)
        ]
    declared = matter.follow_up(Purpose.REVOCATION)
    if declared is None or not may_revoke(user, matter, granted.party, on):
        return []
    return [Door("提出撤销", reverse("hall:revoke", args=[entry.pk]), grave=True)]
