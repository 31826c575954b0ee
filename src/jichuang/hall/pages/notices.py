"""省级: compose a notice from waiting cases, post it, hold single firms on objection, announce after the last day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock, files
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall import catalogue, reads, verbs
from jichuang.hall.models import NoticeItem, Objection, PublicityNotice
from jichuang.hall.pages import offers
from jichuang.hall.pages.common import Crumb, as_problem, member
from jichuang.hall.terms import ALIVE, ListingState, NoticeState, ObjectionState, Queue

CHIPS = {
    ListingState.LISTED: "info",
    ListingState.HELD: "warn",
    ListingState.CLEARED: "ok",
    ListingState.REMOVED: "bad",
    ListingState.WITHDRAWN: "none",
    ListingState.ANNOUNCED: "ok",
}


def _require_province(request: HttpRequest) -> None:
    require(reads.may_handle_notices(member(request), PublicityNotice()))


def _notice_or_404(request: HttpRequest, number: str) -> PublicityNotice:
    _require_province(request)
    notice = reads.notice_for(member(request), number)
    if notice is None:
        raise Http404("没有这份公示")
    return notice


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """分批公示: cases waiting for a batch, and every notice with its state. POST composes a notice of the ticked ones."""
    _require_province(request)
    faults: list[Problem] = []
    if request.method == "POST":
        try:
            notice = _compose(request)
        except Invalid as invalid:
            faults = invalid.problems
        except Refused as refused:
            faults = [as_problem(refused)]
        else:
            messages.success(request, f"公示{notice.number}已编制，尚未发布。请核对名单后发布。")
            return redirect("hall:desk-notice", number=notice.number)
    user, on = member(request), clock.today()
    context = {
        "waiting": [task.case for task in _waiting(request)],
        "page": paginate(request, reads.desk_notices(user)),
        "matters": {matter.code: matter.title for matter in catalogue.all()},
        "faults": faults,
        "ticked": request.POST.getlist("case"),
        "title": request.POST.get("title", ""),
        "objections": reads.open_objections(user).count(),
        "offers": offers.of(None, "desk", user, on),
    }
    return render(request, "hall/desk_notices.html", context, status=422 if faults else 200)


def _waiting(request: HttpRequest) -> list[Any]:
    """Cases of the batch queue not yet on a list, at most 500 at a time."""
    rows = reads.desk_cases(member(request), Queue.BATCH, clock.today()).order_by(
        "case__home", "case__number"
    )
    return list(rows.exclude(case__listings__state__in=ALIVE)[:500])


def _compose(request: HttpRequest) -> PublicityNotice:
    wanted = set(request.POST.getlist("case"))
    cases = [task.case for task in _waiting(request) if task.case.number in wanted]
    gone = wanted - {case.number for case in cases}
    if gone:
        raise Refused(
            f"办件{'、'.join(sorted(gone))}已不在待分批的清单中。",
            remedy="请刷新清单后重新勾选。",
            conflict=True,
        )
    matter = cases[0].matter if cases else next(iter(catalogue.all())).code
    return verbs.compose_notice(
        matter=matter, cases=cases, by=member(request), title=request.POST.get("title", "").strip()
    )


@login_required
@never_cache
@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """一份公示 as its desk sees it."""
    return _draw(request, _notice_or_404(request, number))


def _draw(
    request: HttpRequest, found: PublicityNotice, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    rows = found.items.select_related("case__party").order_by("position")
    page = paginate(request, rows, per=100)
    on = clock.today()
    first = found.end + timedelta(days=1) if found.end else None
    matter = catalogue.get(found.matter, found.version)
    context = {
        "notice": found,
        "matter": matter,
        "crumbs": [Crumb("分批公示", reverse("hall:desk-notices")), Crumb(found.number)],
        "state": NoticeState(found.state).label,
        "page": page,
        "rows": [_row(item) for item in page],
        "is_composed": found.state == NoticeState.COMPOSED,
        "is_posted": found.state in {NoticeState.POSTED, NoticeState.ANNOUNCED},
        "first_day": first,
        "too_early": first is not None and on < first,
        "would_end": _would_end(matter, on),
        "today_is": on,
        "refused": refused,
        "offers": offers.of(found.matter, "notice", member(request), on),
        "elsewhere": matter.record_on(on).elsewhere,
    }
    return render(request, "hall/desk_notice.html", context, status=status)


def _row(item: NoticeItem) -> dict[str, Any]:
    state = ListingState(item.state)
    return {"item": item, "chip": CHIPS[state], "words": str(state.label)}


def _would_end(matter: Any, on: Any) -> Any:
    stage = next((one for one in matter.route.stages if one.kind.value == "publicity"), None)
    return clock.calendar().add_workdays(on, stage.days) if stage and stage.days else None


@login_required
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """发布 or 公告; a refusal by state is shown on the notice itself."""
    found = _notice_or_404(request, number)
    try:
        if name == "post":
            done = verbs.post_notice(notice=found, by=member(request))
            messages.success(request, f"公示已发布，至{done.end}（含当日）止。")
        elif name == "announce":
            verbs.announce(notice=found, by=member(request))
            messages.success(request, "公告已完成，登记结果已写入名录，目标板随之更新。")
        else:
            raise Http404("没有这个操作")
    except Refused as refused:
        if not refused.conflict:
            raise
        return _draw(request, found, refused, status=409)
    return redirect("hall:desk-notice", number=number)


@login_required
@require_POST
def remove(request: HttpRequest, number: str, item: int) -> HttpResponse:
    """移出名单, before posting only."""
    found = _notice_or_404(request, number)
    row = found.items.filter(pk=item).select_related("case").first()
    if row is None:
        raise Http404("名单中没有这一家")
    verbs.remove_from_notice(item=row, by=member(request))
    messages.success(request, f"办件{row.case.number}已移出，回到待分批。")
    still = PublicityNotice.objects.filter(pk=found.pk, state=NoticeState.COMPOSED).exists()
    return redirect("hall:desk-notice", number=number) if still else redirect("hall:desk-notices")


@login_required
@never_cache
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """异议核查: the handling desk alone sees who objected."""
    _require_province(request)
    page = paginate(request, reads.open_objections(member(request)))
    return render(request, "hall/desk_objections.html", _objections_context(page))


def _objections_context(page: Any, **more: Any) -> dict[str, Any]:
    on = clock.today()
    rows = [{"row": row, "left": clock.calendar().workdays_between(on, row.due_on)} for row in page]
    return {"page": page, "rows": rows, "faults": [], "typed": {}, **more}


def _objection_or_404(request: HttpRequest, key: int) -> Objection:
    _require_province(request)
    row = Objection.objects.filter(pk=key).select_related("item__notice", "evidence").first()
    if row is None:
        raise Http404("没有这条异议")
    return row


@login_required
@require_POST
def resolve(request: HttpRequest, key: int) -> HttpResponse:
    """核查结论."""
    row = _objection_or_404(request, key)
    verdict, finding = request.POST.get("verdict", ""), request.POST.get("finding", "")
    try:
        if verdict not in {"dismissed", "upheld"}:
            raise Invalid.one("verdict", "没有选择结论", "请选择“异议成立”或“异议不成立”")
        done = verbs.resolve_objection(
            objection=row, by=member(request), upheld=verdict == "upheld", finding=finding
        )
    except Invalid as invalid:
        page = paginate(request, reads.open_objections(member(request)))
        context = _objections_context(page, faults=invalid.problems, typed={"key": key, "finding": finding})
        return render(request, "hall/desk_objections.html", context, status=422)
    messages.success(request, f"异议已办结：{ObjectionState(done.state).label}。")
    return redirect("hall:objections")


@login_required
@require_safe
def evidence(request: HttpRequest, key: int) -> FileResponse:
    """异议附件, for the handling desk alone."""
    row = _objection_or_404(request, key)
    if row.evidence is None:
        raise Http404("这条异议没有附件")
    return files.response(row.evidence)
