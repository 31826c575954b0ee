"""好差评: invites a word some days after the end of a case; watches call backs and finds them a supervisor."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from jichuang.base import clock
from jichuang.base.models import MessageKind
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.hall.chores.sweeping import sweep
from jichuang.hall.models import CallBack, Case
from jichuang.hall.reads import promises
from jichuang.hall.reads.enquiries import light_of
from jichuang.hall.reads.ratings import supervisors_for, unrated
from jichuang.hall.terms import CaseState, Light, Outcome
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import ref
from jichuang.hall.verbs.rating import assign


def invite_ratings(day: date) -> int:
    """请评价: once, for the cases that ended as many days before as the law library says (`invite_after`)."""
    ended = datetime.combine(day - timedelta(days=promises.inviting(day).days), time(), clock.SHANGHAI)
    rows = Case.objects.filter(
        state=CaseState.CLOSED,
        closed_at__gte=ended,
        closed_at__lt=ended + timedelta(days=1),
    )
    rows = unrated(rows).filter(submitted_at__isnull=False).exclude(outcome=Outcome.DISCARDED)
    return sweep(
        "hall.invite_ratings", rows.select_related("party", "applicant").order_by("id"), ref, _invite
    )


def _invite(case: Case) -> None:
    words = "这件已经办结。请用一分钟评价办理情况；经办人员看不到是谁评的。"
    tell_applicant(case, "请评价", words, MessageKind.PROGRESS)


def watch_callbacks(day: date) -> int:
    """回访: finds a supervisor where there is none any more, turns the light, tells him once for each."""
    rows = CallBack.objects.filter(closed_at__isnull=True).order_by("id")
    held = rows.select_related("rating__case__party", "supervisor")
    return sweep("hall.watch_callbacks", held, _ref, lambda row: _watch(row, day))


def _ref(row: CallBack) -> Ref:
    return Ref("callback", str(row.pk))


def _watch(row: CallBack, day: date) -> None:
    people = {one.pk for one in supervisors_for(row.rating.case, day)}
    if row.supervisor_id not in people:
        assign(row, day)
    light = light_of(row.due_on, day)
    if row.light == light:
        return
    row.light = light
    row.save(update_fields=["light"])
    if row.supervisor is not None and light is not Light.NONE:
        words = "回访超期" if light is Light.RED else "回访临期"
        body = f"应于{row.due_on:%Y年%m月%d日}前办结。"
        tell([row.supervisor], kind=MessageKind.DUTY, subject=words, body=body, about=_ref(row))
