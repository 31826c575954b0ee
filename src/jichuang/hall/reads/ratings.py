"""好差评的读取: who may rate and call back, and sums in which no single rating can be made out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from jichuang.accounts.models import User as Account
from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.base.rows import Rows
from jichuang.hall.models import CallBack, Case, CaseEvent, Rating, Task
from jichuang.hall.reads.permissions import SIGN_IN
from jichuang.hall.reads.visits import visits
from jichuang.hall.terms import CaseState, Grade
from jichuang.registry.reads import holders_of, homes_of, may_act
from jichuang.registry.terms import DelegationState, Role, Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

SMALLEST = 5
"""Fewest ratings that are published together, so that nobody finds a single one by subtraction (own arrangement)."""


def may_rate(user: User | None, case: Case, task: Task | None = None) -> Decision:
    """Whether the person may rate, once: a party to the case, the whole after its end, or one visit of a stage when it is over."""
    if user is None or user.pk is None:
        return SIGN_IN
    allowed = may_act(user, case.party, scope=Scope.PREPARER, on=clock.today())
    if not allowed:
        return allowed
    if task is not None:
        return _may_rate_visit(case, task)
    if case.state != CaseState.CLOSED or case.submitted_at is None:
        return Decision.no(
            f"办件{case.number}{CaseState(case.state).label}，办结之后才能评价。", "有问题可以随时咨询。"
        )
    if Rating.objects.filter(case=case, task__isnull=True).exists():
        return Decision.no(f"办件{case.number}已经评价过，一件只评一次。", "有补充的，可以追评。")
    return Decision.yes("一件评价一次，之后可以追评。经办人员看不到是谁评的。")


def _may_rate_visit(case: Case, task: Task) -> Decision:
    visit = next((one for one in visits(case) if one.task.pk == task.pk), None)
    if visit is None:
        return Decision.no(
            f"办件{case.number}的这个环节还没有办完，或没有与贵单位打交道，不能评价。",
            "办结之后可以评价整件。",
        )
    if Rating.objects.filter(task=task).exists():
        return Decision.no(f"“{visit.title}”已经评价过，一次办理只评一次。", "有补充的，可以追评。")
    return Decision.yes("一个环节的一次办理评价一次，之后可以追评。经办人员看不到是谁评的。")


def may_rate_again(user: User | None, rating: Rating) -> Decision:
    """Whether the person may say how it is after the call back, once."""
    if user is None or user.pk is None:
        return SIGN_IN
    allowed = may_act(user, rating.case.party, scope=Scope.PREPARER, on=clock.today())
    if not allowed:
        return allowed
    callback = CallBack.objects.filter(rating=rating).order_by("-round").first()
    if callback is None or callback.closed_at is None:
        return Decision.no("还没有办结的回访，不能再次评价。", "回访办结后会告知您。")
    if rating.regrade is not None:
        return Decision.no("整改后的评价只能给一次。", "有补充的，可以追评。")
    return Decision.yes("请按整改后的情况评价。")


def rated_officers(case: Case) -> set[int]:
    """Keys of everybody who had a hand in the case on the side of the administration."""
    done = Task.objects.filter(case=case, done_by__isnull=False).values_list("done_by_id", flat=True)
    acted = CaseEvent.objects.filter(case=case, actor__isnull=False).values_list("actor_id", flat=True)
    own = set(case.party.delegations.values_list("user_id", flat=True)) | {case.applicant_id}
    return ({*done, *acted} - own) - {None}


def supervisors_for(case: Case, on: date) -> list[User]:
    """Who may call back: leaders over the case's unit, else provincial officers; never one who handled it or acts for its party."""
    barred = rated_officers(case) | set(
        case.party.delegations.filter(state=DelegationState.AUTHORISED).values_list("user_id", flat=True)
    )
    for role in (Role.LEADER, Role.PROVINCE_OFFICER):
        found = [row.user for row in holders_of(role, on=on, home=case.home) if row.user_id not in barred]
        if found:
            return list({one.pk: one for one in found}.values())
    return []


def least_burdened(people: list[User]) -> User | None:
    """The one with the fewest open call backs, the first appointed among equals."""
    rows = CallBack.objects.filter(supervisor__in=people, closed_at__isnull=True).order_by()
    held = dict(rows.values_list("supervisor").annotate(Count("id")))
    return min(people, key=lambda one: held.get(one.pk, 0), default=None)


def may_call_back(user: User | None, row: CallBack) -> Decision:
    """The supervisor it was given to, and nobody else: only he may know who rated."""
    if user is None or user.pk is None:
        return SIGN_IN
    if row.supervisor_id != user.pk:
        return Decision.no("这件回访不由您办理。", "评价人的身份只对指定的回访人公开。")
    if user.pk in rated_officers(row.rating.case):
        return Decision.no("您经办过这件，按回避要求不能回访。")
    return Decision.yes("这件回访由您办理。")


def callbacks_of(user: User) -> QuerySet[CallBack]:
    """Call backs given to a person, the open ones first by their last day."""
    rows = CallBack.objects.filter(supervisor=user).select_related("rating__case__party", "rating__by")
    rows = rows.prefetch_related("rating__callbacks")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "due_on", "id")


_WAITING = Rows(CallBack, "t.supervisor_id = %s AND t.closed_at IS NULL")


def waiting_callbacks(user: User) -> int:
    """How many still wait for this person."""
    return _WAITING.count(user.pk)


def unrated(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Of these cases those whose whole has not been rated."""
    return rows.filter(~Exists(Rating.objects.filter(case=OuterRef("pk"), task__isnull=True)))


def rating_of(case: Case, task: Task | None = None) -> Rating | None:
    """The rating of a case, or of one visit, with its call backs and notes. Ask permission first: never for an officer."""
    rows = Rating.objects.filter(case=case, task=task).select_related("case__party")
    return rows.prefetch_related("notes", "callbacks__supervisor").first()


def ratings_of_visits(case: Case) -> dict[int, Rating]:
    """{task: rating} of a case's visits. Ask permission first: never for an officer. Two queries."""
    rows = Rating.objects.filter(case=case, task__isnull=False).prefetch_related("callbacks")
    return {row.task_id: row for row in rows if row.task_id is not None}


@dataclass(slots=True)
class Figures:
    """Ratings counted: how many of each grade, 5 to 1."""

    grades: Counter[int] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """All of them."""
        return self.grades.total()

    @property
    def rows(self) -> list[tuple[str, int, str]]:
        """(grade, how many, share in percent with one decimal) from 非常满意 down."""
        return [(str(g.label), self.grades[g], _share(self.grades[g], self.count)) for g in reversed(Grade)]

    @property
    def satisfied(self) -> str:
        """Share of 基本满意 and better."""
        return _share(self.count - self.bad, self.count)

    @property
    def bad(self) -> int:
        """不满意 and 非常不满意."""
        return sum(self.grades[g] for g in Grade if g.is_bad)


def _share(part: int, whole: int) -> str:
    """Percent with one decimal, rounded half up; — for none."""
    if not whole:
        return "—"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def released(rows: Iterable[tuple[date, int] | tuple[date, int, int]], on: date) -> Figures:
    """Sums of (day, grade[, case]) over finished months, months with few ratings held back until there are enough together.

    Comparing the figures of two days therefore never shows fewer than `SMALLEST` ratings, nor those of fewer cases: a
    case whose every stage was rated counts once towards that number.
    """
    months: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for at, (day, grade, *case) in enumerate(rows):
        if (day.year, day.month) < (on.year, on.month):
            months[day.year, day.month].append((grade, case[0] if case else -at - 1))
    shown, pending = Figures(), list[tuple[int, int]]()
    for month in sorted(months):
        pending += months[month]
        if len({case for _, case in pending}) >= SMALLEST:
            shown.grades += Counter(grade for grade, _ in pending)
            pending = []
    return shown


def public_figures(matter: str, on: date) -> Figures:
    """What a guide tells of its ratings of whole cases. One query."""
    rows = Rating.objects.filter(matter=matter, task__isnull=True)
    return released(rows.order_by().values_list("on", "grade"), on)


def officer_figures(user: User, on: date) -> Figures:
    """What a rated officer learns: sums over the cases and the visits he handled, never a case, a day or a word. One query."""
    mine = Q(task__isnull=True, case__tasks__done_by=user) | Q(task__done_by=user)
    rows = Rating.objects.filter(pk__in=Rating.objects.filter(mine).values("pk"))
    return released(rows.order_by().values_list("on", "grade", "case_id"), on)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer as a leader sees him."""

    user: User
    figures: Figures


def officers_for(user: User, on: date) -> list[OfficerRow]:
    """Ratings by officer in the units a person leads, his own left out; the worst share first. Three queries.

    The rating of a case is of everybody who handled it, the rating of a visit of who handled that visit.
    """
    homes = homes_of(user, [Role.LEADER], on)
    place = {} if homes is None else {"ratings__home__in": homes}
    whole = Task.objects.filter(
        done_by__isnull=False,
        case__ratings__task__isnull=True,
        case__ratings__isnull=False,
        **{f"case__{key}": value for key, value in place.items()},
    )
    visited = Task.objects.filter(done_by__isnull=False, ratings__isnull=False, **place)
    told = {
        *whole.values_list("done_by_id", "case__ratings__pk", "case__ratings__grade"),
        *visited.values_list("done_by_id", "ratings__pk", "ratings__grade"),
    }
    officers = Account.objects.in_bulk({officer for officer, _, _ in told if officer != user.pk})
    found = {key: OfficerRow(one, Figures()) for key, one in officers.items()}
    for officer, _, grade in told:
        if officer in found:
            found[officer].figures.grades[grade] += 1
    return sorted(found.values(), key=lambda one: (-one.figures.bad, -one.figures.count, one.user.pk))


def matters_for(user: User, on: date) -> list[tuple[str, Figures]]:
    """Ratings by matter in the units a person leads, the most rated first. One query."""
    homes = homes_of(user, [Role.LEADER], on)
    rows = Rating.objects.all() if homes is None else Rating.objects.filter(home__in=homes)
    found: dict[str, Figures] = defaultdict(Figures)
    for matter, grade, count in rows.order_by().values_list("matter", "grade").annotate(Count("id")):
        found[matter].grades[grade] += count
    return sorted(found.items(), key=lambda one: (-one[1].count, one[0]))


def callback_counts(user: User, on: date) -> tuple[int, int, int]:
    """(opened, closed in time, open and late) of the units a person leads. One query."""
    homes = homes_of(user, [Role.LEADER], on)
    rows = CallBack.objects.all() if homes is None else CallBack.objects.filter(rating__home__in=homes)
    opened = timely = late = 0
    for due_on, closed_at in rows.order_by().values_list("due_on", "closed_at"):
        opened += 1
        if closed_at is not None and closed_at.astimezone(clock.SHANGHAI).date() <= due_on:
            timely += 1
        late += closed_at is None and due_on < on
    return opened, timely, late
