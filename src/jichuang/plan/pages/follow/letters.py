"""函与督办单: the list, one letter with its answers, its PDF, and slips issued at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.plan import rules, verbs
from jichuang.plan.models import Charge, Letter, LetterAnswer, Plan
from jichuang.plan.official import letter_document
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import charge_for, deadlines, frame, inside_plan
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_act_for, may_check, may_urge
from jichuang.plan.reads.judging import CHIPS, judged
from jichuang.plan.reads.letters import letters, state_words, wants_answer
from jichuang.plan.reads.people import names_of
from jichuang.plan.reads.reach import may_see_letter, reach_of
from jichuang.plan.terms import LetterKind

if TYPE_CHECKING:
    from jichuang.accounts.models import User

KIND_CHIPS = {LetterKind.REMINDER: "warn", LetterKind.SLIP: "bad", LetterKind.TALK: "bad"}


@login_required
@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/letters/ with ?kind= and ?department=."""
    plan = inside_plan(request, slug)
    rows = reach_of(visitor(request)).letters(letters(plan))
    kind, department = request.GET.get("kind", ""), request.GET.get("department", "")
    if kind in LetterKind.values:
        rows = rows.filter(kind=kind)
    if department:
        rows = rows.filter(department=department)
    page = paginate(request, rows)
    day = clock.today()
    context = frame(request, plan, "letters") | {
        "page": page,
        "rows": [(row, KIND_CHIPS[LetterKind(row.kind)], state_words(row, day)) for row in page],
        "parameters": deadlines(),
        "kinds": LetterKind.choices,
        "kind": kind,
        "department": department,
    }
    return render(request, "plan/follow/letters.html", context)


def _letter(request: HttpRequest, plan: Plan, pk: int) -> Letter:
    """A letter for somebody it concerns; Refused with the reason for anybody else."""
    found = get_object_or_404(letters(plan), pk=pk)
    require(may_see_letter(visitor(request), found))
    return found


@login_required
@require_safe
def letter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """/plan/<slug>/follow/letters/<pk>/."""
    plan = inside_plan(request, slug)
    return _draw(request, plan, _letter(request, plan, pk))


def _draw(request: HttpRequest, plan: Plan, one: Letter, fault: Fault | None = None) -> HttpResponse:
    """A letter with its answers; with a fault, what was typed stands there again, even where no answer is asked any more."""
    user = visitor(request)
    given = list(one.answers.all())
    names = names_of([one.by, *(text for row in given for text in (row.by, row.decided_by))])
    context: dict[str, Any] = frame(request, plan, "letters") | {
        "letter": one,
        "issuer": names.get(one.by, ""),
        "chip": state_words(one, clock.today()),
        "lines": [(line, CHIPS.get(line.get("colour", "none"), "none"), _linked(line)) for line in one.lines],
        "answers": [
            (
                row,
                names.get(row.by, ""),
                names.get(row.decided_by, ""),
                may_check(user, department=one.department, office=one.office, doers=[row.by_user_id]),
            )
            for row in given
        ],
        "may_answer": wants_answer(one) and bool(may_act_for(user, one.department, one.office)),
        **given_again(request, fault),
    }
    return render(request, "plan/follow/letter.html", context, status=fault.status if fault else 200)


def _linked(line: dict[str, str]) -> bool:
    """Whether the line names a promise (a missing report names its item alone)."""
    return "." in line["code"]


@login_required
@require_safe
def pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The letter as an official document."""
    plan = inside_plan(request, slug)
    one = _letter(request, plan, pk)
    answer = HttpResponse(letter_document(one).pdf(at=one.issued_at), content_type="application/pdf")
    answer["Content-Disposition"] = attachment(f"{one.title}（{one.department}）.pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """答复."""
    plan, given = inside_plan(request, slug), request.POST
    one = _letter(request, plan, pk)

    def done(by: Any) -> str:
        verbs.answer_letter(
            letter=one, cause=given.get("cause", ""), measures=given.get("measures", ""), by=by
        )
        return f"{one.title}已答复，等待处理。"

    fault = tried(request, done)
    return (
        _draw(request, plan, _letter(request, plan, pk), fault) if fault else redirect(one.get_absolute_url())
    )


@login_required
@require_POST
def judge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Accepts an answer or sends it back; `pk` is the answer's."""
    plan = inside_plan(request, slug)
    one = get_object_or_404(LetterAnswer.objects.select_related("letter__plan"), pk=pk, letter__plan=plan)
    accepted = request.POST.get("verdict") == "accept"

    def done(by: Any) -> str:
        verbs.judge_answer(answer=one, accepted=accepted, reason=request.POST.get("reason", ""), by=by)
        return f"{one.letter.title}{'已了结' if accepted else '的答复已退回'}。"

    fault = tried(request, done)
    if fault:
        return _draw(request, plan, _letter(request, plan, one.letter_id), fault)
    return redirect(one.letter.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def urge(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """/plan/<slug>/follow/charges/<code>/urge/: a slip at once about one promise, by a keeper or the leader in charge."""
    plan = inside_plan(request, slug)
    one, user = charge_for(request, plan, code), visitor(request)
    require(may_urge(user, one.owner))
    fault: Fault | None = None
    sent: list[Letter] = []
    if request.method == "POST":
        fault = tried(request, lambda by: _urged(one, request.POST.get("reason", ""), by, sent))
        if fault is None:
            return redirect(sent[0].get_absolute_url())
    day = clock.today()
    context = frame(request, plan, "follow") | {
        "charge": one,
        "light": judged(plan, day, [one])[code],
        "due": rules.answer_by(day, clock.calendar()),
        "parameters": deadlines(),
        **given_again(request, fault),
    }
    return render(request, "plan/follow/urge.html", context, status=fault.status if fault else 200)


def _urged(charge: Charge, reason: str, by: User, sent: list[Letter]) -> str:
    sent.append(verbs.urge(charge=charge, reason=reason, by=by))
    return f"{sent[0].title}已发出，{sent[0].department}应于{sent[0].due_on}前答复。"
