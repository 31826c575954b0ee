"""Asks every address as every person and says in one word what each was answered. Changes nothing: each answer is rolled back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie

from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from matrix.world import World

IN, REFUSED, NONE, METHOD, BROKEN = "in", "refused", "404", "405", "broken"


def patterns(
    of: list[URLPattern | URLResolver] | None = None, before: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """(name with its namespace, route) of every address the site answers."""
    for one in get_resolver().url_patterns if of is None else of:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, route, f"{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}", route


def route_of(address: str) -> str:
    """The route that answers an address."""
    return str(resolve(address.partition("?")[0]).route)


@contextmanager
def undrawn() -> Iterator[None]:
    """Pages are answered without being drawn: who is let in is decided before, and drawing ten thousand pages takes minutes."""
    drawn = Template.render
    Template.render = lambda *_, **__: ""  # type: ignore[method-assign]
    try:
        yield
    finally:
        Template.render = drawn  # type: ignore[method-assign]


class Asker:
    """Signed-in browsers of a world's people, opened once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions: dict[str, SimpleCookie[str]] = {}
        for name, user in world.people.items():
            client = Client()
            if user is not None:
                client.force_login(user)
            self.sessions[name] = client.cookies

    def browser(self, name: str) -> Client:
        """A browser with a fresh copy of the person's session, as an address may end it."""
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie({key: one.value for key, one in self.sessions[name].items()})
        return client

    def ask(self, name: str, method: str, address: str) -> str:
        """What `name` is answered; `token:clerk` asks with that firm's token instead of a session."""
        kind, _, whose = name.partition(":")
        if kind == "token":
            client = Client(raise_request_exception=False)
            more = {"authorization": f"Bearer {self.world.tokens[whose]}", "idempotency-key": "matrix-0001"}
        else:
            client, more = self.browser(name), {}
        address, _, query = address.partition("?") if method != "GET" else (address, "", "")
        body, form = (query, "application/x-www-form-urlencoded")
        if address.startswith("/api/"):
            body, form = json.dumps(self._body(address)), "application/json"
        with transaction.atomic():
            answer = client.generic(method, address, body if method != "GET" else "", form, headers=more)
            transaction.set_rollback(True)
        return word(answer.status_code, answer.headers.get("Location", ""))

    def _body(self, address: str) -> dict[str, object]:
        """The smallest body that the interface's own schema lets through, so that the permission is what answers."""
        if address.endswith("/drafts"):
            return {"matter": "tech-sme-evaluation", "party": self.world.things["code"]}
        if address.endswith("/submit"):
            return {"revision": 1}
        return {"answers": {}, "revision": 1}


def word(status: int, location: str = "") -> str:
    """The answer's class. A redirect to the sign-in page is a refusal; a fault in the form is being let in."""
    if status >= 500:
        return f"{BROKEN} {status}"
    if status in {401, 403} or (status == 302 and location.startswith("/sign-in/")):
        return REFUSED
    return {404: NONE, 405: METHOD}.get(status, IN)
