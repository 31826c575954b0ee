"""在库专家: who may be drawn on a day, as he was described on that day. A constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from jichuang.hall.declare import Discipline
from jichuang.review import rules
from jichuang.review.models import Employment, Expert, Profile
from jichuang.review.terms import ExpertState


@dataclass(slots=True)
class Described:
    """A pool member on a day: his description and his employers of that day, the latest first."""

    expert: Expert
    profile: Profile | None = None
    employers: list[Employment] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """现单位."""
        return self.employers[0].unit if self.employers else ""

    @property
    def kind(self) -> str:
        """技术专家……"""
        return Discipline(self.expert.kind).title


def described(experts: Iterable[Expert], on: date) -> list[Described]:
    """The experts with what held of them on the day, in the order given."""
    listed = list(experts)
    keys = [one.pk for one in listed]
    profiles = {row.expert_id: row for row in Profile.objects.filter(expert__in=keys, valid__contains=on)}
    employers: dict[int, list[Employment]] = defaultdict(list)
    for row in Employment.objects.filter(expert__in=keys, valid__contains=on).order_by("-valid", "-id"):
        employers[row.expert_id].append(row)
    return [Described(one, profiles.get(one.pk), employers[one.pk]) for one in listed]


def drawable(on: date, kinds: Iterable[str] = ()) -> QuerySet[Expert]:
    """Confirmed experts not under a restriction on the day, of these kinds; none, or an empty one among them = every kind."""
    rows = Expert.objects.filter(state=ExpertState.CONFIRMED).exclude(restrictions__valid__contains=on)
    wanted = list(kinds)
    return (rows.filter(kind__in=wanted) if wanted and all(wanted) else rows).order_by("number")


def search(*, text: str = "", kind: str = "", state: str = "") -> QuerySet[Expert]:
    """The pool by a word in name, number, unit or field, by kind and state."""
    rows = Expert.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    if text.strip():
        word = text.strip()
        found = Q(name__icontains=word) | Q(number__istartswith=word)
        found |= Q(pk__in=Employment.objects.filter(unit__icontains=word).values("expert"))
        found |= Q(pk__in=Profile.objects.filter(fields__contains=[word]).values("expert"))
        found |= Q(pk__in=Profile.objects.filter(disciplines__contains=[word]).values("expert"))
        rows = rows.filter(found)
    return rows.order_by("number")


def doubts(one: Described, on: date) -> list[str]:
    """What the keeper of the pool should look at. Never keeps anybody out: the figures behind are unverified."""
    found = []
    oldest = rules.value(rules.P.max_age, on)
    if one.expert.born_year and on.year - one.expert.born_year > oldest:
        found.append(f"{on.year - one.expert.born_year}岁，超过{oldest}岁（参考，待核）")
    if one.profile is None:
        found.append("没有现行的专业说明")
    elif not one.profile.disciplines:
        found.append("没有学科代码，匹配只看行业和领域")
    if not one.employers:
        found.append("没有现单位，不能比对同单位回避")
    years = rules.value(rules.P.refresh_years, on)
    if one.profile and one.profile.valid.lower and (on - one.profile.valid.lower).days > years * 366:
        found.append(f"说明自{one.profile.valid.lower}起未更新，超过{years}年（参考，待核）")
    return found
