"""Letters: written with the change, sent by a job afterwards. In demonstration they stay in the 演示邮箱."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from jichuang.base import batches, jobs, today
from jichuang.base.models import Outbox
from jichuang.base.refs import Ref


def send(*, to: str, subject: str, body: str, subject_ref: Ref | None = None) -> Outbox:
    """Writes the letter and queues its delivery, both in the present transaction; returns the row."""
    with transaction.atomic(savepoint=False):
        letter = Outbox(
            to=to,
            subject=" ".join(subject.split())[:200],  # a line break in a subject would forge a header
            body=body,
            subject_ref=str(subject_ref) if subject_ref else "",
            queued_at=today.now(),
        )
        batches.insert(letter)
        batches.send()
        jobs.defer(deliver, letter=letter.pk)
    return letter


@jobs.task("base.deliver_mail", queue="mail")
def deliver(letter: int) -> None:
    """Sends one letter once. A fault is kept on the row and the job is tried again."""
    row = Outbox.objects.filter(pk=letter, sent_at=None).first()
    if row is None:
        return
    fault = _transmit(row)
    Outbox.objects.filter(pk=letter).update(fault=fault, sent_at=None if fault else today.now())
    if fault:
        raise RuntimeError(fault)


def _transmit(row: Outbox) -> str:
    """Hands the letter to the mail server; empty on success. In demonstration nothing leaves the machine."""
    if settings.DEMONSTRATION:
        return ""
    try:
        EmailMessage(row.subject, row.body, to=[row.to]).send()
    except OSError as fault:
        return f"邮件服务器没有接受：{fault}"[:500]
    return ""
