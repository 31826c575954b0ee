"""One case's life through the hall's own verbs, as its pages call them: each step is one request."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from itertools import count
from typing import Any

from hall_world import CODE, DESKS, MATTER, World, world

from jichuang.accounts.models import User
from jichuang.base import keeping
from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Opinion
from jichuang.hall.models import Case
from jichuang.registry.models import Party

OPINION = Opinion(agreed=True, note="同意")


def engine(process: int) -> Callable[[], None]:
    """Returns what carries one case from nothing to its end."""
    people, turn = world(process), count()
    catalogue.register(MATTER)

    def once() -> None:
        firm = people.firms[next(turn) % len(people.firms)]
        case = _request(_start, people, firm)
        _request(_submit, people, case)
        for key, _, who in DESKS:
            _request(_accept if key == "form_check" else _conclude, people.officers[who], case)

    return once


def _request(step: Callable[..., Any], *given: Any) -> Any:
    """What one request keeps is forgotten after it, as behind the web server."""
    keeping.begin_request()
    try:
        return step(*given)
    finally:
        keeping.end_request()


def _start(people: World, firm: Party) -> Case:
    return verbs.start(matter=CODE, party=firm, by=people.clerk)


def _submit(people: World, case: Case) -> None:
    verbs.submit(case=case, by=people.clerk, key=secrets.token_hex(16))


def _accept(by: User, case: Case) -> None:
    verbs.accept_complete(case=case, by=by)


def _conclude(by: User, case: Case) -> None:
    verbs.conclude(case=case, by=by, opinion=OPINION)
