"""What an officer does with one case: claim, pass on, return for supplement, not met, conclude, send back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jichuang.base import clock, files
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.hall import reads, verbs
from jichuang.hall.declare import Action
from jichuang.hall.models import Case
from jichuang.hall.pages import desk_clock
from jichuang.hall.pages.common import case_or_refusal, member, revision_of
from jichuang.hall.pages.desk import draw_case
from jichuang.hall.pages.opinions import opinion_of
from jichuang.hall.reads.phrases import with_phrases


@login_required
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One action on one case. A refusal by state comes back to the desk with what was typed."""
    deed = ACTS.get(name)
    if deed is None:
        raise Http404("没有这个操作")
    case, user = case_or_refusal(request, number), member(request)
    if name in ACTIONS:
        require(reads.may_try(user, ACTIONS[name].value, case))
    elif name != "undo":
        require(reads.can(user, "claim", case))
    try:
        said = deed(request, case)
    except Invalid as invalid:
        _stay_on(request, name)
        return draw_case(request, number, status=422, faults=invalid.problems)
    except Refused as refused:
        if not refused.conflict:
            raise
        _stay_on(request, name)
        return draw_case(request, number, status=409, refused=refused)
    messages.success(request, said)
    return redirect(_following(request, number, leave=name in LEAVES))


def _stay_on(request: HttpRequest, name: str) -> None:
    """Shows the form of the refused action again."""
    query = request.GET.copy()
    query["act"] = name.replace("-", "_")
    request.GET = query  # type: ignore[assignment]


def _following(request: HttpRequest, number: str, *, leave: bool) -> str:
    """After a case has left the desk: the next one of the list, else the list."""
    kept = QueryDict(request.GET.urlencode(), mutable=True)
    following = kept.pop("next", [""])[0]
    for key in ("act", "tab"):
        kept.pop(key, None)
    if not leave:
        following = number
    address = reverse("hall:desk-case", args=[following]) if following else reverse("hall:desk")
    return f"{address}?{kept.urlencode()}" if kept else address


def _note(request: HttpRequest) -> str:
    """What was typed, with the ticked 规范用语 behind it."""
    keys = request.POST.getlist("phrase")
    return with_phrases(request.POST.get("note", ""), keys, member(request), clock.today())


def _claim(request: HttpRequest, case: Case) -> str:
    verbs.claim(case=case, by=member(request))
    return f"办件{case.number}已由您认领。"


def _release(request: HttpRequest, case: Case) -> str:
    verbs.release(case=case, by=member(request))
    return f"办件{case.number}已放回，同岗位人员都可办理。"


def _accept(request: HttpRequest, case: Case) -> str:
    done = verbs.accept_complete(
        case=case,
        by=member(request),
        revision=revision_of(request),
        note=_note(request),
    )
    stage = done.stage_now
    return f"“{case.party.name}”{case.declaration.nature.words.pass_on}，转入“{stage.title if stage else '办结'}”。"


def _return(request: HttpRequest, case: Case) -> str:
    items = []
    for name in request.POST.getlist("item"):
        kind, _, key = name.partition(":")
        items.append((kind, key, request.POST.get(f"note.{name}", "").strip()))
    verbs.return_for_supplement(
        case=case,
        by=member(request),
        items=items,
        note=_note(request),
        review_by=request.POST.get("review_by", ""),
        revision=revision_of(request),
    )
    return f"已一次性告知“{case.party.name}”补正{len(items)}项，时限暂停计算。"


def _not_met(request: HttpRequest, case: Case) -> str:
    verbs.mark_not_met(
        case=case,
        by=member(request),
        reason_codes=request.POST.getlist("reason"),
        note=_note(request),
        revision=revision_of(request),
    )
    return f"“{case.party.name}”已按“{case.declaration.nature.words.decline}”办结，理由已告知。"


def _conclude(request: HttpRequest, case: Case) -> str:
    user, sent = member(request), request.FILES.get("document")
    opinion = replace(opinion_of(request), note=_note(request))
    with transaction.atomic():  # a refused opinion leaves no file row behind
        file = None
        if isinstance(sent, UploadedFile) and sent.file is not None:
            file = files.store(sent.file, sent.name or "未命名", by=user)
        done = verbs.conclude(
            case=case,
            by=user,
            opinion=opinion,
            file=file,
            part=request.POST.get("part", ""),
            revision=revision_of(request),
        )
    return f"意见已记入，“{case.party.name}”现在：{reads.place_of(done).label}。"


def _send_back(request: HttpRequest, case: Case) -> str:
    done = verbs.send_back(
        case=case,
        by=member(request),
        to=request.POST.get("to", ""),
        why=request.POST.get("why", ""),
        whole=request.POST.get("whole") == "yes",
        part=request.POST.get("part", ""),
        revision=revision_of(request),
    )
    return f"“{case.party.name}”已退回，现在：{reads.place_of(done).label}。"


ACTS: dict[str, Callable[[HttpRequest, Case], str]] = {
    "claim": _claim,
    "release": _release,
    "accept": _accept,
    "return": _return,
    "not-met": _not_met,
    "conclude": _conclude,
    "send-back": _send_back,
    "take-over": desk_clock.take_over,
    "undo": desk_clock.undo,
    "pause": desk_clock.pause,
    "resume": desk_clock.resume,
    "extend": desk_clock.extend,
}
ACTIONS = {
    "accept": Action.ACCEPT_COMPLETE,
    "return": Action.RETURN_FOR_SUPPLEMENT,
    "not-met": Action.MARK_NOT_MET,
    "conclude": Action.CONCLUDE,
    "send-back": Action.SEND_BACK,
}
"""Acts of one desk of the route; the others are of whoever has the case, and taking a step back asks for itself."""
LEAVES = {"accept", "return", "not-met", "conclude", "send-back"}
