"""What a result page shows: the sentence, the smallest change, the amounts with their documents, every finding, what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from jichuang import policy
from jichuang.base import clock
from jichuang.law.pages.common import Crumb, crumbs, person
from jichuang.law.reads import provisions, sheets
from jichuang.law.reads.holdings import facts_of, holdings
from jichuang.law.slips import unit_slips
from jichuang.law.topics import LEADING
from jichuang.policy import Policy
from jichuang.registry.reads import parties_of

NOTHING = ("", "0 元")


def context(
    request: HttpRequest, one: Policy, result: policy.Result, *, money: str, token: str
) -> dict[str, Any]:
    """Everything `law/result.html` needs."""
    own = reverse("law:policy", args=[one.id])
    here = reverse("law:calculator", args=[one.id])
    today, words, lines = clock.today(), policy.explain(result), sheets.lines(result)
    return {
        "policy": one,
        "crumbs": crumbs(Crumb(one.title, own), Crumb("政策计算器", here), Crumb("结果")),
        "result": result,
        "words": words,
        "headline": _headline(result, words.headline, lines),
        "lines": lines,
        "slips": unit_slips(one, result.facts, money, _held(request, one)),
        "on": result.on,
        "of_year": result.facts.get(one.law_of.key) if one.law_of else None,
        "known": result.known,
        "token": token,
        "here": here,
        "link": request.build_absolute_uri(f"{here}?s={token}") if token else "",
        "matters": [(matter, matter.open_on(today)) for matter in provisions.uses(one.id)],
    }


def _held(request: HttpRequest, one: Policy) -> dict[str, Any]:
    """What the register holds of the reader's own enterprise, to warn of a slip by 10,000; nothing for a visitor."""
    user, today = person(request), clock.today()
    own = parties_of(user, today) if user else []
    return facts_of(one, holdings(own[0], today))[0] if len(own) == 1 else {}


def _headline(result: policy.Result, said: str, lines: list[sheets.Line]) -> str:
    """The sentence, with what it comes to: 可以加计扣除：加计扣除额 180 万元，少缴企业所得税 45 万元."""
    told = [f"{line.title} {line.text}" for line in lines if line.key in LEADING and line.text not in NOTHING]
    return f"{said}：{'，'.join(told)}" if told and result.verdict == "pass" else said
