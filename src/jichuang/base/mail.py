"""Letters: written with the change, sent by a job afterwards. In demonstration they stay in the 演示邮箱."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction

from jichuang.base import batches, jobs, today
from jichuang.base.models import Outbox
from jichuang.base.refs import Ref

RETRIED_DAYS = 14


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


def message_id(row: Outbox) -> str:
    """The letter's own identifier, the same at every try: where a worker died after handing it over, mailboxes show it once."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<letter-{row.pk}-{int(row.queued_at.timestamp())}@{domain}>"


def retry_unsent() -> int:
    """Queues again each letter of the last two weeks that every try has failed for; returns how many.

    For the worker, once an hour: a mail server may be away for days. A letter with a run still waiting is left alone.
    """
    since = today.now() - timedelta(days=RETRIED_DAYS)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_GIVEN_UP, [since])
            letters = [letter for (letter,) in cursor.fetchall()]
        for letter in letters:
            jobs.defer(deliver, letter=letter)
    return len(letters)


_GIVEN_UP = """
SELECT o.id FROM base_outbox o
WHERE o.sent_at IS NULL AND o.queued_at > %s AND NOT EXISTS (
    SELECT 1 FROM procrastinate_jobs j
    WHERE j.task_name = 'base.deliver_mail' AND (j.args->>'letter')::bigint = o.id AND j.status IN ('todo', 'doing')
)
ORDER BY o.id
"""


def _transmit(row: Outbox) -> str:
    """Hands the letter to the mail server; empty on success. In demonstration nothing leaves the machine."""
    if settings.DEMONSTRATION:
        return ""
    try:
        EmailMessage(row.subject, row.body, to=[row.to], headers={"Message-ID": message_id(row)}).send()
    except OSError as fault:
        return f"邮件服务器没有接受：{fault}"[:500]
    return ""
