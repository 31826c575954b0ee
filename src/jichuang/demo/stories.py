"""演示办件（各事项）: plays `stories.toml`: at least one case of every matter, each on its own days, by the hall's own verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jichuang.accounts.models import User
from jichuang.codes import credit_code
from jichuang.demo.acting import Actors
from jichuang.demo.cast import PARTIES
from jichuang.demo.people import LETTERS, code_of
from jichuang.hall.models import Case
from jichuang.matters.alliance.members import answer_membership, ask_members
from jichuang.matters.ip_standard.steps import log_step
from jichuang.matters.models import Membership
from jichuang.registry.models import Department, Party
from jichuang.registry.terms import RecommenderKind, Scope
from jichuang.registry.verbs import authorise_clerk, record_entry, register_party, set_recommender

STORIES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("stories.toml").read_text(encoding="utf-8")
)["story"]
SINCE = date(2018, 1, 2)
CODES = {one.key: code_of(one) for one in PARTIES}
CLERKS = {"chengguang": "clerk", "qinghe": "clerk2", "baiyu": "clerk3", "service": "service"}
"""Who answers for a unit of the cast."""
PARK = "正定农业科技园区（演示）"
"""What the government of the cast hosts."""
Scene = tuple[date, Callable[[], None]]


def scenes(users: dict[str, User], agent: User) -> Iterator[Scene]:
    """(day, scene) of every story."""
    actors = Actors(users, agent)
    yield SINCE, lambda: provincial_park(Party.objects.get(credit_code=CODES["government"]), PARK, 900)
    for serial, told in enumerate(STORIES, start=1):
        yield from Story(actors, serial, told).scenes()


def unit(serial: int, told: dict[str, str], agent: User) -> Party:
    """The invented unit of a story, recommended by its city, with the filing agent authorised."""
    kind = told.get("kind", "enterprise")
    party = register_party(
        name=told["name"], credit_code=credit_code.make(told["region"], f"DEM0T{serial:03d}", *LETTERS.get(kind, ())),
        region=told["region"], kind=kind, established_on=date(2012, 5, 8), legal_person="（演示）",
        source="演示：单位登记信息", as_of=SINCE, demonstration=True, by=None,
    )  # fmt: skip
    city = Department.objects.get(code="SJZ")
    set_recommender(party=party, department=city, kind=RecommenderKind.CITY, from_day=SINCE, by=None)
    authorise_clerk(
        party=party, user=agent, scope=Scope.ACCEPTOR, valid_from=SINCE, basis="演示授权书", by=None
    )
    return party


def provincial_park(party: Party, name: str, serial: int) -> None:
    """The provincial park that a bidder for the nation already hosts."""
    record_entry(
        register="agri_park", party=party, name=name, number=f"NY2015{serial:03d}", valid_from=date(2015, 7, 1),
        basis="省级农业科技园区名单（演示）", source="demo:stories", by=None,
    )  # fmt: skip


class Story:
    """One case on its way; what it needs beside its answers is told by further keys."""

    def __init__(self, actors: Actors, serial: int, told: dict[str, Any]) -> None:
        self.actors, self.serial, self.told = actors, serial, told
        self.case: Case

    def scenes(self) -> Iterator[Scene]:
        """Filed, moved on, and what the adviser logs."""
        for day, deed in self.told["steps"]:
            yield day, partial(self._do, deed)
        for day, step, found in self.told.get("logged", ()):
            yield day, partial(self._log, day, step, found)

    def _do(self, deed: str) -> None:
        if deed == "file":
            self.case = self._file()
        elif deed == "publish":
            self.actors.publish(self.actors.reach(self.case, "batch"))
        elif deed == "announce":
            self.actors.announce(self.case)
        else:
            self.actors.reach(self.case, deed)

    def _file(self) -> Case:
        told = self.told
        answers = dict(told["answers"])
        if told.get("adviser"):
            answers["adviser_code"] = CODES[told["adviser"]]
        members = told.get("members", {})
        if members:
            answers["members"] = "\n".join(self._line(key, part) for key, part in members.items())
        party, by = self._party()
        if told.get("park"):
            provincial_park(party, told["park"], self.serial)
        before = self._confirmed if members else None
        return self.actors.file(told["matter"], party, answers, by, before)

    def _party(self) -> tuple[Party, User]:
        """The unit that files, and who files for it."""
        key = self.told.get("of_the_cast")
        if key is None:
            return unit(self.serial, self.told["party"], self.actors.agent), self.actors.agent
        return Party.objects.get(credit_code=CODES[key]), self.actors.users[CLERKS[key]]

    def _line(self, key: str, part: str) -> str:
        name = next(one.name for one in PARTIES if one.key == key)
        return f"{name}；{CODES[key]}；{part}"

    def _confirmed(self, case: Case) -> None:
        """Every member is asked and agrees in its own account."""
        ask_members(case=case, by=self.actors.agent)
        for key in self.told["members"]:
            asked = Membership.objects.get(case=case, credit_code=CODES[key])
            answer_membership(membership=asked, by=self.actors.users[CLERKS[key]], agree=True)

    def _log(self, day: date, step: str, found: str) -> None:
        case = Case.objects.get(pk=self.case.pk)
        by = self.actors.users[self.told["adviser"]]
        log_step(case=case, step=step, held_on=day, found=found, by=by)
