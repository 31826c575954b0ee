"""The web process is killed with signal 9 at points all over submit, decide and publish: all or nothing, once, never stuck."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from faults.postbox import postbox
from jichuang.accounts.models import User
from jichuang.base import clock, duties, mail, seals
from jichuang.base.models import DutyRun, JournalRow, Message, Outbox
from jichuang.demo import cast
from jichuang.demo.people import code_of, load_people
from jichuang.demo.stagehand import ANSWERS
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, CaseEvent, Certificate, NoticeItem, PublicityNotice, Task
from jichuang.registry.models import Entry
from jichuang.registry.reads import party_by_code

pytestmark = [pytest.mark.cluster, pytest.mark.django_db(transaction=True)]
TESTS = Path(__file__).resolve().parents[1]
TOKEN = secrets.token_hex(16)
STEP = 5
"""Every so many points the process dies once."""
AGAIN = {302, 303, 403, 409, 422}
"""Answers to the same request once more: led to what was done, or told that it was."""


@dataclass(frozen=True)
class Answered:
    """What came back; `status` 0 when the server died first. `points` it had, `commits` the points just after a commit."""

    status: int = 0
    points: int = 0
    commits: tuple[int, ...] = ()


class Server:
    """The application in its own process, asked over HTTP as a signed-in person."""

    def __init__(self, port: int) -> None:
        self.port = port

    def post(self, user: User, address: str, given: dict[str, object], die_at: int = 0) -> Answered:
        """What the person is answered."""
        browser = Client()
        browser.force_login(user)
        cookies = f"sessionid={browser.cookies['sessionid'].value}; csrftoken={TOKEN}"
        headers = {
            "Cookie": cookies, "X-CSRFToken": TOKEN, "X-Die-At": str(die_at),
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("POST", address, urlencode(given, doseq=True), headers)
            answer = line.getresponse()
            answer.read()
            commits = answer.headers["X-Commits"]
            return Answered(
                answer.status,
                int(answer.headers["X-Points"]),
                tuple(map(int, commits.split(","))) if commits else (),
            )
        except (http.client.RemoteDisconnected, ConnectionResetError):
            return Answered()
        finally:
            line.close()


def environment_of(data: Path, **more: object) -> dict[str, str]:
    """For a process of its own on this test's database."""
    held = connections["default"].settings_dict
    database = {key: held[key] for key in ("NAME", "USER", "HOST", "PORT", "PASSWORD")}
    given = {"database": database, "data": str(data), "secret": settings.SECRET_KEY, **more}
    return {
        **os.environ,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")]),
        "FAULTS_DATABASE": json.dumps(given),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(data_directory: Path) -> Iterator[Server]:
    """Running on this test's database; stopped at the end."""
    port = _free_port()
    environment = environment_of(data_directory)
    process = subprocess.Popen(
        [sys.executable, "-m", "faults.serving", str(port)], env=environment, start_new_session=True
    )
    try:
        _wait(process, port)
        yield Server(port)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server never listened")


@pytest.fixture
def users(on_day: Callable[[date], None]) -> dict[str, User]:
    """The demonstration's people on 27 September 2018."""
    on_day(date(2018, 1, 2))
    found = load_people()
    on_day(date(2018, 9, 3))
    return found


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


def play(case: Case, ask: Callable[[int], Answered]) -> int:
    """Dies all over one verb, then lets it live. Whatever a death left is everything or nothing; returns how often it died."""
    before, died = standing(case), 0
    for at in range(1, 1000, STEP):
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


def filed(by: User, key: str) -> Case:
    """A party's case, ready to be submitted."""
    party = party_by_code(code_of({"chengguang": cast.CHENGGUANG, "qinghe": cast.QINGHE}[key]))
    assert party is not None
    case = verbs.start(matter="tech-sme-evaluation", party=party, by=by)
    return verbs.save_draft(case=case, by=by, answers=ANSWERS, revision=case.revision)


def test_a_case_survives_its_servers_deaths_from_submission_to_the_register(server, users):
    """The case goes the whole way through dozens of deaths, each step once; the journal's seals verify."""
    clerk, city, province = users["clerk"], users["city"], users["province"]
    case, died = filed(clerk, "chengguang"), 0

    def deed(user: User, address: str, **given: object) -> None:
        nonlocal died
        died += play(case, lambda at: server.post(user, address, given, at))

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
    assert died >= 20
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
