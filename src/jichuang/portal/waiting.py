"""等我办的: what waits for one person, gathered from every room below, the most urgent first. Holds no fact of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from jichuang.base import clock
from jichuang.hall import reads as hall
from jichuang.hall.declare import StageKind, Submission
from jichuang.hall.models import Case
from jichuang.hall.reads import promises
from jichuang.hall.reads.colleagues import invitations_of
from jichuang.hall.reads.enquiries import waiting_enquiries
from jichuang.hall.reads.extensions import waiting_extensions
from jichuang.hall.reads.holders import Place
from jichuang.hall.reads.ratings import callbacks_of, unrated
from jichuang.hall.terms import CaseState, Outcome, Queue
from jichuang.registry.models import Delegation, Party
from jichuang.registry.reads import has_role
from jichuang.registry.reads.parties import open_delegations
from jichuang.registry.terms import DelegationState, Role, Scope
from jichuang.returns.pages.common import chip as return_chip
from jichuang.returns.reads.owed import owed_of
from jichuang.returns.terms import OPEN

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_CASES = 60
"""Cases in work that one page shows; the rest is under 我的办件."""
RATED_WITHIN = 30
"""Days after the end of a case for which its rating is still asked for on this page."""
URGENCY = ("bad", "warn", "info", "none")
AT_THE_DESK = {Queue.UNCLAIMED: "info", Queue.DUE_SOON: "warn", Queue.OVERDUE: "bad"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what to do, about what, by when; `chip` is (state, words)."""

    title: str
    about: str
    url: str
    chip: tuple[str, str]
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """One case in the administration's hands."""

    case: Case
    place: Place


def days_chip(due_on: date | None, on: date) -> tuple[str, str]:
    """超期 2 个工作日, 今日到期, 剩 3 个工作日; 不限期 without a limit."""
    if due_on is None:
        return "none", "不限期"
    left = clock.calendar().workdays_between(on, due_on)
    if left < 0:
        return "bad", f"超期 {-left} 个工作日"
    return ("warn" if left <= 1 else "info"), (f"剩 {left} 个工作日" if left else "今日到期")


def cases_in_work(parties: Sequence[Party]) -> list[Case]:
    """Drafts and running cases of the parties, newest first. One query."""
    rows = Case.objects.filter(party__in=parties).exclude(state=CaseState.CLOSED)
    return list(rows.select_related("party", "applicant").order_by("-id")[:MOST_CASES]) if parties else []


def running(cases: Iterable[Case], places: dict[int, Place]) -> list[Running]:
    """Those that lie with the administration, the one that must move next first."""
    found = [
        Running(case, places[case.pk])
        for case in cases
        if case.state == CaseState.OPEN and not _awaits_signature(case)
    ]
    return sorted(found, key=lambda one: (one.place.due_on or date.max, one.case.pk))


def waiting(user: User, cases: Sequence[Case], places: dict[int, Place], on: date) -> list[Waiting]:
    """Everything that waits for the person. A constant number of queries."""
    held = list(open_delegations(user, on))
    parties = [row.party for row in held]
    found = [*_from_cases(user, cases, places, held, on)]
    if parties:
        found += _returns([row.party for row in held if row.scope != Scope.VIEWER])
        found += _requests(user, held)
        found += _invitations(user)
        found += _unrated(parties, on)
    found += _for_officers(user, on)
    return sorted(found, key=lambda one: (URGENCY.index(one.chip[0]), one.due_on or date.max))


def _awaits_signature(case: Case) -> bool:
    stage = case.stage_now
    return stage is not None and stage.kind is StageKind.SUBMISSION


def _from_cases(
    user: User, cases: Sequence[Case], places: dict[int, Place], held: list[Delegation], on: date
) -> Iterator[Waiting]:
    rights = {row.party_id: row for row in held}
    for case in cases:
        right, title, place = rights.get(case.party_id), case.declaration.title, places[case.pk]
        if right is None or right.scope == Scope.VIEWER:
            continue
        about = f"{case.number} · {case.party.name}"
        url = reverse("hall:case", args=[case.number])
        if case.state == CaseState.DRAFT:
            yield Waiting(
                f"继续填写：{title}", about, reverse("hall:resume", args=[case.number]), ("none", "草稿")
            )
        elif case.state == CaseState.SUPPLEMENT:
            chip = days_chip(place.due_on, on)
            yield Waiting(f"补正：{title}", about, f"{url}#supplement", chip, place.due_on)
        elif _may_sign(user, case, right):
            yield Waiting(f"代表单位确认：{title}", about, url, ("warn", "待会签"))


def _may_sign(user: User, case: Case, right: Delegation) -> bool:
    stage = case.stage_now
    if not isinstance(stage, Submission) or user.pk == case.applicant_id:
        return False
    return right.capacity in {signer.value for signer in stage.cosign}


def _returns(parties: list[Party]) -> Iterator[Waiting]:
    for row in owed_of(parties).filter(state__in=OPEN)[:MOST_CASES]:
        url = reverse("returns:form", args=[row.pk])
        yield Waiting(f"报送：{row.period.title}", row.name, url, return_chip(row), row.due_on)


def _requests(user: User, held: list[Delegation]) -> Iterator[Waiting]:
    """授权申请 that this person may answer. One query."""
    own = [row.party_id for row in held if row.scope == Scope.ACCEPTOR]
    rows = Delegation.objects.filter(party__in=own, state=DelegationState.REQUESTED).exclude(user=user)
    for row in rows.select_related("party", "user").order_by("id"):
        url = reverse("registry:delegations", args=[row.party.credit_code])
        about = f"{row.user.name}申请“{row.get_scope_display()}” · {row.party.name}"
        yield Waiting("答复授权申请", about, url, ("info", "待答复"))


def _invitations(user: User) -> Iterator[Waiting]:
    """协作邀请 not answered yet. One query."""
    for row in invitations_of(user):
        url = reverse("hall:people", args=[row.case.number])
        about = f"{row.invited_by.name}邀请您参与{row.case.number} · {row.case.party.name}"
        yield Waiting(f"答复邀请：{row.case.declaration.title}", about, url, ("info", "待答复"))


def _unrated(parties: list[Party], on: date) -> Iterator[Waiting]:
    """评价 of what ended lately, last of all. One query."""
    since = datetime.combine(on - timedelta(days=RATED_WITHIN), time(), clock.SHANGHAI)
    rows = Case.objects.filter(party__in=parties, closed_at__gte=since)
    rows = unrated(rows).filter(submitted_at__isnull=False).exclude(outcome=Outcome.DISCARDED)
    for case in rows.select_related("party").order_by("-id")[:5]:
        about = f"{case.number} · {case.party.name}"
        url = reverse("hall:rate", args=[case.number])
        yield Waiting(f"评价：{case.declaration.title}", about, url, ("none", "可不填"))


def _for_officers(user: User, on: date) -> Iterator[Waiting]:
    """The desk's queues in one line each, questions, call backs, extensions to decide."""
    for count in hall.queues(user, on):
        if count.queue in AT_THE_DESK and count.count:
            url = f"{reverse('hall:desk')}?queue={count.key}"
            yield Waiting(count.title, "工作台", url, (AT_THE_DESK[count.queue], f"{count.count} 件"))
    questions = waiting_enquiries(user, on)
    if questions.count:
        state = "bad" if questions.late else "warn" if questions.soon else "info"
        url = reverse("hall:desk-enquiries")
        yield Waiting(
            "答复咨询", f"{promises.answering(on).days} 个工作日内答复", url, (state, f"{questions.count} 条")
        )
    for row in callbacks_of(user).filter(closed_at__isnull=True):
        url = reverse("hall:callback", args=[row.pk])
        yield Waiting(
            "回访不满意的评价", row.rating.case.declaration.title, url, days_chip(row.due_on, on), row.due_on
        )
    if has_role(user, Role.LEADER, on=on):
        asked = waiting_extensions(user, on)
        if asked:
            url = reverse("hall:extensions")
            yield Waiting(f"延期审批 {asked} 件", "承办岗位申请", url, ("warn", "待审批"))
