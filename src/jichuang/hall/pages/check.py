"""自测: the officer's own judgement, open to anybody, with nothing kept. Knows no rule: the words are policy's.

Questions come in groups (the form's steps, facts only). After each group the rules are asked which absent facts could
still decide; groups that cannot change the answer are never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jichuang import policy
from jichuang.base import clock
from jichuang.hall import judging
from jichuang.hall.declare import Matter, Step
from jichuang.hall.declare.values import typed_again
from jichuang.hall.forms import StepForm, step_form
from jichuang.hall.pages import guide, offers, questions
from jichuang.hall.pages.common import Crumb, day_or, matter_or_404, person
from jichuang.hall.prefilling import held_for
from jichuang.registry.models import Party
from jichuang.registry.reads import parties_of


@dataclass
class Group:
    """One group of questions on the page."""

    title: str
    why: str
    form: StepForm

    @property
    def questions(self) -> list[Any]:
        """The bound fields, in order."""
        return list(self.form)


def groups_of(matter: Matter) -> list[Step]:
    """The form's steps reduced to fields that feed a fact."""
    found = []
    for step in matter.form.steps:
        asked = tuple(field for field in step.fields if field.fact)
        if asked:
            found.append(Step(step.key, step.title, asked, step.why))
    return found


def own_party(request: HttpRequest) -> Party | None:
    """The firm a signed-in clerk tests for: `?party=` by credit code, else the first he may act for."""
    user = person(request)
    if user is None:
        return None
    mine = parties_of(user, clock.today())
    wanted = request.POST.get("party") or request.GET.get("party")
    return next((party for party in mine if not wanted or party.credit_code == wanted), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """自测 page and result. Answers travel in the request body only: no row, no log line, no cookie."""
    matter = matter_or_404(code)
    if matter.rules is None:
        raise Http404("本事项没有可自测的规则")
    party = own_party(request)
    held = held_for(matter, party) if party else {}
    on, fault = day_or(request.POST.get("on", "") or request.GET.get("on", ""), clock.today())
    if request.method != "POST":
        return _ask(request, matter, party, held, on, fault, forms=None)
    forms = [step_form(step)(request.POST, complete=False) for step in groups_of(matter)]
    valid = not [
        form for form in forms if not form.is_valid()
    ]  # every form judged, not only up to the first fault
    if fault or not valid or "edit" in request.POST:
        return _ask(
            request, matter, party, held, on, fault, forms=forms, status=422 if fault or not valid else 200
        )
    answers = {key: value for form in forms for key, value in form.cleaned_data.items() if value is not None}
    return _answer(request, matter, party, held, on, forms, answers)


def _ask(
    request: HttpRequest,
    matter: Matter,
    party: Party | None,
    held: Mapping[str, Any],
    on: date,
    fault: str,
    *,
    forms: list[StepForm] | None,
    shown: set[int] | None = None,
    asked_again: bool = False,
    status: int = 200,
) -> HttpResponse:
    steps = groups_of(matter)
    if forms is None:
        initial = {key: typed_again(matter.form.field(key), one["value"]) for key, one in held.items()}
        forms = [step_form(step)(initial=initial) for step in steps]
    if shown is None:
        everything = "all" in request.GET or request.method == "POST" or bool(held)
        shown = set(range(len(steps))) if everything else {0}
    for form in forms:
        questions.dress(form, held, optional_shown=False)
    context = {
        "matter": matter,
        "crumbs": _crumbs(matter, "自测"),
        "groups": [
            Group(step.title, step.why, form)
            for at, (step, form) in enumerate(zip(steps, forms, strict=True))
            if at in shown
        ],
        "carried": _carried(forms, shown),
        "shown": ",".join(str(at) for at in sorted(shown)),
        "is_partial": len(shown) < len(steps),
        "asked_again": asked_again,
        "errors": [(form, name) for form in forms if form.is_bound for name in form.errors],
        "forms_with_errors": [form for form in forms if form.is_bound and form.errors],
        "on": on,
        "on_fault": fault,
        "party": party,
        "held": len(held),
    }
    return render(request, "hall/check.html", context, status=status)


def _carried(forms: list[StepForm], shown: set[int]) -> list[tuple[str, str]]:
    """Answers of groups not on the page, carried along so that nothing typed is lost."""
    return [
        (key, text)
        for at, form in enumerate(forms)
        if at not in shown
        for key, text in form.typed().items()
        if text
    ]


def _answer(
    request: HttpRequest,
    matter: Matter,
    party: Party | None,
    held: Mapping[str, Any],
    on: date,
    forms: list[StepForm],
    answers: dict[str, Any],
) -> HttpResponse:
    try:
        result = judging.judge(matter, answers, on=on)
    except policy.DateError as refused:
        return _ask(request, matter, party, held, on, str(refused), forms=forms, status=422)
    except policy.FactError as refused:
        _blame(matter, forms, refused)
        return _ask(request, matter, party, held, on, "", forms=forms, status=422)
    assert result is not None  # a matter with rules is always judged
    shown = _shown(request, len(forms))
    following = _next_group(matter, shown, result.missing)
    if following is not None:
        return _ask(
            request, matter, party, held, on, "", forms=forms, shown={*shown, following}, asked_again=True
        )
    words = policy.explain(result)
    own = sum(1 for key, value in answers.items() if key in held and held[key]["value"] == value)
    context = {
        "matter": matter,
        "crumbs": _crumbs(matter, "自测结果"),
        "words": words,
        "result": result,
        "on": on,
        "party": party,
        "typed": [(key, text) for form in forms for key, text in form.typed().items() if text],
        "from_registry": own,
        "from_typing": len(answers) - own,
        "elements": guide.short_elements(matter),
        "record": matter.record_on(on),
        "steps": guide.route_steps(matter),
        "offers": offers.of(matter.code, "check", person(request), clock.today()),
        "is_open": matter.open_on(clock.today()),
    }
    return render(request, "hall/check_result.html", context)


def _blame(matter: Matter, forms: list[StepForm], refused: policy.FactError) -> None:
    """Puts a contradiction beside the field that the rule names, or at the head of the page."""
    field = matter.fields_by_fact.get(str(getattr(refused, "fact", "")))
    for form in forms:
        if field is not None and field.key in form.fields:
            form.add_error(field.key, str(refused))
            return
    forms[0].add_error(None, str(refused))


def _shown(request: HttpRequest, count: int) -> set[int]:
    typed = [text for text in request.POST.get("shown", "").split(",") if text.isdecimal()]
    return {int(text) for text in typed if int(text) < count} or set(range(count))


def _next_group(matter: Matter, shown: set[int], missing: tuple[str, ...]) -> int | None:
    """The first group not yet shown that asks a fact which could still change the answer."""
    for at, step in enumerate(groups_of(matter)):
        if at not in shown and any(field.fact in missing for field in step.fields):
            return at
    return None


def _crumbs(matter: Matter, here: str) -> list[Crumb]:
    return [
        Crumb("办事大厅", reverse("hall:catalogue")),
        Crumb(matter.title, reverse("hall:matter", args=[matter.code])),
        Crumb(here),
    ]
