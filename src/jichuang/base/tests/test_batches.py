"""Several writes in one message: nothing read too early, nothing left behind, nothing written that was rolled back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from jichuang.base import batches, clock, journal
from jichuang.base.models import CalendarDay, JournalRow, Outbox
from jichuang.base.refs import Ref

pytestmark = pytest.mark.django_db


def letter(subject: str) -> Outbox:
    return Outbox(to="a@example.test", subject=subject, body="信", queued_at=clock.now())


def test_writes_of_one_block_are_one_statement_and_new_rows_have_their_keys():
    held = letter("旧")
    held.save()
    with transaction.atomic(), CaptureQueriesContext(connection) as sent, batches.one_message():
        first, second = letter("一"), letter("二")
        batches.insert(first)
        held.subject = "新"
        batches.update(held, "subject")
        batches.insert(second)
        journal.record(actor=None, verb="letter.write", subject=Ref("letter", "1"), summary="写信")
    assert len(sent) == 1
    assert Outbox.objects.get(pk=second.pk).subject == "二"
    assert Outbox.objects.get(pk=held.pk).subject == "新"
    assert first.pk < second.pk
    assert JournalRow.objects.filter(verb="letter.write").count() == 1


def test_a_question_that_could_see_a_waiting_row_sees_it_and_another_one_does_not_send_it():
    with transaction.atomic(), batches.one_message():
        batches.insert(letter("等"))
        with CaptureQueriesContext(connection) as apart:
            assert not CalendarDay.objects.exists()
        assert len(apart) == 1
        assert Outbox.objects.filter(subject="等").exists()


def test_two_updates_of_one_row_are_one_and_a_new_row_is_there_before_its_update():
    row = letter("一")
    with transaction.atomic(), CaptureQueriesContext(connection) as sent, batches.one_message():
        batches.insert(row)
        row.subject = "二"
        batches.update(row, "subject")
        row.body = "改"
        batches.update(row, "body")
    assert len(sent) == 2
    row.refresh_from_db()
    assert (row.subject, row.body) == ("二", "改")


def test_what_waits_goes_with_its_savepoint_and_what_came_before_stays():
    with transaction.atomic(), batches.one_message():
        batches.insert(letter("外"))
        with pytest.raises(ValueError, match="不成"), transaction.atomic():
            batches.insert(letter("内"))
            raise ValueError("不成")
        batches.insert(letter("后"))
    assert set(Outbox.objects.values_list("subject", flat=True)) == {"外", "后"}


def test_an_exception_writes_nothing_and_the_next_block_begins_empty():
    with pytest.raises(ValueError, match="不成"), transaction.atomic(), batches.one_message():
        batches.insert(letter("失"))
        raise ValueError("不成")
    with transaction.atomic(), batches.one_message():
        batches.insert(letter("得"))
    assert list(Outbox.objects.values_list("subject", flat=True)) == ["得"]


def test_what_the_database_refuses_is_raised_at_the_end_of_the_block():
    with pytest.raises(IntegrityError), transaction.atomic(), batches.one_message():
        batches.insert(Outbox(to="a@example.test", subject="缺时间", body="信"))


def test_an_update_of_a_row_that_is_gone_is_no_silent_success():
    row = letter("去")
    row.save()
    Outbox.objects.all().delete()
    with pytest.raises(DatabaseError, match="not there"), transaction.atomic(), batches.one_message():
        batches.update(row, "subject")


def test_outside_a_block_a_write_is_made_at_once_and_a_block_needs_a_transaction():
    row = letter("即")
    batches.insert(row)
    row.subject = "改"
    batches.update(row, "subject")
    assert Outbox.objects.get(pk=row.pk).subject == "改"


@pytest.mark.django_db(transaction=True)
def test_a_block_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="outside a transaction"), batches.one_message():
        batches.insert(letter("散"))
