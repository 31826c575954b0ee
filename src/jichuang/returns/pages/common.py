"""What every page of returns shares: one return with its permission, the form as the unit sees it, the chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from jichuang.base import clock
from jichuang.base.errors import Problem, Refused
from jichuang.base.permissions import require
from jichuang.hall.declare.values import show, typed_again
from jichuang.hall.forms import StepForm, step_form
from jichuang.hall.pages.common import member
from jichuang.hall.pages.questions import dress
from jichuang.hall.table_input import TableInput
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.reads.owed import last_filing, prefilled
from jichuang.returns.reads.permissions import may_view
from jichuang.returns.terms import State


def owed_or_refusal(request: HttpRequest, key: int) -> Owed:
    """The return as the person may see it; 404 when there is none, Refused otherwise."""
    rows = Owed.objects.select_related("period", "party", "decided_by", "frozen", "period__frozen_by")
    owed = rows.filter(pk=key).first()
    if owed is None:
        raise Http404("没有这份报表")
    require(may_view(member(request), owed))
    return owed


def period_or_404(code: str, period: str) -> OpenPeriod:
    """The opened period; 404 when there is none."""
    found = OpenPeriod.objects.filter(code=code, period=period).select_related("frozen_by").first()
    if found is None:
        raise Http404("没有布置这一期")
    return found


def revision_of(request: HttpRequest) -> int:
    """The revision the page was drawn with."""
    typed = request.POST.get("revision", "")
    if not typed.isdecimal():
        raise Refused(
            "页面缺少修订号，没有保存。", remedy="请刷新页面后重试；已保存的内容还在。", conflict=True
        )
    return int(typed)


def forms_of(
    owed: Owed, *, data: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()
) -> list[StepForm]:
    """One form for each step: saved answers, else what was prefilled; problems beside their fields."""
    declared, held = owed.period.declaration.form, prefilled(owed)
    blank = owed.saved_at is None
    skipped = owed.period.declaration.skipped(owed.answers)
    found = []
    for step in declared.steps:
        if step.key in skipped and not any(owed.answers.get(f.key) not in (None, "") for f in step.fields):
            continue
        initial: dict[str, Any] = {}
        for field in step.fields:
            stored = owed.answers.get(field.key)
            if stored is None and blank and field.key in held:
                stored = held[field.key]["value"]
            rough = owed.rough.get(field.key)
            initial[field.key] = rough["text"] if rough else typed_again(field, stored)
        wrong = [one for one in problems if one.field in initial]
        if data is None and not wrong and not any(field.key in owed.rough for field in step.fields):
            form = step_form(step)(initial=initial)
        else:
            form = step_form(step)({**initial, **(data or {})}, complete=False)
            form.is_valid()
            for problem in wrong:
                if problem.field not in form.errors:
                    form.add_error(problem.field, str(problem))
        for shown in form.fields.values():
            if isinstance(shown.widget, TableInput):
                shown.widget.sheets = False  # a return has its own workbook
        found.append(_from_last_period(dress(form, held), held))
    return found


def _from_last_period(form: StepForm, held: Mapping[str, Mapping[str, Any]]) -> StepForm:
    """What last period brought along is said to come from there, not from a register."""
    for field in form.step.fields:
        if field.key in held and (field.prefill or "").startswith("last:"):
            shown = form.fields[field.key]
            shown.source = ""  # type: ignore[attr-defined]
            words = f"已带出{held[field.key]['source']}（{held[field.key]['as_of']}报送）"
            shown.help_text = f"{field.help}。{words}" if field.help else words
    return form


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer beside what was reported last period, as text."""

    title: str
    unit: str
    now: str
    before: str


def answer_rows(owed: Owed, answers: Mapping[str, Any]) -> list[tuple[str, list[AnswerRow]]]:
    """(step, rows) with last period's figures beside; one query."""
    filing, _ = last_filing(owed)
    before = filing.answers if filing else {}
    return [
        (
            step.title,
            [
                AnswerRow(
                    field.title,
                    field.unit,
                    show(field, answers.get(field.key)),
                    show(field, before.get(field.key)),
                )
                for field in step.fields
            ],
        )
        for step in owed.period.declaration.form.steps
    ]


def chip(owed: Owed) -> tuple[str, str]:
    """(state, words): the fact, with the days left or late."""
    state = State(owed.state)
    on, calendar = clock.today(), clock.calendar()
    if state is State.LATE:
        return state.chip, f"逾期 {calendar.workdays_between(owed.due_on, on)} 个工作日"
    if state.is_open:
        left = calendar.workdays_between(on, owed.due_on)
        return ("warn" if left <= 5 else state.chip), f"{state.label} · 剩 {left} 个工作日"
    if owed.was_late and owed.handed_in_on is not None:
        return state.chip, f"{state.label} · 晚报"
    return state.chip, str(state.label)
