"""我的办件: where each case lies, who holds it, what is asked for, and what one may do oneself."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.charts import Box
from jichuang.base.downloads import attachment
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import XLSX, paginate
from jichuang.hall import reads, verbs
from jichuang.hall.declare import Matter
from jichuang.hall.models import Case, CaseEvent, Certificate, Supplement
from jichuang.hall.pages import afterlife, enquiries, guide, ratings
from jichuang.hall.pages.common import case_or_refusal, grouped, journal_reading, member, revision_of
from jichuang.hall.pages.drafts import crumbs
from jichuang.hall.pages.materials import rows_of
from jichuang.hall.pages.submitting import answer_rows
from jichuang.hall.terms import CaseState, EventKind, Outcome
from jichuang.registry.reads import scope_of
from jichuang.registry.reads.parties import open_delegations
from jichuang.registry.terms import Scope

BAD_EVENTS = {EventKind.NOT_MET, EventKind.REMOVED}


def state_words(case: Case) -> tuple[str, str]:
    """(chip state, words) of a case from its own row alone: lists stay at a constant number of queries."""
    state = CaseState(case.state)
    if state is CaseState.CLOSED:
        good = case.outcome == Outcome.GRANTED
        words = case.declaration.nature.words.granted if good else str(Outcome(case.outcome).label)
        return ("ok" if good else "none" if case.outcome == Outcome.WITHDRAWN else "bad"), words
    if state is CaseState.SUPPLEMENT:
        return "warn", "待补正"
    if state is CaseState.DRAFT:
        return "none", "草稿"
    stage = case.stage_now
    return "info", stage.public_label if stage else str(state.label)


@login_required
@never_cache
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """我的办件, newest first."""
    user, on = member(request), clock.today()
    found: QuerySet[Case] = reads.cases_of(user, on)
    page = paginate(request, found)
    rows = [{"case": case, "chip": state_words(case), "matter": case.declaration} for case in page]
    held = list(open_delegations(user, on))
    context = {
        "page": page,
        "rows": rows,
        "parties": [row.party for row in held],
        "signs": any(row.scope == Scope.ACCEPTOR for row in held),
    }
    return render(request, "hall/my_cases.html", context)


def timeline_items(case: Case, events: QuerySet[CaseEvent], *, insider: bool = False) -> list[dict[str, Any]]:
    """Events for `{% timeline %}`, then the stage still to come. An insider also reads votes and scores."""
    titles = {part.key: part.title for part in case.declaration.route.parts}
    items = [
        {
            "title": _event_title(event, titles),
            "when": f"{event.at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}",
            "who": event.who,
            "note": event.note or (event.detail.get("opinion", "") if insider else ""),
            "state": "done",
        }
        for event in events
    ]
    place = reads.place_of(case)
    if CaseState(case.state).is_open:
        due = f"应于 {place.due_on} 前办完" if place.due_on else ""
        items.append(
            {
                "title": place.label,
                "when": "",
                "who": place.holder,
                "note": place.paused or due,
                "state": "current",
            }
        )
    return items


def _event_title(event: CaseEvent, titles: dict[str, str]) -> str:
    """An opinion is named by its stage; everything else by what it is."""
    label = str(EventKind(event.kind).label)
    return f"{titles.get(event.stage, '')}：{label}" if event.kind == EventKind.CONCLUDED else label


@login_required
@never_cache
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """办件页 for the firm's own people (and, read only, for the auditor)."""
    found, user, on = case_or_refusal(request, number), member(request), clock.today()
    if scope_of(user, found.party, on) is None and reads.desks_of(user, on):
        return redirect("hall:desk-case", number=number)
    journal_reading(found, user)
    return _draw(request, found)


def _draw(
    request: HttpRequest, case: Case, faults: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    user = member(request)
    matter = case.declaration
    asked = reads.open_supplement(case)
    own = scope_of(user, case.party, clock.today()) is not None
    context = {
        "case": case,
        "matter": matter,
        "record": matter.record_on(clock.today()),
        "crumbs": crumbs(case),
        "chip": state_words(case),
        "place": reads.place_of(case),
        "is_draft": case.state == CaseState.DRAFT,
        "is_own": own,
        "route_rows": _route_of(case),
        "route_text": guide.route_text(matter),
        "clock": reads.clock_of(case),
        "events": timeline_items(case, reads.timeline(case, user), insider=not own),
        "groups": answer_rows(case, editable=False),
        "materials": [row for row in rows_of(case) if row["files"]],
        "asked": asked,
        "items": asked_rows(case, asked, faults or {}) if asked else [],
        "faults": [(f"item-{key}", text) for key, text in (faults or {}).items()],
        "typed": {key: request.POST[key] for key in request.POST},
        "may": {
            verb: reads.can(user, verb, case)
            for verb in ("save_draft", "resubmit", "withdraw", "cosign", "bundle")
        },
        "after": afterlife.of_case(case),
        "certificates": list(Certificate.objects.filter(case=case)),
        **enquiries.case_context(request, case),
        **ratings.case_context(request, case, is_own=own),
        "objected": case.listings.filter(objections__isnull=False).exists(),
    }
    return render(request, "hall/case.html", context, status=status)


def _route_of(case: Case) -> list[list[Box]]:
    """The route with what is done and where the case lies now."""
    return guide.route_rows(
        case.declaration,
        current=case.stage if case.stage_now else "",
        closed=case.outcome == Outcome.GRANTED,
        done=finished_parts(case),
    )


def finished_parts(case: Case) -> set[str]:
    """Branches of the present stage whose every desk has agreed."""
    stage = case.stage_now
    if stage is None or len(stage.parts) < 2:
        return set()
    owed = set(case.tasks.filter(done_at__isnull=True).values_list("stage", flat=True))
    return {part.key for part in stage.parts if part.key not in owed}


def asked_rows(case: Case, asked: Supplement, faults: dict[str, str]) -> list[dict[str, Any]]:
    """Each item of a supplement with the page on which it is mended and whether that has been done."""
    matter = case.declaration
    answers = {one.field.key: one for one in reads.answers_of(case)}
    fresh = {file.material for file in reads.files_of(case) if file.added_at >= asked.asked_at}
    rows = []
    for item in asked.items.all():
        is_field = item.kind == "field"
        url = reverse("hall:materials", args=[case.number])
        if is_field:
            url = reverse("hall:step", args=[case.number, matter.form.step_of(item.key).key])
            url = f"{url}#id_{item.key}"
        done = case.answers.get(item.key) != item.before if is_field else item.key in fresh
        rows.append(
            {
                "name": f"why.{item.kind}:{item.key}",
                "key": item.key,
                "title": matter.target(item.kind, item.key).title,
                "note": item.note,
                "now": f"{answers[item.key].text}{answers[item.key].field.unit}" if is_field else "",
                "url": url,
                "done": done,
                "problem": faults.get(item.key, ""),
            }
        )
    return rows


@login_required
@require_POST
def resubmit(request: HttpRequest, number: str) -> HttpResponse:
    """补正后重新提交. An item left as it was needs a word why; anything missing is told at once, typed words kept."""
    found = case_or_refusal(request, number)
    require(reads.may_try(member(request), "resubmit", found))
    why = {key[4:]: str(text) for key, text in request.POST.items() if key.startswith("why.")}
    try:
        verbs.resubmit(case=found, by=member(request), explanations=why, revision=revision_of(request))
    except Invalid as invalid:
        return _draw(request, case_or_refusal(request, number), grouped(invalid.problems), status=422)
    messages.success(request, "补正内容已提交，承办岗位的时限重新开始计算。")
    return redirect("hall:case", number=number)


@login_required
@require_POST
def sign(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """单位会签, or handing the case back to the clerk with a word why."""
    found, user = case_or_refusal(request, number), member(request)
    require(reads.may_try(user, name.replace("-", "_"), found))
    revision = revision_of(request)
    try:
        if name == "cosign":
            verbs.cosign(case=found, by=user, revision=revision)
            messages.success(request, f"办件{number}已由本单位确认，转入办理。")
        else:
            verbs.hand_back(case=found, by=user, why=request.POST.get("why", ""), revision=revision)
            messages.success(request, f"办件{number}已退给经办人修改。")
    except Invalid as invalid:
        return _draw(request, case_or_refusal(request, number), grouped(invalid.problems), status=422)
    return redirect("hall:case", number=number)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """撤回 (a draft: 删除), after one question."""
    found = case_or_refusal(request, number)
    require(reads.may_try(member(request), "withdraw", found))
    decision = reads.can(member(request), "withdraw", found)
    if request.method == "POST" or not decision:
        verbs.withdraw(
            case=found,
            by=member(request),
            reason=request.POST.get("reason", "").strip(),
            revision=revision_of(request) if request.method == "POST" else None,
        )
        messages.success(request, f"办件{number}已撤回。需要时可以重新申报。")
        return redirect("hall:my-cases")
    context = {
        "case": found,
        "matter": found.declaration,
        "crumbs": crumbs(found, "撤回"),
        "is_draft": found.state == CaseState.DRAFT,
        "place": reads.place_of(found),
    }
    return render(request, "hall/withdraw.html", context)


@login_required
@require_safe
def export(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """导出: a workbook the matter declares, such as the national table field by field."""
    found = case_or_refusal(request, number)
    journal_reading(found, member(request))
    declared: Matter = found.declaration
    wanted = next((one for one in declared.exports if one.key == key), None)
    if wanted is None:
        raise Http404("本事项没有这种导出")
    content = BytesIO()
    wanted.write(case=found, target=content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = attachment(f"{found.party.name}-{wanted.filename}")
    response["Cache-Control"] = "private, no-store"
    return response
