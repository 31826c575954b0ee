"""A step's questions as the page shows them: unit, where a value came from, what may still change. Knows no view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jichuang.base.errors import Problem
from jichuang.hall import reads
from jichuang.hall.declare import Step
from jichuang.hall.forms import StepForm, step_form
from jichuang.hall.models import Case


def source_words(source: str, as_of: date | str | None) -> str:
    """企业年度报告 · 截至 2018-03-31."""
    return f"{source} · 截至 {as_of}" if source and as_of else source


def dress(
    form: StepForm,
    held: Mapping[str, Mapping[str, Any]],
    *,
    optional_shown: bool = True,
    differing: Mapping[str, str] | None = None,
) -> StepForm:
    """Gives every field its unit, its prefill source and whether it may stay empty, for `{% field %}`.

    `differing` names, field by field, what the register holds where the applicant wrote something else.
    """
    form.use_required_attribute = False
    for key, field in form.fields.items():
        declared = field.declared  # type: ignore[attr-defined]
        field.unit = declared.unit  # type: ignore[attr-defined]
        field.required = declared.required or not optional_shown
        one = held.get(key)
        field.source = source_words(one["source"], one.get("as_of")) if one else ""  # type: ignore[attr-defined]
        if differing and key in differing:
            field.source = ""  # type: ignore[attr-defined]
            field.help_text = f"{declared.help}{'。' if declared.help else ''}{differing[key]}"
    return form


def form_of(
    case: Case, step: Step, *, data: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()
) -> StepForm:
    """The form of one step as the draft stands, or as just typed; `problems` are put beside their fields.

    What could not be read on an earlier save is shown again as typed, with its fault.
    """
    answers = reads.answers_of(case, step)
    editable = {one.field.key for one in answers if one.editable}
    rough, problems = any(one.problem for one in answers), list(problems)
    if data is None and not rough and not problems:
        form = step_form(step)(initial={one.field.key: one.typed for one in answers}, editable=editable)
    else:
        held = {one.field.key: one.typed for one in answers}
        form = step_form(step)({**held, **(data or {})}, complete=False, editable=editable)
        form.is_valid()
    for problem in problems:
        if problem.field in form.fields and str(problem) not in form.errors.get(problem.field, []):
            _blame(form, problem)
    differing = {
        one.field.key: f"名录登记为{one.held}{one.field.unit}（{source_words(one.source, one.as_of)}），与填写的不同"
        for one in answers
        if one.differs
    }
    return dress(form, case.prefill, differing=differing)


def _blame(form: StepForm, problem: Problem) -> None:
    """`add_error` needs a validated form; an unreadable value already has its own sentence."""
    if form.is_bound and problem.field not in form.errors:
        form.add_error(problem.field, str(problem))
