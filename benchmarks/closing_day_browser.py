"""One applicant's browser on the closing day: fills in, saves, submits, sometimes clicks twice, and notes what was acknowledged."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from closing_day_people import Applicant

MATTER = "tech-sme-evaluation"
STEPS: dict[str, dict[str, str]] = {
    "enterprise": {"resident_enterprise": "true", "restricted_industry": "false"},
    "figures": {
        "staff": "46",
        "tech_staff": "14",
        "sales": "3200",
        "assets": "2780",
        "rd_expense": "240",
        "cost_expense": "2730",
    },
    "achievements": {"ip_class1": "0", "ip_class2": "4"},
    "conditions": dict.fromkeys(
        (
            "serious_violation",
            "abnormal_list",
            "dishonest_list",
            "hnte_certificate_valid",
            "national_award_top3",
            "provincial_rd_body",
            "led_standard",
        ),
        "false",
    ),
}
MARKS = {
    "enterprise": ("main_products", "传感器{}", 10**9),
    "figures": ("sales", "32{:02}", 100),
    "achievements": ("ip_class2", "1{:03}", 1000),
}
"""In each step one answer that is different at every save, so that a lost one is seen; none of them changes the verdict."""


@dataclass
class Notes:
    """What one browser was told. `saved`: case -> field -> value last acknowledged, `unsure` where an answer never came."""

    user: int = 0
    saved: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    unsure: set[str] = field(default_factory=set)
    submitted: dict[str, int] = field(default_factory=dict)
    """Case -> how many clicks were acknowledged."""
    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)


class Stopped(Exception):
    """The time is over, or the server did not answer as it should."""


class Browser:
    """Works through its firms until the time is over. Milliseconds of every answer go into the notes."""

    def __init__(self, url: str, who: Applicant, until: float, think: float, double: float) -> None:
        self.place = urlsplit(url)
        self.who, self.until, self.think, self.double = who, until, think, double
        self.chance = random.Random(who.user)
        self.notes = Notes(who.user)
        self.lines: dict[int, http.client.HTTPConnection] = {}

    def work(self) -> None:
        """Files one case after another. Whatever goes wrong is noted, never raised."""
        time.sleep(self.chance.random() * self.think)
        for firm in self.who.firms:
            try:
                self._file(firm)
            except Stopped:
                return
            except (OSError, http.client.HTTPException) as fault:
                self.notes.faults.append(f"{type(fault).__name__}: {fault}")
                self.lines.clear()

    def _file(self, firm: int) -> None:
        place = self._send("start", f"/matters/{MATTER}/start/", {"party": str(firm)}, {302})[1]
        number = place.split("/")[2]
        for key, answers in STEPS.items():
            page = self._send("page", f"/cases/{number}/form/{key}/", None, {200})[0]
            revision = _found(r'name="revision" value="(\d+)"', page)
            self._pause()
            revision = self._save(number, key, answers, revision, auto=True)
            self._pause()
            self._save(number, key, answers, revision, auto=False)
        page = self._send("review", f"/cases/{number}/review/", None, {200})[0]
        form = {
            "key": _found(r'name="key" value="([^"]+)"', page),
            "revision": _found(r'name="revision" value="(\d+)"', page),
        }
        self._pause()
        self._submit(number, form)
        self._send("receipt", f"/cases/{number}/receipt/", None, {200})

    def _save(self, number: str, key: str, answers: dict[str, str], revision: str, *, auto: bool) -> str:
        sent = dict(answers)
        if key in MARKS:
            name, form, width = MARKS[key]
            sent[name] = form.format(self.chance.randrange(width))
        address = f"/cases/{number}/form/{key}/{'autosave/' if auto else ''}"
        form = {**sent, "revision": revision, **({} if auto else {"then": "next"})}
        self.notes.unsure.update(f"{number}/{name}" for name in sent)
        text = self._send("autosave" if auto else "save", address, form, {200} if auto else {302})[0]
        self.notes.unsure.difference_update(f"{number}/{name}" for name in sent)
        self.notes.saved[number].update(sent)
        return _found(r'"revision": (\d+)', text) if auto else ""

    def _submit(self, number: str, form: dict[str, str]) -> None:
        twice = self.chance.random() < self.double
        self.notes.unsure.add(number)
        second = threading.Thread(target=self._click, args=(number, form, 1))
        if twice:
            second.start()
        self._click(number, form, 0)
        if twice:
            second.join()
            self.lines.pop(1).close()  # the server would have closed it before the next case
        if number in self.notes.submitted:
            self.notes.unsure.discard(number)

    def _click(self, number: str, form: dict[str, str], line: int) -> None:
        try:
            place = self._send("submit", f"/cases/{number}/review/", form, {302}, line)[1]
        except (Stopped, OSError, http.client.HTTPException) as fault:
            self.notes.faults.append(f"submit: {type(fault).__name__} {fault}")
            return
        if place.endswith("/receipt/"):
            self.notes.submitted[number] = self.notes.submitted.get(number, 0) + 1
        else:
            self.notes.faults.append(f"submit {number} led to {place}")

    def _pause(self) -> None:
        time.sleep(self.chance.uniform(0.5, 1.5) * self.think)
        if time.monotonic() > self.until:
            raise Stopped

    def _send(
        self, kind: str, path: str, form: dict[str, str] | None, wanted: set[int], line: int = 0
    ) -> tuple[str, str]:
        """(body, address led to). Raises Stopped when the answer is another one than wanted."""
        held = self.lines.get(line)
        if held is None:
            held = http.client.HTTPConnection(self.place.hostname or "", self.place.port, timeout=120)
            self.lines[line] = held
        headers = {"Cookie": self.who.cookie}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrfmiddlewaretoken": self.who.token, **form})
        began = time.perf_counter()
        held.request("GET" if body is None else "POST", path, body, headers)
        answer = held.getresponse()
        text = answer.read().decode()
        self.notes.taken[kind].append((time.perf_counter() - began) * 1000)
        if answer.status not in wanted:
            self.notes.faults.append(f"{kind} {path}: {answer.status}")
            raise Stopped
        return text, answer.getheader("Location") or ""


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise Stopped(f"the page has no {pattern}")
    return found[1]
