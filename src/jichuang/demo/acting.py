"""演示里的各个岗位: files a case of any matter and takes it from stage to stage, everybody giving the opinion his stage asks for.

Knows the hall's verbs and the cast; knows no matter by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from jichuang.accounts.models import User
from jichuang.base import clock, files
from jichuang.base.models import StoredFile
from jichuang.base.refs import Ref
from jichuang.hall import verbs
from jichuang.hall.declare import Discipline, Member, Opinion, Purpose
from jichuang.hall.models import Case, PublicityNotice, Task
from jichuang.registry.models import Party

DESKS = {
    "city": "city", "recommender": "city", "province": "province", "city_tax": "citytax", "city_finance": "cityfinance",
    "province_tax": "tax", "province_finance": "finance",
}  # fmt: skip
LANGFANG = "131000"
EXPERTS = tuple(
    Member(f"{name}某（演示）", kind, "演示大学", Decimal(score))
    for name, kind, score in (
        ("齐", Discipline.TECHNICAL, 84), ("鲁", Discipline.TECHNICAL, 80), ("晋", Discipline.TECHNICAL, 78),
        ("豫", Discipline.FINANCE, 82), ("秦", Discipline.FINANCE, 79),
    )
)  # fmt: skip
VISITORS = (Member("韩梅（演示）", unit="石家庄市科技局"), Member("杜鹏（演示）", unit="石家庄市科技局"))
NOTED = frozenset({"joint_decision", "collective_decision", "external_filing", "external_publicity"})
"""Kinds of stage whose opinion names a document."""


def paper() -> StoredFile:
    """The one paper of every demonstration case."""
    return files.store(BytesIO("演示材料，内容为虚构。\n".encode()), "演示材料.txt", by=None)


@dataclass
class Actors:
    """Everybody who acts, and the notices still open by case number."""

    users: dict[str, User]
    agent: User
    notices: dict[str, PublicityNotice] = field(default_factory=dict)

    def file(
        self,
        matter: str,
        party: Party,
        answers: Mapping[str, Any],
        by: User,
        before: Callable[[Case], object] | None = None,
        *,
        purpose: Purpose = Purpose.FIRST,
        source: Ref | None = None,
    ) -> Case:
        """Started, filled in, every paper attached, submitted; `before` is what others must do with the draft first."""
        case = verbs.start(matter=matter, party=party, by=by, purpose=purpose, source=source)
        case = verbs.save_draft(case=case, by=by, answers=dict(answers), revision=case.revision)
        for material in case.declaration.form.materials:
            verbs.attach(case=case, by=by, material=material.key, file=paper())
        if before is not None:
            before(Case.objects.get(pk=case.pk))
        return verbs.submit(case=Case.objects.get(pk=case.pk), by=by, key=f"demo-{case.number}")

    def reach(self, case: Case, stage: str) -> Case:
        """Everybody does his part until the case lies in `stage` ("closed" = decided). Raises RuntimeError when it never does."""
        for _ in range(20):
            case = Case.objects.get(pk=case.pk)
            if (case.stage if case.state != "closed" else "closed") == stage:
                return case
            self._step(case)
        raise RuntimeError(f"{case} never reached {stage}")

    def _step(self, case: Case) -> None:
        task = case.tasks.filter(done_at__isnull=True).order_by("id").first()
        if task is None:
            raise RuntimeError(f"{case} waits for nobody")
        by = self.officer(case, task.desk)
        if task.stage_kind == "form_check":
            verbs.accept_complete(case=case, by=by)
        else:
            verbs.conclude(case=case, by=by, opinion=_opinion(task), file=paper(), part=task.stage)

    def officer(self, case: Case, desk: str) -> User:
        """Who sits at a desk for this case."""
        who = DESKS[desk]
        return self.users["langfang" if who == "city" and case.home == LANGFANG else who]

    def publish(self, case: Case) -> None:
        """The case alone on a notice, posted today."""
        case = Case.objects.get(pk=case.pk)
        by = self.officer(case, case.declaration.route.get(case.stage).desks[0].value)
        notice = verbs.compose_notice(matter=case.matter, cases=[case], by=by)
        self.notices[case.number] = verbs.post_notice(notice=notice, by=by)

    def announce(self, case: Case) -> None:
        """Announced once the publicity has passed; on that very day at the earliest."""
        verbs.announce(notice=self.notices[case.number], by=self.users["province"])


def _opinion(task: Task) -> Opinion:
    """The opinion a stage asks for: its day, its people, its document."""
    on, kind = clock.today(), task.stage_kind
    if kind == "panel":
        return Opinion(note="同意", held_on=on, members=EXPERTS)
    if kind == "site_visit":
        return Opinion(note="场地、人员与申报一致", held_on=on, members=VISITORS)
    if kind == "external_publicity":
        return Opinion(
            note="期满无异议",
            held_on=on - timedelta(days=20),
            until=on - timedelta(days=1),
            number="演示公〔2018〕1号",
        )
    if kind in NOTED:
        return Opinion(note="同意", held_on=on, number="演示会〔2018〕6号")
    return Opinion(note="同意")
