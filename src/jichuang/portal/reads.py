"""What the home page, the search and 我的空间 show, gathered from the rooms below. Holds no fact of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from jichuang import policy
from jichuang.codes import chinese
from jichuang.hall import catalogue
from jichuang.hall.declare import Matter
from jichuang.plan.models import Item, Plan, Target
from jichuang.plan.reads.board import Board, board
from jichuang.plan.reads.plans import latest_release, plans
from jichuang.policy import Policy
from jichuang.registry import registers
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import count_by_home, entries, search_entries

if TYPE_CHECKING:
    from jichuang.accounts.models import User

HEADLINE = ("G.07", "G.08", "G.04", "G.05", "G.06", "G.12")
"""Targets the home page shows in short, where the plan has them."""
SHORT_LIST = 6
LAPSING_DAYS = 90
"""Days before its end at which a credential is marked."""


@dataclass(frozen=True)
class RegisterCount:
    """One register and how many entries are in force."""

    code: str
    title: str
    unit: str
    count: int


@dataclass(frozen=True)
class Found:
    """Answer to one search, by kind; `matters` in order of closeness."""

    matters: list[Matter]
    policies: list[Policy]
    entries: list[Entry]
    targets: list[Target]
    items: list[Item]

    @property
    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self.matters or self.policies or self.entries or self.targets or self.items)


@dataclass(frozen=True)
class Holding:
    """A party of mine: what it holds in the registers, and what will lapse soon."""

    party: Party
    entries: list[Entry]


def present_plan(day: date) -> Plan | None:
    """The plan of the year, else the newest one; None before any is adopted."""
    adopted = list(plans())
    return next(
        (plan for plan in adopted if plan.starts_on <= day <= plan.ends_on), adopted[0] if adopted else None
    )


def board_in_short(plan: Plan, *, inside: bool, day: date) -> Board | None:
    """Headline targets: live for those inside, as released for the public; None before the first release."""
    codes = (
        [code for code in HEADLINE if plan.targets.filter(code=code).exists()]
        if plan.slug != "2018"
        else HEADLINE
    )
    if inside:
        return board(plan, min(day, plan.ends_on), only=codes)
    release = latest_release(plan)
    return board(plan, release.as_of, release.known_at, only=codes) if release else None


def register_counts(day: date) -> list[RegisterCount]:
    """Public registers with their entries in force, in display order. One query."""
    public = [one for one in registers.ALL if one.public]
    counted = count_by_home([one.code for one in public], day)
    return [
        RegisterCount(one.code, one.title, one.unit, sum(counted.get(one.code, {}).values()))
        for one in public
    ]


def matching_matters(text: str) -> list[Matter]:
    """Matters by name, short name, synonym or pinyin initials."""
    wanted = chinese.normalise(text).lower()
    if not wanted:
        return []
    return [matter for matter in catalogue.all() if any(wanted in word for word in _words(matter))]


def _words(matter: Matter) -> Iterable[str]:
    for text in (matter.title, matter.short, *matter.synonyms, *matter.topics):
        if text:
            yield chinese.normalise(text).lower()
            yield chinese.initials(text)


def matching_policies(text: str) -> list[Policy]:
    """Policies by title, pinyin initials or a document they cite."""
    wanted = chinese.normalise(text).lower()
    if not wanted:
        return []
    return [
        one for one in map(policy.get, policy.ids()) if any(wanted in word for word in _policy_words(one))
    ]


def _policy_words(one: Policy) -> Iterable[str]:
    yield chinese.normalise(one.title).lower()
    yield chinese.initials(one.title)
    for document in {value.cite for parameter in one.book.all() for value in parameter.values}:
        yield chinese.normalise(document).lower()


def find(text: str, *, day: date) -> Found:
    """Everything a visitor may find for `text`; nothing for a blank."""
    text = text.strip()
    if not text:
        return Found([], [], [], [], [])
    public = [one.code for one in registers.ALL if one.public]
    return Found(
        matters=matching_matters(text),
        policies=matching_policies(text),
        entries=search_entries(text, day=day, registers=public, limit=20),
        targets=list(
            Target.objects.filter(Q(name__icontains=text) | Q(quote__icontains=text))
            .select_related("plan", "item")
            .order_by("plan_id", "pk")[:12]
        ),
        items=list(Item.objects.filter(title__icontains=text).select_related("plan").order_by("pk")[:12]),
    )


def holdings(parties: list[Party], day: date) -> list[Holding]:
    """What each party holds in the registers on the day. One query."""
    codes = [party.credit_code for party in parties if party.credit_code]
    held: dict[str, list[Entry]] = {}
    for entry in entries().in_force(day).filter(subject__in=codes).order_by("register", "-valid_from", "pk"):
        held.setdefault(entry.subject, []).append(entry)
    return [Holding(party, held.get(party.credit_code or "", [])) for party in parties]


def lapsing_by(day: date) -> date:
    """The day by which a credential that ends is called 即将到期."""
    return day + timedelta(days=LAPSING_DAYS)


def is_inside(user: User | None, allowed: bool) -> bool:
    """Whether lights may be shown on the home page: an internal role; a visitor never."""
    return user is not None and allowed
