"""A mail server that is away: the change stands, the letter waits with its reason and goes out when the server is back, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.db import connection

from jichuang.base import mail, today
from jichuang.base.models import Outbox


def waiting() -> list[int]:
    """Letters with a run still to come."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'letter')::bigint FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
        )
        return [letter for (letter,) in cursor.fetchall()]


@pytest.fixture
def given_up(db, monkeypatch):
    """A letter that every try has failed for."""

    def down(self):
        raise ConnectionRefusedError("no server")

    row = mail.send(to="clerk@example.invalid", subject="补正", body="请补正。")
    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", down)
        with pytest.raises(RuntimeError, match="没有接受"):
            mail.deliver(letter=row.pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    return row


def test_a_letter_that_was_given_up_is_tried_again_and_goes_out_once(given_up):
    assert mail.retry_unsent() == 1 and waiting() == [given_up.pk]
    assert mail.retry_unsent() == 0, "one run waits already"
    mail.deliver(letter=given_up.pk)
    mail.deliver(letter=given_up.pk)
    row = Outbox.objects.get()
    assert row.sent_at and row.fault == "" and len(outgoing.outbox) == 1
    assert mail.retry_unsent() == 0


def test_after_two_weeks_it_is_left_with_its_reason(given_up):
    Outbox.objects.update(queued_at=today.now() - timedelta(days=mail.RETRIED_DAYS, minutes=1))
    assert mail.retry_unsent() == 0 and "no server" in Outbox.objects.get().fault


def test_every_try_carries_the_letters_own_identifier(given_up):
    mail.deliver(letter=given_up.pk)
    assert outgoing.outbox[0].extra_headers["Message-ID"] == mail.message_id(given_up)
