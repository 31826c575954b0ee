"""The whole web server is killed with signal 9 at points all over submit, decide and publish and started again: all or nothing, once, never stuck."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from faults.cases import filed, standing
from faults.postbox import postbox
from faults.web import Answered, Server, environment_of, free_port
from jichuang.accounts.models import User
from jichuang.base import clock, duties, mail, seals
from jichuang.base.models import DutyRun, Outbox
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, CaseEvent, PublicityNotice
from jichuang.registry.models import Entry

pytestmark = [pytest.mark.cluster, pytest.mark.django_db(transaction=True)]
STEP = 19
"""Every so many points the server dies once, from another one on in each verb: starting it again takes seconds."""
LAST = 4
"""Tries of a letter behind the queue when it tries for the last time."""
AGAIN = {302, 303, 403, 409, 422}
"""Answers to the same request once more: led to what was done, or told that it was."""


@pytest.fixture
def server(data_directory: Path) -> Iterator[Server]:
    """Running on this test's database; stopped at the end."""
    found = Server(data_directory).start()
    try:
        yield found
    finally:
        found.stop()


def play(case: Case, ask: Callable[[int], Answered], first: int) -> int:
    """Dies all over one verb from point `first` on, then lets it live. Whatever a death left is everything or nothing; returns how
    often it died."""
    before, died = standing(case), 0
    for at in range(first, 1000, STEP):
        answered = ask(at)
        if answered.status:
            break
        died += 1
        assert reads.stuck() == []
        if standing(case) != before:
            break  # it died after its commit: done, and nobody was told
    after = standing(case)
    assert after != before, "acknowledged is stored"
    assert ask(0).status in AGAIN and standing(case) == after, "asked again, nothing is done twice"
    return died


def test_a_case_survives_its_servers_deaths_from_submission_to_the_register(server, users):
    """The case goes the whole way through dozens of deaths, each step once; the journal's seals verify."""
    clerk, city, province = users["clerk"], users["city"], users["province"]
    case, deaths = filed(clerk, "chengguang"), list[int]()

    def deed(user: User, address: str, **given: object) -> None:
        first = 3 + 5 * len(deaths)
        deaths.append(play(case, lambda at: server.post(user, address, given, at), first))

    deed(clerk, f"/cases/{case.number}/review/", key=secrets.token_hex(8), revision=case.revision)
    revision = Case.objects.get(pk=case.pk).revision
    deed(city, f"/desk/{case.number}/accept/", revision=revision)
    deed(province, "/desk/notices/", case=[case.number], title="第一批")
    notice = PublicityNotice.objects.get()
    deed(province, f"/desk/notices/{notice.number}/post/")
    clock.set_demonstration_day(date(2018, 9, 30))
    deed(province, f"/desk/notices/{notice.number}/announce/")
    assert Case.objects.get(pk=case.pk).outcome == "granted"
    assert Entry.objects.filter(source=f"case:{case.number}").count() == 1
    assert all(deaths) and server.starts == 1 + sum(deaths), deaths
    while seals.seal_pending() == 1000:
        continue
    assert seals.verify().ok


def test_a_death_between_commit_and_answer_loses_nothing_and_a_second_try_doubles_nothing(server, users):
    """Rehearsed on another case: every point just after a commit."""
    rehearsal = filed(users["clerk2"], "qinghe")
    given = {"key": secrets.token_hex(8), "revision": rehearsal.revision}
    answered = server.post(users["clerk2"], f"/cases/{rehearsal.number}/review/", given)
    assert answered.status == 302 and answered.commits
    case = filed(users["clerk"], "chengguang")
    given = {"key": secrets.token_hex(8), "revision": case.revision}
    address = f"/cases/{case.number}/review/"
    for at in answered.commits:
        assert server.post(users["clerk"], address, given, at).status == 0
        if Case.objects.get(pk=case.pk).state == "open":
            break
    assert Case.objects.get(pk=case.pk).state == "open", "stored although nobody was told"
    stored = standing(case)
    assert server.post(users["clerk"], address, given).status == 302 and standing(case) == stored


def run(data: Path, deed: str, what: str, points: list[int], **more: object) -> list[int]:
    """Background work in processes that die at these points, one after another; how each ended."""
    command = [sys.executable, "-m", "faults.working", deed, what, ",".join(map(str, points))]
    done = subprocess.run(
        command, env=environment_of(data, **more), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return list(json.loads(done.stdout))


def test_a_day_whose_worker_dies_in_the_sweep_is_done_once_by_the_next(users, data_directory):
    cases = []
    for name, key in (("clerk", "chengguang"), ("clerk2", "qinghe")):
        case = filed(users[name], key)
        cases.append(verbs.submit(case=case, by=users[name], key=secrets.token_hex(8)))
    day = date(2018, 9, 14)
    clock.set_demonstration_day(day)
    points = [1, 7, 13, 19, 25, 31, 37, 43]
    ended = run(data_directory, "day", day.isoformat(), [*points, 0, 0])
    assert ended.count(-9) >= 4 and ended[-2:] == [0, 0], ended
    for case in cases:
        assert CaseEvent.objects.filter(case=case, kind="overdue").count() == 1
    runs = list(DutyRun.objects.filter(day=day).values_list("name", flat=True))
    assert sorted(runs) == sorted(duties.names()) and reads.stuck() == []
    while seals.seal_pending() == 1000:
        continue
    assert seals.verify().ok


def test_a_letter_whose_worker_dies_after_handing_it_over_is_the_same_letter_at_the_next_try(data_directory):
    """Nothing can make mail server and database commit together; the letter's own identifier makes two copies one."""
    with postbox() as (port, letters):
        row = mail.send(to="clerk@example.invalid", subject="补正", body="请补正。")
        assert run(data_directory, "jobs", "mail", [1, 2, 0, 0], mail=port) == [-9, -9, 0, 0]
        assert {letter["Message-ID"] for letter in letters} == {mail.message_id(row)}
        assert len(letters) == 2, "handed over by the one that died and by the next; not again after that"
    row.refresh_from_db()
    assert row.sent_at and row.fault == ""


def test_with_the_mail_server_dead_the_desk_sees_it_and_the_letter_goes_out_once_it_is_back(
    users, data_directory
):
    """The case goes on all the while; after every try has failed the hourly look-round tries again."""
    case = filed(users["clerk"], "chengguang")
    case = verbs.submit(case=case, by=users["clerk"], key=secrets.token_hex(8))
    note = [("field", "rd_expense", "请核对")]
    case = verbs.return_for_supplement(case=case, by=users["city"], items=note)
    desk, letter = Client(), Outbox.objects.filter(subject_ref=f"case:{case.number}").latest("id")
    desk.force_login(users["city"])

    def page() -> str:
        return desk.get(f"/desk/{case.number}/?tab=letters").content.decode()

    for tried in (0, LAST):
        queue("SET scheduled_at = NULL, attempts = %s WHERE status = 'todo'", tried)
        run(data_directory, "jobs", "mail", [0], mail=free_port())
    letter.refresh_from_db()
    assert letter.sent_at is None and letter.fault.startswith("邮件服务器没有接受")
    assert "系统会再试" in page() and "邮件服务器没有接受" in page()
    verbs.resubmit(case=case, by=users["clerk"], explanations={"field:rd_expense": "已核对"})
    queue("SET scheduled_at = NULL WHERE status = 'todo'")
    assert mail.retry_unsent() >= 1, "given up by the queue, not by the house"
    with postbox() as (port, letters):
        run(data_directory, "jobs", "mail", [0], mail=port)
        assert [one["Message-ID"] for one in letters].count(mail.message_id(letter)) == 1
    letter.refresh_from_db()
    assert letter.sent_at and letter.fault == "" and "没有送达" not in page()


def queue(change: str, *given: object) -> None:
    """Time passes for the waiting jobs: pauses are over, tries are used up."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"UPDATE procrastinate_jobs {change}", given)
