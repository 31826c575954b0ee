"""What the registry tells the kit at start-up: how its references read, what it does daily."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jichuang.base import clock, duties, refs
from jichuang.passages import sources
from jichuang.registry import registers
from jichuang.registry.models import Department, Entry, ImportBatch, Party
from jichuang.registry.pages import passages
from jichuang.registry.reads.changes import forget_old
from jichuang.registry.reads.personal import may_read_party
from jichuang.registry.verbs.guards import may_import


def entry(identity: str, viewer: Any) -> refs.Link | None:
    """`entry:42` → the entry's name and number, linked while it is believed."""
    row = Entry.objects.filter(pk=identity).first() if identity.isdigit() else None
    if row is None:
        return None
    url = reverse("registry:entry", args=[row.pk]) if row.current else None
    return refs.Link(str(row), url)


def party(identity: str, viewer: Any) -> refs.Link | None:
    """`party:<credit code>` → its name, linked for those who may read it."""
    row = Party.objects.filter(credit_code=identity).first()
    if row is None:
        return None
    allowed = bool(may_read_party(viewer, row, clock.today()))
    return refs.Link(row.name, reverse("registry:party", args=[identity]) if allowed else None)


def department(identity: str, viewer: Any) -> refs.Link | None:
    """`department:<code>` → its name."""
    row = Department.objects.filter(code=identity).first()
    return refs.Link(row.name) if row else None


def batch(identity: str, viewer: Any) -> refs.Link | None:
    """`import:7` → the file's name, linked for those who import."""
    row = ImportBatch.objects.filter(pk=identity).first() if identity.isdigit() else None
    if row is None:
        return None
    allowed = bool(may_import(viewer, clock.today()))
    text = f"名册导入第 {row.pk} 批（{row.filename}）"
    return refs.Link(text, reverse("registry:import-batch", args=[row.pk]) if allowed else None)


def register(identity: str, viewer: Any) -> refs.Link | None:
    """`register:hnte` → its title, linked."""
    found = registers.find(identity)
    return refs.Link(found.title, reverse("registry:register", args=[identity])) if found else None


def connect() -> None:
    """Registers the resolvers; calling it again is harmless."""
    for kind, resolver in (
        ("entry", entry),
        ("party", party),
        ("department", department),
        ("import", batch),
        ("register", register),
    ):
        refs.register(kind, resolver)
    sources.register("register", passages.register)
    sources.register("register-list", passages.register_list)
    duties.register("registry.forget_old_marks", forget_old)
