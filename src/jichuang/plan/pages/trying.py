"""Runs a verb for a page: what it says becomes a message, what it will not do comes back with everything typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest

from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.plan.pages.asking import visitor

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True)
class Fault:
    """What a verb would not do: the page is drawn again with it and with everything typed. `status` is 422 or 409."""

    problems: list[Problem]
    status: int


def tried(request: HttpRequest, act: Callable[[User], str]) -> Fault | None:
    """Runs a verb; what it says becomes a message, what is wrong comes back. A refusal by permission goes on to its own page."""
    try:
        done = act(visitor(request))
    except Invalid as fault:
        return Fault(fault.problems, 422)
    except Refused as refusal:
        if not refusal.conflict:
            raise
        return Fault([Problem(refusal.field, refusal.reason, refusal.remedy)], 409)
    messages.success(request, done)
    return None


def given_again(request: HttpRequest, fault: Fault | None) -> dict[str, Any]:
    """What a page drawn with a fault keeps: its problems and what was typed, by field and empty where nothing was."""
    kept: dict[str, str] = defaultdict(str)
    if fault is not None:
        kept.update((name, str(text)) for name, text in request.POST.items())
    return {"problems": fault.problems if fault else [], "typed": kept}
