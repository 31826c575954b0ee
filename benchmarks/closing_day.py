"""The closing day: 200 applicants save and submit for five minutes; then every acknowledgement is looked up in the database.

    JICHUANG_DATA=DIR PORT=8124 .venv/bin/jichuang run                 # in another terminal
    JICHUANG_DATA=DIR .venv/bin/python benchmarks/closing_day.py --url http://127.0.0.1:8124 [--seconds 300]
        [--applicants 200] [--firms 4] [--think 10] [--double 0.3] [--pdf 20]

Each applicant fills in a real form page by page (every page is saved twice, as autosave and by its button), looks at what he
sends, submits, and in a share of cases clicks twice at once; then he takes the next firm. Looked up afterwards: every
acknowledged save and submission is there (zero lost), one case for a firm, one submission, one letter and one open task for a
case (zero doubled). Then the queue of letters must run dry, the journal be sealed, and the PDF of some cases be made. Prints
median and p95 of each kind of request, requests per second and the machine's load. Ends with status 1 when anything is
lost or doubled. The browsers run in processes of their own on the same machine, and their weight is part of the load.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import statistics
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
os.environ.setdefault("JICHUANG_DEMO", "1")

import django  # noqa: E402  the settings are named first

django.setup()

from closing_day_browser import Browser, Notes  # noqa: E402
from closing_day_people import Applicant, applicants, session_of  # noqa: E402
from closing_day_weight import told, used  # noqa: E402
from django.db import connection  # noqa: E402

from jichuang.accounts.models import User  # noqa: E402
from jichuang.base.models import JournalRow, Message, Outbox, Unsealed  # noqa: E402
from jichuang.hall.declare.values import read  # noqa: E402
from jichuang.hall.models import Case, CaseEvent, Task  # noqa: E402

PROCESSES, DRAIN = 2, 600
WANTED = 1500
"""Milliseconds that 95 of 100 submissions may take (issue 4)."""


def browse(
    url: str, people: list[Applicant], seconds: float, think: float, double: float, answers: Any
) -> None:
    """One process of browsers, a thread for each applicant."""
    until = time.monotonic() + seconds
    browsers = [Browser(url, who, until, think, double) for who in people]
    threads = [threading.Thread(target=browser.work) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for browser in browsers:
        browser.notes.saved = dict(browser.notes.saved)
        browser.notes.taken = dict(browser.notes.taken)
    answers.put([browser.notes for browser in browsers])


def loaded(given: argparse.Namespace, people: list[Applicant]) -> list[Notes]:
    """Runs the browsers and gathers what they noted."""
    connection.close()
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    parts = [people[index::PROCESSES] for index in range(PROCESSES)]
    children = [
        context.Process(
            target=browse, args=(given.url, part, given.seconds, given.think, given.double, answers)
        )
        for part in parts
        if part
    ]
    for child in children:
        child.start()
    found = [note for _ in children for note in answers.get()]
    for child in children:
        child.join()
    return found


def show(notes: list[Notes], seconds: float) -> float:
    """Prints the times; returns the p95 of submissions in milliseconds."""
    kinds: dict[str, list[float]] = {}
    for note in notes:
        for kind, taken in note.taken.items():
            kinds.setdefault(kind, []).extend(taken)
    total = sum(map(len, kinds.values()))
    print(f"{total} requests, {total / seconds:.1f} a second")
    p95 = 0.0
    for kind, taken in kinds.items():
        high = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
        p95 = high if kind == "submit" else p95
        print(
            f"{kind:10} {len(taken):6}   median {statistics.median(taken):7.0f} ms   p95 {high:7.0f} ms"
            f"   most {max(taken):7.0f} ms"
        )
    faults = Counter(fault.split(":")[0] for note in notes for fault in note.faults)
    print(f"answers that were not as they should be: {dict(faults) or 0}")
    for fault in [fault for note in notes for fault in note.faults][:5]:
        print("   ", fault)
    return p95


def lost(notes: list[Notes]) -> list[str]:
    """Acknowledged and not in the database."""
    found = []
    numbers = {number for note in notes for number in (*note.saved, *note.submitted)}
    cases = {case.number: case for case in Case.objects.filter(number__in=numbers)}
    for note in notes:
        for number, answers in note.saved.items():
            case = cases[number]
            for name, typed in answers.items():
                value = read(case.declaration.form.field(name), typed)
                if case.answers.get(name) != value and f"{number}/{name}" not in note.unsure:
                    found.append(f"{number} {name}: saved {typed}, holds {case.answers.get(name)!r}")
        found += [
            f"{number}: submitted, still {cases[number].state}"
            for number in note.submitted
            if cases[number].submitted_at is None
        ]
    return found


def doubled(notes: list[Notes], people: list[Applicant]) -> list[str]:
    """More than one where there may be one, or fewer."""
    firms = [firm for who in people for firm in who.firms]
    cases = list(Case.objects.filter(party__in=firms))
    found = [
        f"firm {firm}: {count} cases"
        for firm, count in Counter(c.party_id for c in cases).items()
        if count > 1
    ]
    sent = {case.pk: case.number for case in cases if case.submitted_at is not None}
    known = {number for note in notes for number in note.submitted}
    unsure = {number for note in notes for number in note.unsure}
    found += [f"{number}: submitted by nobody" for number in sent.values() if number not in known | unsure]
    events = Counter(
        CaseEvent.objects.filter(case__in=sent, kind="submitted").values_list("case__number", flat=True)
    )
    tasks = Counter(Task.objects.filter(case__in=sent).values_list("case__number", flat=True))
    refs = [f"case:{number}" for number in sent.values()]
    letters = Counter(Outbox.objects.filter(subject_ref__in=refs).values_list("subject_ref", flat=True))
    messages = Counter(Message.objects.filter(subject_ref__in=refs).values_list("subject_ref", flat=True))
    rows = Counter(
        JournalRow.objects.filter(subject__in=refs, verb="case.submitted").values_list("subject", flat=True)
    )
    for number in sent.values():
        ref = f"case:{number}"
        counts = events[number], tasks[number], letters[ref], messages[ref], rows[ref]
        if counts != (1, 1, 1, 1, 1):
            found.append(f"{number}: events, tasks, letters, messages, journal rows {counts}")
    return found


def waiting() -> dict[str, int]:
    """What the worker has not done yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        jobs = int(cursor.fetchone()[0])
    letters = Outbox.objects.filter(sent_at__isnull=True).count()
    return {"jobs": jobs, "letters": letters, "unsealed": Unsealed.objects.count()}


def drained() -> bool:
    """Waits for the worker; prints how long it took."""
    began, first = time.monotonic(), waiting()
    while any(waiting().values()) and time.monotonic() - began < DRAIN:
        time.sleep(0.5)
    left = waiting()
    print(f"waiting at the end of the load: {first}; {time.monotonic() - began:.0f} s later: {left}")
    return not any(left.values())


def bundles(url: str, notes: list[Notes], count: int) -> int:
    """Takes the audit bundle (with the case's PDF) of some submitted cases, as the auditor; returns how many failed."""
    place, taken, failed = urlsplit(url), [], 0
    cookie, token = session_of(User.objects.get(username="auditor"))
    for number in [number for note in notes for number in note.submitted][:count]:
        line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=120)
        began = time.perf_counter()
        headers = {"Cookie": cookie, "X-CSRFToken": token}
        line.request("POST", f"/cases/{number}/bundle.zip", "", headers)
        answer = line.getresponse()
        body = answer.read()
        taken.append(time.perf_counter() - began)
        failed += answer.status != 200 or b"case.pdf" not in body
    if taken:
        print(
            f"PDF and bundle of {len(taken)} cases: median {statistics.median(taken):.2f} s, {failed} failed"
        )
    return failed


def main() -> None:
    """Makes the people, loads, looks everything up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default=os.environ.get("URL", "http://127.0.0.1:8000"))
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--applicants", type=int, default=200)
    parser.add_argument("--firms", type=int, default=4)
    parser.add_argument(
        "--think", type=float, default=10, help="mean seconds between two actions of one applicant"
    )
    parser.add_argument("--double", type=float, default=0.3, help="share of submissions clicked twice")
    parser.add_argument("--pdf", type=int, default=20)
    given = parser.parse_args()
    began = time.monotonic()
    people = applicants(given.applicants, given.firms)
    print(f"{len(people)} applicants with {given.firms} firms each made in {time.monotonic() - began:.0f} s")
    print(f"{os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}")
    began = time.monotonic()
    data = Path(os.environ.get("JICHUANG_DATA", ""))
    before = used(data)
    notes = loaded(given, people)
    weight = told(before, used(data), sum(len(taken) for note in notes for taken in note.taken.values()))
    p95 = show(notes, time.monotonic() - began)
    print(f"{weight}\nload after {os.getloadavg()[0]:.1f}")
    submitted = sum(len(note.submitted) for note in notes)
    twice = sum(count > 1 for note in notes for count in note.submitted.values())
    gone, twofold = lost(notes), doubled(notes, people)
    print(f"{submitted} submitted, {twice} of them acknowledged to two clicks")
    print(f"{len(gone)} lost, {len(twofold)} doubled; p95 of submissions {p95:.0f} ms (asked {WANTED})")
    for line in (gone + twofold)[:10]:
        print("   ", line)
    dry = drained()
    failed = bundles(given.url, notes, given.pdf)
    sys.exit(1 if gone or twofold or failed or not dry else 0)


if __name__ == "__main__":
    main()
