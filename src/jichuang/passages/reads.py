"""What a person has kept, written with today's figures, and what has changed in a file since it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.passages import sources
from jichuang.passages.models import Kept
from jichuang.passages.sources import Figure, Passage
from jichuang.passages.terms import Form

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True)
class Written:
    """A kept thing with its passage as of now, or the reason why there is none."""

    kept: Kept
    passage: Passage | None
    reason: str = ""


@dataclass(frozen=True)
class Stated:
    """What a file says about one thing: where it came from and the figures it printed."""

    ref: Ref
    params: Mapping[str, str]
    form: Form
    title: str
    as_of: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Change:
    """A figure then and now; `now` is empty when it is no longer there."""

    title: str
    then: str
    now: str


@dataclass(frozen=True)
class Compared:
    """One thing of a file beside today: its changes, or why it cannot be compared."""

    stated: Stated
    changes: tuple[Change, ...]
    passage: Passage | None
    reason: str = ""


def kept_by(user: User) -> list[Kept]:
    """The person's own, in order."""
    return list(Kept.objects.filter(owner=user))


def written_for(user: User) -> list[Written]:
    """Every kept thing written anew; permission is asked again each time."""
    return [Written(kept, *_try(Ref.parse(kept.ref), kept.params, user)) for kept in kept_by(user)]


def compare(stated: Sequence[Stated], user: User) -> list[Compared]:
    """Each thing of a file with what has changed since, as `user` may see it."""
    found = []
    for one in stated:
        passage, reason = _try(one.ref, one.params, user)
        found.append(Compared(one, _changes(one, passage) if passage else (), passage, reason))
    return found


def _try(ref: Ref, params: Mapping[str, str], user: User) -> tuple[Passage | None, str]:
    try:
        return sources.make(ref, params, user), ""
    except Refused as refused:
        return None, str(refused)
    except Invalid as invalid:
        return None, str(invalid)
    except LookupError as gone:
        return None, str(gone.args[0]) if gone.args else "已经没有了。"


def _changes(stated: Stated, passage: Passage) -> tuple[Change, ...]:
    now = {figure.key: figure for figure in passage.figures}
    then = {figure.key for figure in stated.figures}
    changed = [
        Change(figure.title, figure.text, now[figure.key].text if figure.key in now else "")
        for figure in stated.figures
        if figure.key not in now or now[figure.key].text != figure.text
    ]
    added = [Change(figure.title, "", figure.text) for figure in passage.figures if figure.key not in then]
    return (*changed, *added)
