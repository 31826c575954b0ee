"""政策计算器: open to anybody, nothing kept. Knows no rule: the questions are the facts, the words are policy's.

Questions come topic by topic; after each, the rules are asked which absent facts could still change the answer, and
topics that cannot are never shown. A finished sheet has an address of its own that carries the figures and dates alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jichuang import policy
from jichuang.law.answers import MONEY_UNITS, TEN_THOUSAND
from jichuang.law.asking import SheetForm
from jichuang.law.pages import results
from jichuang.law.pages.common import Crumb, Moment, crumbs, moment
from jichuang.law.reads import sheets
from jichuang.law.sharing import Shared, pack, unpack
from jichuang.policy import Policy
from jichuang.policy.rd_ledger import TITLES as USERS_OF_LEDGER


@dataclass
class Sheet:
    """One sheet being filled in: whose policy, by which law, in which unit, and which topics are on the page."""

    one: Policy
    asked: Moment
    money: str
    form: SheetForm
    shown: set[int]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calculator(request: HttpRequest, policy_id: str) -> HttpResponse:
    """Questions and result. Typed answers travel in the request body; only a link that was asked for carries them."""
    one = policy.get(policy_id)
    token = request.GET.get("s", "")
    if request.method != "POST":
        shared = unpack(policy_id, token) if token else None
        if shared is None:
            return _empty(request, one, broken=bool(token))
        sheet = _from_link(one, shared)
        if "edit" in request.GET:
            return _ask(request, sheet)
        return _judge(request, sheet, shared.facts)
    sheet = _typed(request, one)
    if "more" in request.POST:
        return _ask(request, sheet)
    if sheet.asked.fault or not sheet.form.is_valid():
        return _ask(request, sheet, status=422)
    return _judge(request, sheet, sheet.form.facts(), progressive=True)


def _empty(request: HttpRequest, one: Policy, *, broken: bool) -> HttpResponse:
    asked, money = moment(request), _money(request.GET.get("money", ""))
    form = SheetForm(one, on=asked.on, money=money)
    shown = set(range(len(form.topics()))) if "all" in request.GET else {0}
    return _ask(
        request, Sheet(one, asked, money, form, shown), broken=broken, status=422 if asked.fault else 200
    )


def _from_link(one: Policy, shared: Shared) -> Sheet:
    facts = {key: value for key, value in shared.facts.items() if key in one.facts}
    form = SheetForm(one, on=shared.on, money=shared.money, facts=facts)
    return Sheet(one, Moment(shared.on, shared.known), shared.money, form, set(range(len(form.topics()))))


def _typed(request: HttpRequest, one: Policy) -> Sheet:
    asked, money = moment(request), _money(request.POST.get("money", ""))
    form = SheetForm(one, on=asked.on, money=money, data=request.POST, more=request.POST.get("more", ""))
    count = len(form.topics())
    typed = {int(text) for text in request.POST.get("shown", "").split(",") if text.isdecimal()}
    return Sheet(one, asked, money, form, {at for at in typed if at < count} or set(range(count)))


def _money(text: str) -> str:
    return text if text in MONEY_UNITS else TEN_THOUSAND


def _judge(
    request: HttpRequest, sheet: Sheet, facts: Mapping[str, Any], *, progressive: bool = False
) -> HttpResponse:
    try:
        result = policy.check(sheet.one.id, facts, on=sheet.asked.on, known=sheet.asked.known)
    except policy.DateError as refused:
        sheet.asked = Moment(
            sheet.asked.on, sheet.asked.known, f"{refused.problem}，请选 {refused.expected}。"
        )
        return _ask(request, sheet, status=422)
    except policy.FactError as refused:
        sheet.form = SheetForm(
            sheet.one, on=sheet.asked.on, money=sheet.money, data=dict(sheet.form.typed()) | _rows(sheet.form)
        )
        sheet.form.is_valid()
        sheet.form.blame(refused)
        return _ask(request, sheet, status=422)
    following = _following(sheet, result) if progressive and not request.htmx else None  # type: ignore[attr-defined]
    if following is not None:
        sheet.shown.add(following)
        return _ask(request, sheet, asked_again=True)
    token = pack(sheet.one.id, facts, sheet.asked.on, sheet.asked.known, sheet.money)
    context = results.context(request, sheet.one, result, money=sheet.money, token=token)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "law/_short.html", context)
    return render(request, "law/result.html", context)


def _rows(form: SheetForm) -> dict[str, str]:
    return {f"rows-{key}": str(count) for key, count in form.row_counts.items()}


def _following(sheet: Sheet, result: policy.Result) -> int | None:
    """The first topic not yet shown that asks a fact which could still change the answer."""
    wanted = sheets.wanted(result)
    for topic in sheet.form.topics():
        if topic.at not in sheet.shown and any(question.key in wanted for question in topic.questions):
            return topic.at
    return None


def _ask(
    request: HttpRequest,
    sheet: Sheet,
    *,
    asked_again: bool = False,
    broken: bool = False,
    status: int = 200,
) -> HttpResponse:
    form, topics = sheet.form, sheet.form.topics()
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "law/_short.html", {"form": form, "fault": sheet.asked.fault})
    faulty = {topic.at for topic in topics if any(question.errors for question in topic.questions)}
    shown = sheet.shown | faulty
    on_page = {
        box.name
        for topic in topics
        if topic.at in shown
        for q in topic.questions
        for row in q.rows
        for box in row
    }
    context = {
        "policy": sheet.one,
        "crumbs": crumbs(
            Crumb(sheet.one.title, reverse("law:policy", args=[sheet.one.id])), Crumb("政策计算器")
        ),
        "form": form,
        "from_ledger": sheet.one.id in USERS_OF_LEDGER,
        "topics": [topic for topic in topics if topic.at in shown],
        "carried": [(name, text) for name, text in form.typed() if name not in on_page],
        "row_counts": form.row_counts,
        "shown": ",".join(str(at) for at in sorted(shown)),
        "is_partial": len(shown) < len(topics),
        "asked_again": asked_again,
        "broken": broken,
        "has_errors": form.is_bound and bool(form.errors),
        "on": sheet.asked.on,
        "known": sheet.asked.known,
        "fault": sheet.asked.fault,
        "money": sheet.money,
        "money_units": MONEY_UNITS,
        "has_money": any(getattr(box, "unit", "") in MONEY_UNITS for box in form.fields.values()),
    }
    return render(request, "law/calculator.html", context, status=status)
