"""A walk of a matter told by verbs instead of a browser: the same file, the same answers by their labels, the same check at the end.

Cheap enough to be told twice for every walk: once with the matter's outcome, once with an outcome that does nothing.
Stands on the demonstration's cast without its cases. Knows what a walk file holds; knows no page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.refs import Ref
from jichuang.demo.acting import Actors
from jichuang.demo.stories import PARK, provincial_park
from jichuang.hall import catalogue, verbs
from jichuang.hall.declare import Form, Purpose
from jichuang.hall.models import Case
from jichuang.matters.alliance.members import answer_membership, ask_members
from jichuang.matters.ip_standard.steps import STEPS, log_step
from jichuang.matters.models import Membership
from jichuang.matters.tech_sme_evaluation.reconcile import commit_list, preview_list
from jichuang.plan.reads.board import board as plan_board
from jichuang.plan.reads.plans import plan_by_slug
from jichuang.registry.models import Party
from jichuang.registry.reads import entries
from jichuang.registry.verbs import commit_import, preview_import
from journeys import rosters, staging
from journeys.board import moved
from journeys.driver import holds
from journeys.walks.announced import write_list

Given = dict[str, Any]


def keyed(form: Form, told: dict[str, str]) -> dict[str, str]:
    """{field: answer} of answers told by the beginning of each field's title; a choice by its words becomes its key."""
    found: dict[str, str] = {}
    for label, text in told.items():
        for field in form.fields:
            if field.title.startswith(label):
                words = {title: key for key, title in field.choices or ()}
                found[field.key] = words.get(text, text)
    return found


@contextmanager
def idle(matter: str) -> Iterator[None]:
    """The matter's outcome answers as if it had written an entry, and writes none."""
    declared = catalogue.get(matter)
    real = declared.outcome
    object.__setattr__(declared, "outcome", lambda **_: Ref("entry", "0"))
    try:
        yield
    finally:
        object.__setattr__(declared, "outcome", real)


def tell(given: Given) -> None:
    """Files the walk's case, takes it through every desk, and checks what the walk checks.

    Raises WalkFault where the board or the register is not what the walk file says.
    """
    users = {user.username: user for user in User.objects.filter(demonstration=True)}
    actors = Actors(users, users["clerk"])
    party = Party.objects.get(name=given["firm"]["name"])
    code = given["matter"]["code"]
    if code == "agri-park":
        provincial_park(party, PARK, 900)
    before = shown(given, given["board"]["adds"])
    case = _through(actors, given, party)
    moved(before, shown(given, given["board"]["adds"]), given["board"]["adds"])
    listed = entries(given["matter"]["register"]).in_force(clock.today()).filter(name=given["listed"])
    holds(f"名录中的{given['listed']}", listed.exists())
    if "certificate" in given:
        adds = given["certificate"]["adds"]
        before = shown(given, adds)
        _certificate(actors, given, case)
        moved(before, shown(given, adds), adds)


def shown(given: Given, wanted: Iterable[str]) -> dict[str, float]:
    """The present value of these targets on the board; what has no figure yet counts as none."""
    plan = plan_by_slug(given["board"]["plan"])
    assert plan is not None
    codes = sorted(wanted)
    rows = plan_board(plan, clock.today(), only=codes).rows if codes else {}
    return {code: float(row.value or 0) for code, row in rows.items()}


def _through(actors: Actors, given: Given, party: Party) -> Case:
    matter = catalogue.get(given["matter"]["code"])
    by = actors.users[given["firm"]["clerk"]]
    if matter.in_windows:
        year = clock.today().year
        verbs.open_window(
            matter=matter.code, title="试开一批（演示）", opens_at=datetime(year, 1, 2, tzinfo=clock.SHANGHAI),
            closes_at=datetime(year, 12, 31, tzinfo=clock.SHANGHAI), by=actors.users["province"],
        )  # fmt: skip
    hook = _members(actors, given) if "members" in given else None
    case = actors.file(matter.code, party, keyed(matter.form, given["answers"]), by, hook)
    stages = [stage.key for stage in matter.route.parts]
    if "publicity" not in stages:
        return actors.reach(case, "closed")
    actors.publish(actors.reach(case, "batch"))
    clock.set_demonstration_day(actors.notices[case.number].end + timedelta(days=1))
    actors.announce(case)
    return Case.objects.get(pk=case.pk)


def _members(actors: Actors, given: Given) -> Callable[[Case], None]:
    def answered(case: Case) -> None:
        ask_members(case=case, by=actors.users[given["firm"]["clerk"]])
        for member in given["members"]:
            asked = Membership.objects.get(case=case, name=member["name"])
            by = actors.users[member["clerk"]]
            answer_membership(
                membership=asked, by=by, agree=member["agrees"], reason=member.get("reason", "")
            )

    return answered


def _certificate(actors: Actors, given: Given, opened: Case) -> None:
    """The adviser's steps, then the follow-up that registers the certificate."""
    adviser = actors.users[given["adviser"]["clerk"]]
    for step in STEPS:
        log_step(case=opened, step=step, held_on=clock.today(), found=given["adviser"]["found"], by=adviser)
    life = catalogue.get(given["matter"]["code"]).life(Purpose.CHANGE.value)
    answers = keyed(life.form, given["certificate"]["answers"])
    source = Ref.parse(opened.result)
    by = actors.users[given["firm"]["clerk"]]
    case = actors.file(
        given["matter"]["code"], opened.party, answers, by, purpose=Purpose.CHANGE, source=source
    )
    actors.reach(case, "closed")


def roster(given: Given, folder: Path) -> None:
    """The roster walk's file read and written by the registry's verbs; the board gains what is new and in force."""
    one = given["board"]
    before = shown(given, [one["target"]])
    made = rosters.certificates(given["roster"], folder)
    keeper = User.objects.get(username=one["keeper"])
    with made.file.open("rb") as source:
        batch = preview_import(
            register=given["roster"]["register"], file=source, filename=made.file.name, by=keeper
        )
    commit_import(batch=batch, by=keeper)
    moved(before, shown(given, [one["target"]]), {one["target"]: made.moves})


def announced(given: Given, folder: Path) -> None:
    """The announced-list walk's file reconciled and entered by the matter's verbs; the board gains the lines entered."""
    rows, target = given["rows"], given["board"]["target"]
    keeper = User.objects.get(username="province")
    made = json.loads(staging.main([str(rows["matched"] + rows["other_name"])]))
    day = date.fromisoformat(made["ends"]) + timedelta(days=1)
    clock.set_demonstration_day(day)
    before = shown(given, [target])
    file = write_list(given, made["firms"], day, folder)
    with file.open("rb") as source:
        listed = preview_list(
            source=source, filename=file.name, announced_on=day, basis=given["basis"], by=keeper
        )
    commit_list(announced=listed, by=keeper)
    moved(
        before, shown(given, [target]), {target: rows["matched"] + rows["without_case"] + rows["other_name"]}
    )
