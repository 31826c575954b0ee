"""Every link that a page offers a person leads somewhere and lets him in: the site is walked from its home page as several people.

Stands on the world of the permission matrix. Of each route two addresses are opened, so that a list of a thousand rows is no
thousand pages; links with another query count as the same address.
"""

from __future__ import annotations

from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.urls import Resolver404

from matrix.asking import Asker, route_of
from matrix.test_permissions import quiet, world

__all__ = ["quiet", "world"]
PEOPLE = (
    "visitor", "outsider", "clerk", "viewer", "county", "city", "province", "statistician", "leader", "expert", "auditor", "admin",
)  # fmt: skip
EACH = 2
"""Addresses of one route that are opened."""
FEWEST = 25
"""Pages that anybody can reach, at least."""


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An anchor with an address on this site."""
        address = dict(attrs).get("href") or ""
        if (
            tag == "a"
            and address
            and not address.startswith(("#", "mailto:", "tel:"))
            and not urlsplit(address).netloc
        ):
            self.found.append(address)


def test_no_link_is_dead_and_none_refuses_whom_it_was_offered(world, quiet):
    asker, wrong = Asker(world), list[str]()
    for name in PEOPLE:
        wrong += _walked(asker, name)
    assert wrong == [], "\n".join(wrong)


def _walked(asker: Asker, name: str) -> list[str]:
    """What is wrong with the links that one person meets."""
    wrong, opened = list[str](), Counter[str]()
    waiting, seen = deque([("/", "the beginning")]), {"/"}
    while waiting:
        address, offered = waiting.popleft()
        try:
            route = route_of(urlsplit(address).path)
        except Resolver404:
            wrong.append(f"{name}: {address} on {offered}: no page answers it")
            continue
        if opened[route] == EACH:
            continue
        opened[route] += 1
        try:
            status, links, place = _open(asker, name, address)
        except pytest.fail.Exception as fault:  # a template asks for what is not there
            wrong.append(f"{name}: {address} on {offered}: {fault}")
            continue
        if status >= 400:
            wrong.append(f"{name}: {address} on {offered}: {status}")
        for link in links:
            target = urljoin(place, link).partition("#")[0]
            if target.partition("?")[0] not in seen:
                seen.add(target.partition("?")[0])
                waiting.append((target, address))
    assert opened.total() > FEWEST
    return wrong


def _open(asker: Asker, name: str, address: str) -> tuple[int, list[str], str]:
    """(status, links, where one ended up); every answer is rolled back. To be asked to sign in is an answer for a visitor."""
    client = asker.browser(name)
    with transaction.atomic():
        answer = client.get(address, follow=True)
        content = b"" if answer.streaming else answer.content
        transaction.set_rollback(True)
    place = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    if name != "visitor" and place.startswith("/sign-in/"):
        return 403, [], place
    page = Links()
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        page.feed(content.decode())
    return answer.status_code, page.found, place
