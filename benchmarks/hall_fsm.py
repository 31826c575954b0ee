"""The transitions of the life that both peers of django-fsm-2 share. Knows no table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django_fsm import can_proceed, has_transition_perm, transition
from hall_world import DESKS, World, world

STEPS = ("draft", *(key for key, _, _ in DESKS), "closed")


def transitions(
    field: Any, permission: Callable[[Any, Any], bool], wrap: Callable[..., Any]
) -> dict[str, Any]:
    """`leave_<stage>` for every stage, as the body of a model class holds them."""
    found: dict[str, Any] = {}
    for source, target in zip(STEPS, STEPS[1:], strict=False):

        def move(self: Any, by: Any = None) -> None:
            """Nothing besides the change of state."""

        move.__name__ = move.__qualname__ = f"leave_{source}"
        leave = transition(field=field, source=source, target=target, permission=permission)
        found[move.__name__] = wrap(leave(move))
    return found


def moved(case: Any, source: str, by: Any) -> None:
    """One transition, with the two questions the library wants asked before it."""
    move = getattr(case, f"leave_{source}")
    if not can_proceed(move) or not has_transition_perm(move, by):
        raise PermissionError(source)
    move(by=by)


def engine(
    process: int, create: Callable[[World, int], int], step: Callable[[int, str, Any], None]
) -> Callable[[], None]:
    """Returns what carries one case from nothing to its end."""
    people, turn = world(process), iter(range(10**9))

    def once() -> None:
        case = create(people, next(turn))
        step(case, "draft", people.clerk)
        for key, _, who in DESKS:
            step(case, key, people.officers[who])

    return once
