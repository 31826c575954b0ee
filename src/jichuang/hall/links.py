"""Where a `case:`, `notice:`, `matter:` or `callback:` reference leads, and who may follow it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import NoReverseMatch, reverse

from jichuang.base import clock, refs
from jichuang.base.refs import Link
from jichuang.hall import catalogue, reads
from jichuang.hall.catalogue import UnknownMatter
from jichuang.hall.models import CallBack, Case
from jichuang.registry.reads import keep_delegations


def case_link(number: str, user: Any) -> Link | None:
    """The case page for those who may see it; its number alone for others."""
    case = reads.find_case(number)
    return _case_link(case, user) if case is not None else None


def case_links(numbers: Collection[str], user: Any) -> dict[str, Link]:
    """The links of several cases."""
    cases = reads.find_cases(numbers)
    if user is not None:
        keep_delegations(user, [case.party_id for case in cases], clock.today())
    return {case.number: _case_link(case, user) for case in cases}


def _case_link(case: Case, user: Any) -> Link:
    text = f"办件{case.number}"
    return Link(text, _address("hall:case", case.number)) if reads.can(user, "view", case) else Link(text)


def notice_link(number: str, user: Any) -> Link | None:
    """The public notice."""
    notice = reads.public_notice(number)
    return Link(notice.title, _address("hall:notice", number)) if notice else Link(f"公示{number}")


def matter_link(code: str, user: Any) -> Link | None:
    """The guide."""
    try:
        matter = catalogue.get(code)
    except UnknownMatter:
        return None
    return Link(matter.title, _address("hall:matter", code))


def _address(name: str, *args: str) -> str | None:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def callback_link(key: str, user: Any) -> Link | None:
    """The call back, for the supervisor it was given to."""
    row = CallBack.objects.filter(pk=key).first() if key.isdecimal() else None
    mine = row is not None and user is not None and row.supervisor_id == user.pk
    return Link("回访", _address("hall:callback", key)) if mine else Link("回访")


def register() -> None:
    """Called once, when the room starts."""
    refs.register("case", case_link)
    refs.register_many("case", case_links)
    refs.register("notice", notice_link)
    refs.register("matter", matter_link)
    refs.register("callback", callback_link)
