"""A whole journey by verbs: filed, every desk does its part, publicity passes, the outcome is written.

Stands on the hall's long-route cast; a matter's own tests call `file` and `drive` and look at what came out.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.refs import Ref
from jichuang.base.today import SHANGHAI
from jichuang.codes import credit_code
from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Purpose
from jichuang.hall.models import Case, Window
from jichuang.hall.tests.cast import *  # noqa: F403
from jichuang.hall.tests.recognition import paper
from jichuang.hall.tests.recognition_cast import *  # noqa: F403
from jichuang.hall.tests.recognition_cast import Cast
from jichuang.registry.models import Entry, Party
from jichuang.registry.terms import PartyKind, Scope
from jichuang.registry.verbs import authorise_clerk, register_party

ELSEWHERE_OVER = date(2018, 9, 21)
"""The day after the national body's publicity, as the cast's opinion states it."""


class Journey:
    """One party's way through matters; `people` are the officers by desk."""

    def __init__(self, cast: Cast, stand: Callable[[date], None]) -> None:
        self.cast, self.stand = cast, stand
        self.people, self.clerk, self.firm = cast.people, cast.clerk, cast.firm

    def window(self, matter: str) -> Window:
        """A window in which the matter takes submissions, the whole year long."""
        return verbs.open_window(
            matter=matter, title="试开一批（演示）", opens_at=datetime(2018, 1, 2, 8, tzinfo=SHANGHAI),
            closes_at=datetime(2018, 12, 31, 17, tzinfo=SHANGHAI), by=self.people["province"],
        )  # fmt: skip

    def government(self) -> Party:
        """The county government of the firm's own place; the clerk may sign for it."""
        party = register_party(
            name="裕华区人民政府（演示）", credit_code=credit_code.make(self.firm.region, "DEM0G001", "1", "1"),
            region=self.firm.region, kind=PartyKind.GOVERNMENT, source="演示", by=None,
        )  # fmt: skip
        authorise_clerk(
            party=party, user=self.clerk, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1)
        )
        return party

    def file(
        self,
        matter: str,
        answers: Mapping[str, Any],
        *,
        party: Party | None = None,
        by: User | None = None,
        purpose: Purpose = Purpose.FIRST,
        source: str = "",
        before: Callable[[Case], object] | None = None,
    ) -> Case:
        """Started, filled in, every paper attached, submitted; `before` does what others must do with the draft first."""
        by, party = by or self.clerk, party or self.firm
        where = Ref.parse(source) if source else None
        case = verbs.start(matter=matter, party=party, by=by, purpose=purpose, source=where)
        case = verbs.save_draft(case=case, by=by, answers=dict(answers), revision=case.revision)
        for material in catalogue.get(matter).life(purpose.value).form.materials:
            verbs.attach(case=case, by=by, material=material.key, file=paper(f"{material.key}.txt"))
        if before is not None:
            before(Case.objects.get(pk=case.pk))
        return verbs.submit(case=Case.objects.get(pk=case.pk), by=by, key=secrets.token_hex(8))

    def drive(self, case: Case, until: str = "closed") -> Case:
        """Everybody does his part until the case lies in `until`."""
        for _ in range(40):
            case = Case.objects.get(pk=case.pk)
            if until == (case.stage if case.state != "closed" else "closed"):
                return case
            self._step(case)
        raise AssertionError(f"{case} never reached {until}")

    def _step(self, case: Case) -> None:
        kind = case.declaration.route.get(case.stage).kind.value if case.stage else ""
        if kind == "batch":
            self._publish(case)
        elif kind in {"publicity", "announcement"}:
            notice = case.listings.latest("id").notice
            self.stand(notice.end + timedelta(days=1))
            verbs.announce(notice=notice, by=self._officer(case))
        else:
            task = case.tasks.filter(done_at__isnull=True).order_by("id").first()
            assert task is not None, f"{case} is held by nobody"
            if kind == "external_publicity":
                self.stand(max(clock.today(), ELSEWHERE_OVER))
            if task.desk == "unit":
                self.cast.sign(case)
            elif task.stage_kind == "form_check":
                verbs.accept_complete(case=case, by=self.people[task.desk])
            else:
                self.cast.do(case, task.desk, task.stage)

    def _publish(self, case: Case) -> None:
        by = self._officer(case)
        notice = verbs.compose_notice(matter=case.matter, cases=[case], by=by)
        verbs.post_notice(notice=notice, by=by)

    def _officer(self, case: Case) -> User:
        stage = case.declaration.route.get(case.stage)
        return self.people[stage.desks[0].value]

    def whole(self, matter: str, answers: Mapping[str, Any], **more: Any) -> Entry:
        """The entry that a whole journey writes."""
        case = self.drive(self.file(matter, answers, **more))
        assert case.outcome == "granted", case.reasons
        return Entry.objects.get(pk=int(Ref.parse(case.result).id))


@pytest.fixture
def journey(cast: Cast, stand: Callable[[date], None]) -> Journey:
    """The long-route cast, ready to file."""
    return Journey(cast, stand)
