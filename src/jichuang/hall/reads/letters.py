"""告知邮件: the letters written about a case and what became of each. Addresses are masked: the desk needs to know whether, not where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jichuang.base.models import Outbox
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.registry.reads.personal import masked


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: `chip` and `words` say whether it has gone; `fault` why not yet."""

    subject: str
    to: str
    at: datetime
    chip: str
    words: str
    fault: str


def letters_about(case: Case) -> list[Letter]:
    """Newest first."""
    return [_letter(row) for row in Outbox.objects.filter(subject_ref=str(Ref("case", case.number)))]


def undelivered(case: Case) -> int:
    """How many letters about the case a mail server has refused so far; they are tried again by themselves."""
    rows = Outbox.objects.filter(subject_ref=str(Ref("case", case.number)), sent_at=None)
    return rows.exclude(fault="").count()


def _letter(row: Outbox) -> Letter:
    chip, words = ("ok", "已发出") if row.sent_at else ("bad", "未送达") if row.fault else ("none", "待发")
    return Letter(row.subject, masked("contact_email", row.to), row.queued_at, chip, words, row.fault)
