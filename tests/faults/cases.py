"""Cases to be put in danger, and everything that a step may have written of one."""

from __future__ import annotations

from django.db import connections

from jichuang.accounts.models import User
from jichuang.base.models import JournalRow, Message, Outbox
from jichuang.demo import cast
from jichuang.demo.people import code_of
from jichuang.demo.stagehand import ANSWERS
from jichuang.hall import verbs
from jichuang.hall.models import Case, CaseEvent, Certificate, NoticeItem, PublicityNotice, Task
from jichuang.registry.models import Entry
from jichuang.registry.reads import party_by_code


def filed(by: User, key: str) -> Case:
    """A party's case, ready to be submitted."""
    party = party_by_code(code_of({"chengguang": cast.CHENGGUANG, "qinghe": cast.QINGHE}[key]))
    assert party is not None
    case = verbs.start(matter="tech-sme-evaluation", party=party, by=by)
    return verbs.save_draft(case=case, by=by, answers=ANSWERS, revision=case.revision)


def standing(case: Case) -> tuple[object, ...]:
    """Everything a step may write: the case, its place, what was told, what was entered and what the journal says."""
    now = Case.objects.get(pk=case.pk)
    subject = f"case:{case.number}"
    return (
        now.state, now.stage, now.outcome, now.revision, now.result,
        tuple(Task.objects.filter(case=case).order_by("id").values_list("stage", "desk", "done_at", "result")),
        tuple(CaseEvent.objects.filter(case=case).order_by("id").values_list("kind", flat=True)),
        JournalRow.objects.filter(subject=subject, verb__startswith="case.").count(),
        Outbox.objects.count(), Message.objects.count(), Entry.objects.count(), Certificate.objects.count(),
        tuple(PublicityNotice.objects.order_by("id").values_list("state", "end")),
        tuple(NoticeItem.objects.order_by("id").values_list("state", flat=True)),
        _jobs(),
    )  # fmt: skip


def _jobs() -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])
