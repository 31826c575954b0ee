"""Jobs live and die with the change; a dead worker's job is done by the next; letters go out once."""

import asyncio
from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.db import connection, transaction
from procrastinate.contrib.django import app

from jichuang.base import jobs, keeper, mail
from jichuang.base.models import Heartbeat, Outbox
from jichuang.base.today import machine_now


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def letter():
    return mail.send(to="clerk@example.invalid", subject="退回\n补正", body="请补充研发费用辅助账。")


def work():
    async def until_done():
        async with app.with_connector(app.connector.get_worker_connector()).open_async() as working:
            await working.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(until_done())


@pytest.mark.django_db
def test_a_rolled_back_change_leaves_no_letter_and_no_job():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        letter()
        raise ZeroDivisionError
    assert waiting() == []
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_a_line_break_cannot_forge_a_header():
    assert letter().subject == "退回 补正"


@pytest.mark.django_db
def test_a_job_with_a_key_waits_only_once_and_the_transaction_survives():
    assert jobs.defer_once(mail.deliver, "same", letter=1)
    assert jobs.defer_once(mail.deliver, "same", letter=1) is None
    assert len(waiting()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_dead_workers_job_is_done_by_the_next_worker():
    row = letter()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    work()
    row.refresh_from_db()
    assert row.sent_at is None, "a job in a dead worker's hands is not taken by itself"
    assert len(jobs.rescue_stalled()) == 1
    work()
    row.refresh_from_db()
    assert row.sent_at
    assert len(outgoing.outbox) == 1
    mail.deliver(letter=row.pk)
    assert len(outgoing.outbox) == 1, "done twice, sent once"


@pytest.mark.django_db(transaction=True)
def test_a_live_workers_job_is_left_alone():
    letter()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", cursor.fetchone())
    assert jobs.rescue_stalled() == []


@pytest.mark.django_db
def test_in_demonstration_no_letter_leaves_the_machine(settings):
    settings.DEMONSTRATION = True
    row = letter()
    mail.deliver(letter=row.pk)
    row.refresh_from_db()
    assert row.sent_at
    assert outgoing.outbox == []


@pytest.mark.django_db
def test_a_mail_servers_refusal_stays_on_the_letter_and_the_job_fails(monkeypatch):
    def down(self):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(mail.EmailMessage, "send", down)
    row = letter()
    with pytest.raises(RuntimeError, match="没有接受"):
        mail.deliver(letter=row.pk)
    row.refresh_from_db()
    assert row.sent_at is None
    assert "no server" in row.fault


@pytest.mark.django_db
@pytest.mark.parametrize("age, word, status", [(None, "never", 503), (5, "ok", 200), (600, "late", 503)])
def test_health_tells_a_dead_worker(client, age, word, status):
    if age is not None:
        Heartbeat.objects.create(name="worker", at=machine_now() - timedelta(seconds=age))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["worker"], answer.json()["database"]) == (status, word, "ok")


@pytest.mark.django_db(transaction=True)
def test_one_round_of_the_keeper_beats_and_seals(client):
    with transaction.atomic():
        letter()
    keeper.round_once()
    assert client.get("/healthz").json()["worker"] == "ok"
