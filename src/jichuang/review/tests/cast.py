"""The cast of expert review as fixtures: a pool of experts, applicants with cases at the panel, an organiser."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.hall import verbs as hall
from jichuang.hall.catalogue import catalogue
from jichuang.hall.models import Case
from jichuang.hall.tests.cast import BEGIN, enterprise, person
from jichuang.registry.models import Party
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk
from jichuang.review import verbs
from jichuang.review.models import Expert, Review, Round, Seat
from jichuang.review.tests.panel_matter import PANEL
from jichuang.review.verbs import Description

KINDS = ["technical"] * 8 + ["finance"] * 4 + ["management"] * 2
WORDS = "方法可行，团队完整，预算与任务相称，建议在执行中加强中试环节的数据积累，并按季度报送进展情况和经费使用情况，以便及时发现问题。"
GOOD = {"advance": "80", "team": "82", "budget": "84"}


@pytest.fixture
def season(stand: Callable[[date], None]) -> Iterator[Callable[[date], None]]:
    """The panel matter is declared; call it to set another day."""
    with catalogue.on_trial(PANEL):
        yield stand


def expert(number: int, kind: str, unit: str = "", **more: Any) -> Expert:
    """A confirmed expert with account and employer."""
    user = person(f"expert{number}", f"专家{number:02}（演示）")
    description = Description(
        "研究员", ("4304010",) if number % 2 else ("5102030",), ("传感器",), "C4024", "130100"
    )
    made = verbs.register_expert(
        name=user.name,
        kind=kind,
        by=None,
        description=description,
        from_day=BEGIN,
        user=user,
        email=user.email,
    )
    verbs.employ(expert=made, unit=unit or f"演示研究所{number:02}", from_day=date(2010, 1, 1), by=None)
    return verbs.set_state(expert=made, state="confirmed", by=None)


@pytest.fixture
def pool(season: Any) -> list[Expert]:
    """Eight technical, four finance, two management experts, each of another unit."""
    return [expert(at + 1, kind) for at, kind in enumerate(KINDS)]


def file_case(party: Party, clerk: User, **answers: str) -> Case:
    """A case of the panel matter, submitted and lying at the panel."""
    case = hall.start(matter=PANEL.code, party=party, by=clerk)
    given = {"project": "低漂移气体传感器", "leader": "罗澄", "topic": "430.4010", **answers}
    case = hall.save_draft(case=case, by=clerk, answers=given, revision=case.revision)
    return hall.submit(case=case, by=clerk, key=secrets.token_hex(8))


@pytest.fixture
def case(season: Any, firm: Party, clerk: User) -> Case:
    """澄光传感's proposal."""
    return file_case(firm, clerk)


@pytest.fixture
def cases(case: Case) -> list[Case]:
    """澄光传感's proposal and three others."""
    found = [case]
    for number in range(3):
        party = enterprise(50 + number, f"别家{number}有限公司（演示）")
        user = person(f"other{number}", f"他人{number}（演示）")
        authorise_clerk(party=party, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=BEGIN)
        found.append(file_case(party, user, leader=f"甲{number}乙", project=f"项目{number}"))
    return found


def tomorrow(days: int = 5) -> datetime:
    """A closing second some days ahead."""
    return clock.now() + timedelta(days=days)


class Play:
    """Plays a round: open, draw, accept, declare, score, close. Each step may be done differently by the test."""

    def __init__(self, organiser: User) -> None:
        self.organiser = organiser

    def open(self, cases: list[Case], **more: Any) -> Round:
        """A panel of three technical and two finance experts, unless said otherwise."""
        given = {"quota": {"technical": 3, "finance": 2}, "fee_fen": 20_000, **more}
        return verbs.open_round(
            title="试验专项评审", cases=cases, closes_at=tomorrow(), by=self.organiser, **given
        )

    def drawn(self, cases: list[Case], seed: str = "2018", **more: Any) -> Round:
        """Opened and drawn."""
        round = self.open(cases, **more)
        verbs.draw_experts(round=round, by=self.organiser, seed=seed)
        return fresh(round)

    def seats(self, round: Round) -> list[Seat]:
        """The sitting seats in order."""
        rows = Seat.objects.filter(round=round, state__in=["invited", "accepted"])
        return list(rows.select_related("expert__user", "round").order_by("order"))

    def ready(self, round: Round) -> list[Seat]:
        """Everybody who sits has accepted and declared."""
        for seat in self.seats(round):
            if seat.state == "invited":
                verbs.accept(seat=seat, by=seat.expert.user)
            if seat.declared_at is None:
                verbs.declare(seat=seat, by=seat.expert.user, independent=True, secret=True, honest=True)
        return self.seats(round)

    def score(self, review: Review, points: str | dict[str, str] = "80", opinion: str = WORDS) -> Review:
        """Hands a review in: the same points everywhere, or by criterion."""
        scores = dict.fromkeys(GOOD, points) if isinstance(points, str) else points
        comments = dict.fromkeys(GOOD, "理由充分，已有样机和用户报告佐证。")
        review = Review.objects.select_related("seat__expert__user").get(pk=review.pk)
        return verbs.submit_review(
            review=review, by=review.seat.expert.user, scores=scores, comments=comments, opinion=opinion,
            revision=review.revision,
        )  # fmt: skip

    def score_all(self, round: Round, points: list[str]) -> Round:
        """Every expert gives every proposal his own points, then the round is closed."""
        for at, seat in enumerate(self.ready(round)):
            for review in seat.reviews.filter(state__in=["assigned", "draft"]):
                self.score(review, points[at % len(points)])
        return self.close(round)

    def close(self, round: Round, **more: Any) -> Round:
        """Closed by the organiser."""
        return verbs.close_round(round=round, by=self.organiser, **more)


@pytest.fixture
def play(province_officer: User) -> Play:
    """Rounds organised by the provincial officer."""
    return Play(province_officer)


def fresh(round: Round) -> Round:
    """The round as it is now."""
    return Round.objects.get(pk=round.pk)


def refused(deed: Callable[[], object]) -> str:
    """The reason of the refusal that the deed meets."""
    with pytest.raises(Refused) as refusal:
        deed()
    return refusal.value.reason


FIXTURES = ("season", "pool", "case", "cases", "play")
