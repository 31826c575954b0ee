"""申报批次: which window is open, which comes next, how many places are left. Asks nobody's permission: all of it is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from jichuang.base import clock
from jichuang.hall.declare import Allowance, Matter, Per, Within
from jichuang.hall.models import Case, Quota, TakenPlace, Window
from jichuang.hall.terms import QuotaBy
from jichuang.registry.models import Department
from jichuang.registry.reads import home_name, region_name


@dataclass(frozen=True, slots=True)
class Standing:
    """How a matter stands at a moment: the open window, the next one, the last one, and one sentence."""

    window: Window | None
    next: Window | None
    last: Window | None
    needed: bool
    moment: datetime

    @property
    def takes(self) -> bool:
        """Whether a submission arriving now is taken."""
        return self.window is not None or not self.needed

    @property
    def words(self) -> str:
        """The sentence of the guide and of a refusal."""
        if self.window is not None:
            return f"{self.window.title}正在接收提交，截止{to_the_second(self.window.closes_at)}。"
        coming = (
            f"下一批“{self.next.title}”{to_the_second(self.next.opens_at)}开放。"
            if self.next
            else "下一批的时间还没有公布。"
        )
        if self.last is not None:
            return f"{self.last.title}已于{to_the_second(self.last.closes_at)}截止。{coming}"
        return f"现在没有开放的批次。{coming}"


def to_the_second(moment: datetime) -> str:
    """2018年09月30日17:30:00, Shanghai time."""
    return f"{moment.astimezone(clock.SHANGHAI):%Y年%m月%d日%H:%M:%S}"


def standing(matter: Matter, moment: datetime) -> Standing:
    """How the matter stands at the moment. Three queries at most."""
    rows, second = Window.objects.filter(matter=matter.code), moment.replace(microsecond=0)
    return Standing(
        rows.filter(opens_at__lte=second, closes_at__gte=second).first(),
        rows.filter(opens_at__gt=second).order_by("opens_at", "id").first(),
        rows.filter(closes_at__lt=second).order_by("-closes_at", "-id").first(),
        matter.in_windows,
        moment,
    )


def open_windows(moment: datetime) -> QuerySet[Window]:
    """Every window open at the moment, soonest closing first."""
    second = moment.replace(microsecond=0)
    return Window.objects.filter(opens_at__lte=second, closes_at__gte=second).order_by("closes_at", "id")


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit that a submission meets: its key, how many places there are, and how a refusal names it."""

    key: str
    places: int
    words: str


def limits_of(case: Case, matter: Matter, window: Window | None) -> list[Limit]:
    """Every limit this case meets when submitted now: the window's quotas and the matter's allowances."""
    found = _quotas(case, window) if window is not None else []
    for one in matter.allowances:
        if one.within is Within.WINDOW and window is None:
            continue
        stretch = (
            f"window:{window.pk}"
            if window is not None and one.within is Within.WINDOW
            else f"year:{clock.today().year}"
        )
        found.append(Limit(f"{matter.code}/{_who(case, one)}/{stretch}", one.count, _words(case, one)))
    return found


def _who(case: Case, one: Allowance) -> str:
    return f"party:{case.party_id}" if one.per is Per.PARTY else f"person:{case.applicant_id}"


def _words(case: Case, one: Allowance) -> str:
    name = case.party.name if one.per is Per.PARTY else case.applicant.name
    return f"{one}，“{name}”"


def unit_key(by: QuotaBy | str, case: Case) -> str:
    """Which unit of a quota a case belongs to; '' where it belongs to none."""
    return {
        QuotaBy.HOME: case.home,
        QuotaBy.REGION: case.region,
        QuotaBy.RECOMMENDER: str(case.recommender_id or ""),
        QuotaBy.PARTY: str(case.party_id),
    }[QuotaBy(by)]


def _quotas(case: Case, window: Window) -> list[Limit]:
    rows: dict[str, dict[str, int]] = {}
    for row in Quota.objects.filter(window=window):
        rows.setdefault(row.by, {})[row.key] = row.places
    found = []
    for by, places in rows.items():
        key = unit_key(by, case)
        allowed = places.get(key, places.get(""))
        if key and allowed is not None:
            words = f"{window.title}{unit_name(by, key)}名额{allowed}个"
            found.append(Limit(f"window:{window.pk}/{by}:{key}", allowed, words))
    return found


def unit_name(by: QuotaBy | str, key: str) -> str:
    """石家庄, 饶阳县, 石家庄市科技局: how a page calls the unit of a quota."""
    on = clock.today()
    if not key:
        return f"每个{QuotaBy(by).label}"
    if by == QuotaBy.HOME:
        return home_name(key, on)
    if by == QuotaBy.REGION:
        return region_name(key, on)
    if by == QuotaBy.RECOMMENDER:
        row = Department.objects.filter(pk=int(key)).first()
        return row.name if row else key
    return "本单位"


def taken(keys: Iterable[str]) -> dict[str, int]:
    """{key: places taken and not given back}. One query."""
    rows = TakenPlace.objects.filter(key__in=list(keys), released_at__isnull=True)
    return dict(rows.order_by().values("key").annotate(n=Count("id")).values_list("key", "n"))


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One line of a window's table of places."""

    title: str
    places: int
    taken: int | None


def quota_rows(window: Window) -> list[QuotaRow]:
    """The window's places, with how many are taken where a row names one unit."""
    rows = list(window.quotas.all())
    counted = taken(f"window:{window.pk}/{row.by}:{row.key}" for row in rows if row.key)
    return [
        QuotaRow(
            unit_name(row.by, row.key),
            row.places,
            counted.get(f"window:{window.pk}/{row.by}:{row.key}", 0) if row.key else None,
        )
        for row in rows
    ]


def windows_with_counts(matters: Iterable[str]) -> QuerySet[Window]:
    """Windows of these matters, newest first, each with `cases`: how many submissions it has taken."""
    held = Count("taken__case", filter=Q(taken__released_at__isnull=True), distinct=True)
    rows = Window.objects.filter(matter__in=list(matters)).annotate(cases=held)
    return rows.order_by("-opens_at", "-id").prefetch_related("quotas")
