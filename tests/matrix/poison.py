"""Puts markup that is also a formula into every text that a person may have typed, whatever the model: nothing is left innocent.

Identifiers (codes, keys, references, places, periods) are no free text and stay; so does what the law of the house makes
unchangeable, the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

POISON = '=<script>alert("甲&乙")</script>'
SHOWN = "&lt;script&gt;alert(&quot;甲&amp;乙&quot;)&lt;/script&gt;"
FREE = frozenset(
    [
        "title",
        "text",
        "name",
        "note",
        "reason",
        "evidence",
        "answer",
        "approver",
        "document",
        "person",
        "leader",
        "cause",
        "measures",
        "progress",
        "problems",
        "next_step",
        "finding",
        "mended",
        "summary",
        "purpose",
        "unit",
        "contact",
        "clause",
        "reply",
        "body",
        "basis",
        "publisher",
        "words",
        "brief",
        "remark",
        "place",
        "was",
        "corrected",
        "why",
        "problem",
        "advice",
        "opinion",
        "upheld",
        "filename",
        "target",
        "goal",
        "figure",
        "address",
        "legal_person",
        "fault",
        "verified_note",
        "undo_reason",
        "end_reason",
        "party_name",
        "supervisor",
        "decided_why",
        "words",
        "scan_words",
        "reasons",
        "old_text",
        "statement",
    ]
)
"""Names of columns that hold free text wherever they stand."""
TOLD = frozenset({"title", "words", "name", "text", "note", "reason", "progress", "main_products", "party"})
"""Keys of JSON that hold free text."""
WHOLE = frozenset(
    {
        "plan.Plan",
        "plan.Target",
        "plan.Milestone",
        "plan.Duty",
        "plan.Item",
        "plan.Chapter",
        "registry.Department",
    }
)
"""The plan's own words are bound to their places in its text; offices are found by their names."""
UNCHANGED = frozenset({"base.JournalRow", "base.StoredFile", "hall.ApiReply", "base.PartialUpload"})


def spoil() -> int:
    """Poisons every row there is; returns how many columns took it."""
    return sum(
        _column(model, field)
        for model in apps.get_models()
        if model.__module__.startswith("jichuang") and model._meta.label not in WHOLE | UNCHANGED
        for field in model._meta.concrete_fields
    )


def _column(model: type[models.Model], field: Any) -> int:
    rows = model._default_manager.all()
    if isinstance(field, models.JSONField):
        return sum(_json(row, field.name) for row in rows.only("pk", field.name))
    if field.name not in FREE or field.choices or field.unique or field.remote_field is not None:
        return 0
    if isinstance(field, models.TextField) or (
        isinstance(field, models.CharField) and field.max_length >= len(POISON)
    ):
        try:
            with transaction.atomic():
                return int(rows.exclude(**{field.name: ""}).update(**{field.name: POISON}) > 0)
        except DatabaseError:  # a constraint holds it: it is no free text
            return 0
    return 0


def _json(row: models.Model, name: str) -> int:
    held = getattr(row, name)
    spoiled = _leaves(held)
    if spoiled == held:
        return 0
    type(row)._default_manager.filter(pk=row.pk).update(**{name: spoiled})
    return 1


def _leaves(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _leaves(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_leaves(inner, key) for inner in value]
    return POISON if isinstance(value, str) and value and key in TOLD else value


def formulas(rows: Iterator[list[str]]) -> list[str]:
    """The cells that a spreadsheet would take for a formula."""
    return [
        cell
        for row in rows
        for cell in row
        if cell.startswith(("=", "+", "@", "\t")) or cell.startswith("-<")
    ]
