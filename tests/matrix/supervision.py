"""督导 of the matrix: one letter with its answer, a report with its file, an application, a pace and an evaluation.

The letter, the report and the measure belong to 廊坊's bureau, whose officer is the column `langfang`; the evaluation was given to
`lab`, who holds no role inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.models import StoredFile
from jichuang.base.refs import actor_text
from jichuang.plan import verbs as plan
from jichuang.plan.models import (
    Adjustment,
    Letter,
    LetterAnswer,
    OwnerReport,
    Plan,
    QuarterPace,
    ReportFile,
    Sampled,
    SampledFile,
)
from jichuang.plan.reads import plan_by_slug
from jichuang.plan.terms import AdjustmentKind, LetterKind
from jichuang.registry.models import Department

OPENS, CLOSES = date(2018, 9, 27), date(2018, 10, 31)
TARGET = "T04.4"


def make(users: dict[str, User], people: Mapping[str, User | None], paper: StoredFile) -> dict[str, str]:
    """Makes them and returns the words of the address column."""
    found = plan_by_slug("2018")
    evaluator = people["lab"]
    assert found is not None and evaluator is not None
    plan.release_quarter(plan=found, quarter="2018Q2", by=users["province"])
    office = Department.objects.get(code="LF")
    split = plan.Measure("市级配套办法印发", office.name, date(2018, 11, 30), leader="厅领导丁（演示）")
    policy = plan.split_policy(
        plan=found,
        title="若干措施",
        document="演示政〔2018〕6号",
        under="36",
        measures=[split],
        by=users["province"],
    )
    measure = policy.charges.get()
    letter, answer = _letter(found, office, users["langfang"])
    report, file = _report(found, office, users["langfang"], measure.item, paper)
    sampled, material = _evaluation(found, users["supervisor"], evaluator, paper)
    asked = {"plan": found, "code": TARGET}
    application = Adjustment.objects.create(
        **asked, kind=AdjustmentKind.TARGET, old_text="1000", value=900, reason="申报推迟", asked_on=clock.today(),
        asked_by_user=users["section"], asked_by=actor_text(users["section"]),
    )  # fmt: skip
    pace = QuarterPace.objects.create(
        **asked, shares=[100, 300, 600, 1000], set_on=clock.today(), set_by_user=users["section"],
        set_by=actor_text(users["section"]),
    )  # fmt: skip
    return {
        "letter": str(letter.pk), "answer": str(answer.pk), "report-of": str(report.pk), "evidence": str(file.pk),
        "measure": measure.code, "measureitem": str(measure.item), "bureau": office.name, "target": TARGET,
        "application": str(application.pk), "pace": str(pace.pk), "evaluation": str(sampled.evaluation_id),
        "sampled": str(sampled.pk), "sampledfile": str(material.pk),
    }  # fmt: skip


def _letter(found: Plan, office: Department, by: User) -> tuple[Letter, LetterAnswer]:
    """A slip to 廊坊, answered, not judged."""
    letter = Letter.objects.create(
        plan=found, kind=LetterKind.SLIP, key="matrix", serial=900900, department=office.name, office=office,
        period="2018-08", lines=[], issued_on=clock.today(), issued_at=clock.now(), due_on=CLOSES, by="system",
    )  # fmt: skip
    answer = LetterAnswer.objects.create(
        letter=letter, cause="评审推迟", measures="十月补齐", answered_on=clock.today(), answered_at=clock.now(),
        by_user=by, by=actor_text(by),
    )  # fmt: skip
    return letter, answer


def _report(
    found: Plan, office: Department, by: User, item: int, paper: StoredFile
) -> tuple[OwnerReport, ReportFile]:
    """A month's report of 廊坊 that waits for a second person."""
    report = OwnerReport.objects.create(
        plan=found, item=item, department=office.name, office=office, period="2018-08", number=1, progress="已印发",
        due_on=clock.today(), submitted_on=clock.today(), submitted_at=clock.now(), by_user=by, by=actor_text(by),
    )  # fmt: skip
    return report, ReportFile.objects.create(report=report, file=paper, title="佐证.pdf")


def _evaluation(found: Plan, by: User, evaluator: User, paper: StoredFile) -> tuple[Sampled, SampledFile]:
    made = plan.open_evaluation(
        plan=found, title="第三方评估", body="评估机构", basis="委托协议", evaluator=evaluator, opens_on=OPENS,
        closes_on=CLOSES, codes=[TARGET], by=by,
    )  # fmt: skip
    sampled = made.sample.get()
    return sampled, SampledFile.objects.create(sampled=sampled, file=paper, title="月报附件.pdf")
