"""公示: compose a notice from a batch, post it, end it by the calendar. The day of posting does not count; the end is inclusive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall import catalogue
from jichuang.hall.declare import Action, Matter, StageKind
from jichuang.hall.declare.values import show
from jichuang.hall.models import Case, NoticeItem, PublicityNotice
from jichuang.hall.reads.permissions import may_handle_notices
from jichuang.hall.terms import (
    ALIVE,
    ANNOUNCEABLE,
    EventKind,
    ListingState,
    NoticeState,
    TaskResult,
)
from jichuang.hall.verbs import numbers
from jichuang.hall.verbs.entering import enter
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import event, finish_all, require_desk
from jichuang.registry.reads import home_name

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def notice_ref(notice: PublicityNotice) -> Ref:
    """`notice:<number>`."""
    return Ref("notice", notice.number)


def locked_notice(notice: PublicityNotice) -> PublicityNotice:
    """The notice as it is now, locked until the transaction ends."""
    return PublicityNotice.objects.select_for_update().get(pk=notice.pk)


def locked_cases(keys: Iterable[int]) -> list[Case]:
    """The cases, locked in order of their keys so that two officers can never wait for each other in a circle."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("party", "applicant")
    return list(rows.filter(pk__in=list(keys)).order_by("pk"))


@transaction.atomic
def compose_notice(*, matter: str, cases: Sequence[Case], by: User, title: str = "") -> PublicityNotice:
    """编制公示: puts waiting cases of one matter on a new list. Raises Invalid for none, Refused for one not waiting."""
    declared = catalogue.get(matter)
    if not cases:
        raise Invalid.one("cases", "没有选择要公示的办件", "请从“待分批公示”中至少选一件")
    chosen = locked_cases(case.pk for case in cases)
    for case in chosen:
        if case.matter != matter:
            raise Invalid.one("cases", f"办件{case.number}不属于“{declared.title}”", "一份公示只含一个事项")
        require_desk(case, by, Action.COMPOSE_NOTICE)
    on = clock.today()
    number = numbers.notice_number(on)
    notice = PublicityNotice.objects.create(
        number=number,
        matter=matter,
        version=declared.version,
        title=title.strip()
        or f"关于{on.year}年{declared.title}拟{declared.nature.words.listed}单位的公示（{number}）",
        composed_by=by,
        composed_at=clock.now(),
    )
    add_to_notice(notice=notice, cases=chosen, by=by)
    return notice


@transaction.atomic
def add_to_notice(*, notice: PublicityNotice, cases: Sequence[Case], by: User) -> PublicityNotice:
    """列入: adds waiting cases to a notice not yet posted."""
    notice = _composing(notice, by)
    last = notice.items.aggregate(last=Max("position"))["last"] or 0
    for position, case in enumerate(locked_cases(case.pk for case in cases), start=last + 1):
        require_desk(case, by, Action.COMPOSE_NOTICE)
        taken = NoticeItem.objects.filter(case=case, state__in=ALIVE).select_related("notice").first()
        if taken is not None:
            raise Refused(
                f"办件{case.number}已列入公示{taken.notice.number}。",
                remedy="请刷新待分批的清单。",
                conflict=True,
            )
        NoticeItem.objects.create(notice=notice, case=case, position=position)
        event(case, EventKind.BATCHED, by, note=f"公示{notice.number}", public=False)
    journal.record(
        actor=by,
        verb="notice.compose",
        subject=notice_ref(notice),
        summary=f"{notice.number} 列入{len(cases)}家",
        detail={"cases": [case.number for case in cases]},
    )
    return notice


@transaction.atomic
def remove_from_notice(*, item: NoticeItem, by: User) -> PublicityNotice:
    """移出: takes a case off a list not yet posted; it waits again for a batch."""
    notice = _composing(item.notice, by)
    case = locked_cases([item.case_id])[0]
    NoticeItem.objects.filter(pk=item.pk).delete()
    event(case, EventKind.UNBATCHED, by, note=f"公示{notice.number}", public=False)
    if not notice.items.exists():
        notice.state = NoticeState.CANCELLED
        notice.save(update_fields=["state"])
    return notice


def _composing(notice: PublicityNotice, by: User) -> PublicityNotice:
    notice = locked_notice(notice)
    require(may_handle_notices(by, notice))
    if notice.state != NoticeState.COMPOSED:
        label = NoticeState(notice.state).label
        raise Refused(f"公示{notice.number}{label}，名单不能再改。", remedy="请另编一份公示。", conflict=True)
    return notice


@transaction.atomic
def post_notice(*, notice: PublicityNotice, by: User, on: date | None = None) -> PublicityNotice:
    """发布公示: starts the period today; `on`, when given, must be today, for a posting is never back-dated.

    The last day is the stage's number of working days after the day of posting, inclusive.
    """
    notice = _composing(notice, by)
    today = clock.today()
    if on is not None and on != today:
        raise Refused(
            f"公示自发布之日起算，不能写成{on}。",
            remedy=f"今天是{today}，请于当天发布。",
            field="on",
            conflict=True,
        )
    alive = notice.items.filter(state__in=ALIVE).order_by("position")
    cases = {case.pk: case for case in locked_cases(alive.values_list("case_id", flat=True))}
    items = list(alive.all())  # read again: with the cases locked nobody can withdraw any more
    if not items:
        raise Refused(f"公示{notice.number}没有可公示的企业。", remedy="请先列入办件。", conflict=True)
    matter = catalogue.get(notice.matter, notice.version)
    stage = matter.route.of_kind(StageKind.PUBLICITY)
    if stage is None or stage.days is None:
        raise RuntimeError(f"matter {matter.key} has no publicity stage")
    notice.start, notice.end = today, clock.calendar().add_workdays(today, stage.days)
    notice.state, notice.posted_at = NoticeState.POSTED, clock.now()
    notice.revision += 1
    notice.save()
    for item in items:
        case = cases[item.case_id]
        require_desk(case, by, Action.POST_NOTICE)
        _publish(notice, item, case, by)
    journal.record(
        actor=by,
        verb="notice.post",
        subject=notice_ref(notice),
        summary=f"{notice.title}，{len(items)}家，{notice.start}至{notice.end}",
        detail={"start": notice.start, "end": notice.end, "items": len(items)},
    )
    return notice


def _publish(notice: PublicityNotice, item: NoticeItem, case: Case, by: User) -> None:
    item.shown = shown_fields(case)
    item.save(update_fields=["shown"])
    finish_all(case, by, TaskResult.PASSED)
    following = case.declaration.route.after(case.stage)
    if following is None:
        raise RuntimeError(f"case {case.number}: no stage follows {case.stage!r}")
    enter(case, following)
    event(case, EventKind.PUBLISHED, by, note=f"公示{notice.number}，至{notice.end:%Y年%m月%d日}（含当日）")
    tell_applicant(
        case, "开始公示", f"公示期至{notice.end:%Y年%m月%d日}（含当日），期满无异议或异议不成立的，将予公告。"
    )


def shown_fields(case: Case) -> dict[str, Any]:
    """What the public may see of a case: name, code, place, and answers of fields declared public. Nothing else."""
    matter: Matter = case.declaration
    return {
        "name": case.party.name,
        "credit_code": case.party.credit_code or "",
        "place": home_name(case.home, clock.today()),
        "fields": [
            {"title": field.title, "text": show(field, case.answers.get(field.key)), "unit": field.unit}
            for field in matter.form.fields
            if field.public
        ],
    }


@transaction.atomic
def end_publicity(*, notice: PublicityNotice, on: date) -> list[Case]:
    """公示期满: moves every firm without an open objection on to the announcement, once the last day has passed.

    Called by the daily duty and by `announce`; running it again changes nothing. Returns the cases moved.
    """
    notice = locked_notice(notice)
    if (
        notice.state not in {NoticeState.POSTED, NoticeState.ANNOUNCED}
        or notice.end is None
        or on <= notice.end
    ):
        return []
    waiting = notice.items.filter(state__in=ANNOUNCEABLE).values_list("case_id", flat=True)
    moved = []
    for case in locked_cases(waiting):
        stage = case.stage_now
        if stage is None or stage.kind is not StageKind.PUBLICITY:
            continue
        finish_all(case, None, TaskResult.PASSED)
        following = case.declaration.route.after(case.stage)
        if following is None:
            raise RuntimeError(f"case {case.number}: nothing follows the publicity")
        enter(case, following)
        if following.kind is not StageKind.ANNOUNCEMENT:
            notice.items.filter(case=case, state__in=ANNOUNCEABLE).update(state=ListingState.PASSED)
        event(case, EventKind.PUBLICITY_ENDED, None)
        moved.append(case)
    return moved
