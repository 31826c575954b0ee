"""咨询与催办: asking about a case or before applying, my questions, urging."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, Enquiry
from jichuang.hall.pages.common import Crumb, case_or_refusal, grouped, matter_or_404, member
from jichuang.hall.pages.drafts import crumbs
from jichuang.hall.reads import enquiries as asked
from jichuang.hall.reads import promises
from jichuang.hall.terms import Light
from jichuang.hall.verbs.enquiring import LONGEST
from jichuang.registry.models import Party
from jichuang.registry.reads import may_act, parties_of
from jichuang.registry.terms import Scope

CHIPS = {Light.RED: "bad", Light.YELLOW: "warn", Light.NONE: "info"}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def about_case(request: HttpRequest, number: str) -> HttpResponse:
    """/cases/<number>/ask/ : for the firm's own people; a stranger is refused before he can type."""
    case, user = case_or_refusal(request, number), member(request)
    require(may_act(user, case.party, scope=Scope.PREPARER, on=clock.today()))
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            row = verbs.ask(case=case, by=user, text=request.POST.get("text", ""))
        except Invalid as invalid:
            faults = grouped(invalid.problems)
        else:
            return _thank(request, row, reverse("hall:case", args=[number]))
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, "咨询"),
        "desk": asked.desk_of_case(case),
        "rows": asked.enquiries_of_case(case)[:20],
    }
    return _form(request, context, faults)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def about_matter(request: HttpRequest, code: str) -> HttpResponse:
    """/matters/<code>/ask/ : before applying, for a unit or in one's own name."""
    matter, user = matter_or_404(code), member(request)
    parties = parties_of(user, clock.today())
    party = _party(request, parties)
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            row = verbs.ask_about(matter=code, by=user, text=request.POST.get("text", ""), party=party)
        except Invalid as invalid:
            faults = grouped(invalid.problems)
        else:
            return _thank(request, row, reverse("hall:my-enquiries"))
    path = [
        Crumb("办事大厅", reverse("hall:catalogue")),
        Crumb(matter.title, reverse("hall:matter", args=[code])),
    ]
    context = {
        "case": None,
        "matter": matter,
        "crumbs": [*path, Crumb("咨询")],
        "desk": asked.desk_of_matter(matter, party),
        "parties": parties,
        "party": party,
        "rows": asked.enquiries_of(user, clock.today()).filter(matter=code, case__isnull=True)[:20],
    }
    return _form(request, context, faults)


def _party(request: HttpRequest, parties: list[Party]) -> Party | None:
    """The unit asked for: the chosen one, else the only one, else none."""
    given = request.POST.get("party", request.GET.get("party", ""))
    chosen = next((one for one in parties if str(one.pk) == given), None)
    return chosen or (parties[0] if parties and given != "none" else None)


def _thank(request: HttpRequest, row: Enquiry, to: str) -> HttpResponse:
    messages.success(
        request, f"已送{asked.desk_title(row)}，最迟{row.due_on:%Y年%m月%d日}答复；答复会发到“消息”。"
    )
    return redirect(to)


def _form(request: HttpRequest, context: dict[str, Any], faults: dict[str, str]) -> HttpResponse:
    promise = promises.answering(clock.today())
    due = clock.calendar().add_workdays(clock.today(), promise.days)
    shown = {
        **context,
        "rows": enquiry_rows(context["rows"]),
        "due_on": due,
        "promise": promise,
        "text": request.POST.get("text", ""),
        "faults": [Problem(key, words) for key, words in faults.items()],
        "fault": faults.get("text", ""),
        "longest": LONGEST,
    }
    return render(request, "hall/ask.html", shown, status=422 if faults else 200)


def enquiry_rows(rows: Any) -> list[dict[str, Any]]:
    """Each question with its desk, its days left and what it is about."""
    on, found = clock.today(), []
    for row in rows:
        left = clock.calendar().workdays_between(on, row.due_on)
        words = f"超期 {-left} 个工作日" if left < 0 else f"剩 {left} 个工作日" if left else "今日到期"
        state = CHIPS[asked.light_of(row.due_on, on)]
        found.append(
            {
                "row": row,
                "desk": asked.desk_title(row),
                "title": asked.matter_title(row),
                "chip": ("ok", "已答复") if row.answered_at else (state, words),
            }
        )
    return found


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """/my/enquiries/ : what I and my units have asked."""
    page = paginate(request, asked.enquiries_of(member(request), clock.today()))
    return render(request, "hall/my_enquiries.html", {"page": page, "rows": enquiry_rows(page)})


@login_required
@require_POST
def urge(request: HttpRequest, number: str) -> HttpResponse:
    """催办; a refusal says from which day on it is possible again."""
    case = case_or_refusal(request, number)
    verbs.urge(case=case, by=member(request), note=request.POST.get("note", ""))
    messages.success(
        request, f"已催办。{reads.place_of(case).holder}的清单和这件的最上面都会标出“催办”，直到办理。"
    )
    return redirect("hall:case", number=number)


def case_context(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What the case page and the desk's pane show of questions and urges."""
    user = member(request)
    return {
        "enquiries": enquiry_rows(asked.enquiries_of_case(case)[:20]),
        "may_ask": may_act(user, case.party, scope=Scope.PREPARER, on=clock.today()),
        "may_urge": asked.may_urge(user, case),
        "urged": asked.urged(case),
    }
