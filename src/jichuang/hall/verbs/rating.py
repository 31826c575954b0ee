"""评价、追评、回访: who rated never reaches timeline, journal or the rated officer; every bad word is called back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import Decision
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.hall.models import CallBack, Case, Rating, RatingNote, Task
from jichuang.hall.reads.promises import calling_back
from jichuang.hall.reads.ratings import (
    least_burdened,
    may_call_back,
    may_rate,
    may_rate_again,
    supervisors_for,
)
from jichuang.hall.terms import Aspect, Grade
from jichuang.hall.verbs.moving import locked, ref
from jichuang.registry.reads import may_act, scope_of
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def rate(
    *, case: Case, by: User, grade: int, aspects: Sequence[str] = (), text: str = "", task: Task | None = None
) -> Rating:
    """评价 once: the case after its end, or with `task` one visit of a stage. A bad grade needs a word or an aspect why, and
    opens a call back, however many the case has had. Raises Invalid, Refused."""
    case = locked(case)
    _allowed(by, case, may_rate(by, case, task))
    given = _checked(grade, aspects, text)
    row = Rating.objects.create(
        case=case,
        task=task,
        matter=case.matter,
        home=case.home,
        grade=given,
        aspects=[one for one in Aspect.values if one in aspects],
        text=text.strip(),
        by=by,
        on=clock.today(),
        at=clock.now(),
    )
    _note(row, "rating.rate", f"收到评价：{given.label}")
    if given.is_bad:
        _open(row)
    return row


@transaction.atomic
def rate_again(*, rating: Rating, by: User, grade: int) -> Rating:
    """整改后再评, once, after the call back is over; the first word stays and counts. A bad word again opens a second call back."""
    row = Rating.objects.select_for_update(of=("self",)).select_related("case__party").get(pk=rating.pk)
    _allowed(by, row.case, may_rate_again(by, row))
    given = _graded(grade)
    row.regrade, row.regraded_at = given, clock.now()
    row.save(update_fields=["regrade", "regraded_at"])
    _note(row, "rating.again", f"整改后评价：{given.label}")
    if given.is_bad:
        _open(row)
    return row


@transaction.atomic
def add_to_rating(*, rating: Rating, by: User, text: str) -> RatingNote:
    """追评: by any party to the case, as often as needed. Raises Invalid when empty or too long."""
    held = Rating.objects.select_related("case__party").get(pk=rating.pk)
    allowed = may_act(by, held.case.party, scope=Scope.PREPARER, on=clock.today())
    if not allowed:
        raise Refused(allowed.reason, remedy=allowed.remedy)
    words = text.strip()
    if not 2 <= len(words) <= 1000:
        raise Invalid.one("text", "追评没有写，或过长", "请写2至1000字")
    row = RatingNote.objects.create(rating=held, text=words, by=by, at=clock.now())
    _note(held, "rating.add", "收到追评")
    callback = CallBack.objects.filter(rating=held, closed_at__isnull=True).first()
    if callback is not None and callback.supervisor is not None:
        _tell_supervisor(callback, "评价人追评", "回访的评价有新的追评。")
    return row


@transaction.atomic
def close_callback(
    *, callback: CallBack, by: User, called_on: date | None, finding: str, mended: str
) -> CallBack:
    """办结回访 with its record: the day called, what was found, what was put right. Told to the party, who may rate again."""
    held = CallBack.objects.select_for_update(of=("self",)).select_related(
        "rating__case__party", "rating__by"
    )
    row = held.get(pk=callback.pk)
    decision = may_call_back(by, row)
    if not decision:
        raise Refused(decision.reason, remedy=decision.remedy)
    if row.closed_at is not None:
        raise Refused("这件回访已经办结。", remedy="请刷新页面。", conflict=True)
    _check_record(row, called_on, finding, mended)
    row.called_on, row.finding, row.mended = called_on, finding.strip(), mended.strip()
    row.closed_by, row.closed_at = by, clock.now()
    row.save(update_fields=["called_on", "finding", "mended", "closed_by", "closed_at"])
    journal.record(
        actor=by, verb="callback.close", subject=_ref(row), summary=f"回访办结：{row.finding}；{row.mended}"
    )
    body = f"您的评价已回访。\n核实情况：{row.finding}\n整改情况：{row.mended}"
    if row.rating.regrade is None:
        body += "\n\n可以按整改后的情况再评价一次。"
    tell([row.rating.by], kind=MessageKind.REPLY, subject="回访结果", body=body, about=ref(row.rating.case))
    return row


@transaction.atomic
def open_callback(*, callback: CallBack, by: User) -> None:
    """打开回访: journals that the supervisor looked at who rated. Raises Refused for anybody else."""
    decision = may_call_back(by, callback)
    if not decision:
        raise Refused(decision.reason, remedy=decision.remedy)
    journal.record(actor=by, verb="callback.read", subject=_ref(callback), summary="打开回访，看到评价人")


def assign(row: CallBack, on: date) -> None:
    """Gives a call back to a supervisor who had no part in the case; nobody when there is none, to be tried again daily."""
    case = row.rating.case
    person = least_burdened(supervisors_for(case, on))
    if person is None or person.pk == row.supervisor_id:
        return
    row.supervisor = person
    row.save(update_fields=["supervisor"])
    journal.record(
        actor=None,
        verb="callback.assign",
        subject=_ref(row),
        summary=f"回访交{person.name}办理",
        nameless=True,
    )
    _tell_supervisor(row, "有一件回访", "收到一条不满意的评价，请回访、核实并整改。")


def _open(rating: Rating) -> None:
    on = clock.today()
    row = CallBack.objects.create(
        rating=rating,
        round=rating.callbacks.count() + 1,
        opened_on=on,
        due_on=clock.calendar().add_workdays(on, calling_back(on).days),
    )
    _note(rating, "callback.open", f"开始回访，应于{row.due_on:%Y年%m月%d日}前办结")
    assign(row, on)


def _allowed(by: User, case: Case, decision: Decision) -> None:
    """A refusal by state is a conflict; a stranger learns only that he is one."""
    if not decision:
        stranger = scope_of(by, case.party, clock.today()) is None
        raise Refused(decision.reason, remedy=decision.remedy, conflict=not stranger)


def _graded(grade: int) -> Grade:
    if grade not in Grade.values:
        raise Invalid.one("grade", "没有选择评价", "请在五级中选一级")
    return Grade(grade)


def _checked(grade: int, aspects: Sequence[str], text: str) -> Grade:
    given, found = _graded(grade), list[Problem]()
    if set(aspects) - set(Aspect.values):
        found.append(Problem("aspects", "有读不出的方面", "请在列出的方面中勾选"))
    if len(text.strip()) > 1000:
        found.append(Problem("text", f"意见共{len(text.strip())}字", "最多1000字"))
    if given.is_bad and not aspects and not text.strip():
        found.append(Problem("text", "没有说明哪里不满意", "请勾选方面或写一句话，回访才能对症"))
    if found:
        raise Invalid(found)
    return given


def _check_record(row: CallBack, called_on: date | None, finding: str, mended: str) -> None:
    found: list[Problem] = []
    if called_on is None or not row.opened_on <= called_on <= clock.today():
        span = f"{row.opened_on:%Y-%m-%d}至{clock.today():%Y-%m-%d}"
        found.append(Problem("called_on", "回访日期没有填，或不在回访期间", f"应为{span}之间的一天"))
    for key, text, title in (("finding", finding, "核实情况"), ("mended", mended, "整改情况")):
        if not 2 <= len(text.strip()) <= 1000:
            found.append(Problem(key, f"“{title}”没有填写，或过长", "没有回访记录不能办结；请写2至1000字"))
    if found:
        raise Invalid(found)


def _ref(row: CallBack) -> Ref:
    return Ref("callback", str(row.pk))


def _note(rating: Rating, verb: str, summary: str) -> None:
    """The journal names neither the case nor who rated, and keeps no address: the rating does, for the supervisor alone."""
    subject = Ref("rating", str(rating.pk))
    journal.record(actor=None, verb=verb, subject=subject, summary=summary, nameless=True)


def _tell_supervisor(row: CallBack, subject: str, words: str) -> None:
    if row.supervisor is not None:
        body = f"{words}\n\n应于{row.due_on:%Y年%m月%d日}前办结。评价人的身份只对您公开，不得告知经办人员。"
        tell([row.supervisor], kind=MessageKind.DUTY, subject=subject, body=body, about=_ref(row))
