"""What a verb found wrong, beside the fields of the form it was sent with."""

from __future__ import annotations

from django import forms

from jichuang.base.errors import Invalid


def show_faults(form: forms.Form, invalid: Invalid, *, other: str | None = None) -> None:
    """Puts each problem on its field; what belongs to no field of the form on `other` (None = the whole form)."""
    for problem in invalid.problems:
        form.add_error(problem.field if problem.field in form.fields else other, str(problem))
