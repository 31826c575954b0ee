"""A link to something in any room, stored as text `kind:id`. Knows no room: rooms register resolvers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jichuang.base import keeping

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


@dataclass(frozen=True, slots=True)
class Ref:
    """`Ref("case", "42")`, written `case:42`. `kind` has no colon; `id` may."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", str(self.id))
        if not self.kind or ":" in self.kind or not self.id:
            raise ValueError(f"not a reference: kind {self.kind!r}, id {self.id!r}; expected kind:id")

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Reads `kind:id`; raises ValueError naming the text otherwise."""
        kind, colon, identity = text.partition(":")
        if not colon:
            raise ValueError(f"not a reference: {text!r}; expected kind:id")
        return cls(kind, identity)

    @classmethod
    def user(cls, user: AbstractBaseUser) -> Ref:
        """The reference of a signed-in person: `user:<primary key>`."""
        return cls("user", str(user.pk))


@dataclass(frozen=True, slots=True)
class Link:
    """What a reader sees for a reference; `url` is None where he may know the name but not open the page."""

    text: str
    url: str | None = None


Resolver = Callable[[str, Any], "Link | None"]

ManyResolver = Callable[[Collection[str], Any], "Mapping[str, Link]"]

_resolvers: dict[str, Resolver] = {}
_many: dict[str, ManyResolver] = {}


def register(kind: str, resolve: Resolver) -> None:
    """Declares who resolves `kind`. The same function again is harmless; another one raises ValueError."""
    known = _resolvers.get(kind)
    if known is not None and known is not resolve:
        raise ValueError(
            f"reference kind {kind!r} is already resolved by {known.__module__}.{known.__qualname__}"
        )
    _resolvers[kind] = resolve


def register_many(kind: str, resolve: ManyResolver) -> None:
    """Declares who resolves many references of `kind` with a constant number of queries, for `prepare`."""
    _many[kind] = resolve


def prepare(wanted: Iterable[Ref | str], user: Any = None) -> None:
    """Asks once a kind for what a list is about to link: `resolve` then finds it, within this request.

    Kinds without a resolver of many are left to `resolve`.
    """
    kept, kinds = keeping.kept(), dict[str, set[str]]()
    if kept is None:
        return
    for ref in wanted:
        found = Ref.parse(ref) if isinstance(ref, str) else ref
        kinds.setdefault(found.kind, set()).add(found.id)
    for kind, ids in kinds.items():
        links = _many[kind](ids, user) if kind in _many else {}
        kept.update({_key(Ref(kind, one), user): link for one, link in links.items()})


def _key(ref: Ref, user: Any) -> str:
    return f"link:{getattr(user, 'pk', None)}:{ref}"


def resolve(ref: Ref | str, user: Any = None) -> Link:
    """The link for `ref` as `user` may see it; plain text `kind:id` where unknown or not permitted."""
    found = Ref.parse(ref) if isinstance(ref, str) else ref
    prepared = (keeping.kept() or {}).get(_key(found, user))
    if prepared is not None:
        return prepared
    resolver = _resolvers.get(found.kind)
    link = resolver(found.id, user) if resolver else None
    return link if link is not None else Link(str(found))


def kinds() -> tuple[str, ...]:
    """Every registered kind, sorted."""
    return tuple(sorted(_resolvers))


def actor_text(actor: Ref | AbstractBaseUser | None) -> str:
    """`user:7` for a person or a Ref, empty for the system itself."""
    if actor is None:
        return ""
    return str(actor if isinstance(actor, Ref) else Ref.user(actor))
