"""申报批次: open, extend, close; and taking the places a submission needs. The last place goes to one case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from jichuang.base import clock, journal, permissions
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.refs import Ref
from jichuang.hall import catalogue
from jichuang.hall.models import Case, Quota, TakenPlace, Window
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.hall.reads.windows import limits_of, standing, to_the_second
from jichuang.hall.terms import QuotaBy

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True, slots=True)
class Places:
    """名额 to be given: `key` empty for every unit without a row of its own."""

    by: QuotaBy
    key: str
    places: int


def ref(window: Window) -> Ref:
    """`window:<number>`."""
    return Ref("window", window.number)


@transaction.atomic
def open_window(
    *,
    matter: str,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    by: User,
    quotas: Sequence[Places] = (),
) -> Window:
    """开设批次: published at once on the guide. Raises Invalid for times that do not fit, Refused beside another window."""
    permissions.require(holds_province_desk(by, clock.today()))
    declared = catalogue.get(matter)
    opens_at, closes_at = opens_at.replace(microsecond=0), closes_at.replace(microsecond=0)
    faults = []
    if not title.strip():
        faults.append(Problem("title", "没有批次名称", "如 2018年第一批"))
    if closes_at <= opens_at:
        faults.append(Problem("closes_at", "截止时间不晚于开放时间", "请核对两个时间"))
    if closes_at <= clock.now():
        faults.append(Problem("closes_at", "截止时间已经过去", "请填写今后的时间"))
    if faults:
        raise Invalid(faults)
    year = opens_at.astimezone(clock.SHANGHAI).year
    window = Window(
        matter=matter, number=_number(matter, year), title=title.strip(), opens_at=opens_at, closes_at=closes_at,
        opened_by=by,
    )  # fmt: skip
    _write(window)
    Quota.objects.bulk_create(
        Quota(window=window, by=one.by, key=one.key, places=one.places) for one in quotas
    )
    _journal(
        window,
        by,
        "opened",
        f"{declared.title}开设{window.title}：{to_the_second(opens_at)}至{to_the_second(closes_at)}",
    )
    return window


def _number(matter: str, year: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"window:{matter}"])
    held = Window.objects.filter(number__startswith=f"{matter}-{year}-").count()
    return f"{matter}-{year}-{held + 1}"


def _write(window: Window) -> None:
    try:
        with transaction.atomic():
            window.save()
    except IntegrityError as fault:
        if "window_one_at_a_time" not in str(fault):
            raise
        raise Refused(
            "这段时间里同一事项已有另一个批次。", remedy="请调整时间，或延长原有批次。", conflict=True
        ) from fault


def _journal(window: Window, by: User, what: str, summary: str) -> None:
    detail = {"opens_at": window.opens_at, "closes_at": window.closes_at}
    journal.record(actor=by, verb=f"window.{what}", subject=ref(window), summary=summary, detail=detail)


@transaction.atomic
def reschedule_window(*, window: Window, closes_at: datetime, why: str, by: User) -> Window:
    """延长或提前截止: a closing not yet past may move to any later moment than now; the change and its reason are published."""
    permissions.require(holds_province_desk(by, clock.today()))
    row = Window.objects.select_for_update().get(pk=window.pk)
    now, closes_at = clock.now(), closes_at.replace(microsecond=0)
    if not why.strip():
        raise Invalid.one("why", "没有写明原因", "申报人会在指南上看到")
    if row.closes_at < now.replace(microsecond=0):
        raise Refused(f"{row.title}已经截止，不能再延长。", remedy="请另开一批。", conflict=True)
    if closes_at < now.replace(microsecond=0) or closes_at <= row.opens_at:
        raise Invalid.one("closes_at", "新的截止时间已经过去或早于开放时间", "请填写今后的时间")
    before = row.closes_at
    row.closes_at = closes_at
    row.changes = [
        *row.changes,
        {"at": now.isoformat(), "from": before.isoformat(), "to": closes_at.isoformat(), "why": why.strip()},
    ]
    _write(row)
    word = "延长" if closes_at > before else "提前"
    _journal(row, by, "rescheduled", f"{row.title}截止{word}到{to_the_second(closes_at)}：{why.strip()}")
    return row


def admit(case: Case, arrived: datetime) -> None:
    """Takes every place the submission needs, inside its transaction. Raises Refused outside a window or when none is left.

    `arrived` is when the request reached the server: a submission in time counts, however long it waited for a lock.
    """
    matter = case.declaration
    if not matter.in_windows and not matter.allowances:
        return
    now = standing(matter, arrived)
    if not now.takes:
        raise Refused(f"没有提交。{now.words}", remedy="草稿已保留，开放后可直接提交。", conflict=True)
    for limit in limits_of(case, matter, now.window):
        _take(case, limit.key, limit.places, limit.words, now.window)
    if now.window is not None:
        _take(case, f"window:{now.window.pk}", None, now.window.title, now.window)


def _take(case: Case, key: str, places: int | None, words: str, window: Window | None) -> None:
    with connection.cursor() as cursor:  # one after another for one key; the unique number stands behind it
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [key])
    held = TakenPlace.objects.filter(key=key, released_at__isnull=True)
    if held.filter(case=case).exists():
        return
    count = held.count()
    if places is not None and count >= places:
        raise Refused(
            f"没有提交：{words}，现已有{count}件，没有余额。",
            remedy="草稿已保留。有办件撤回时名额会放出；也可等下一批或联系主管部门。",
            conflict=True,
        )
    TakenPlace.objects.create(
        key=key, number=_free(key, count), case=case, window=window, taken_at=clock.now()
    )


def _free(key: str, count: int) -> int:
    """The lowest number nobody holds."""
    held = TakenPlace.objects.filter(key=key, released_at__isnull=True)
    highest = held.aggregate(most=Max("number"))["most"] or 0
    if highest == count:
        return count + 1
    numbers = set(held.values_list("number", flat=True))
    return next(number for number in range(1, count + 2) if number not in numbers)


def give_back(case: Case) -> None:
    """Frees the case's places: it was withdrawn, discarded, or handed back before it was signed."""
    TakenPlace.objects.filter(case=case, released_at__isnull=True).update(released_at=clock.now())
