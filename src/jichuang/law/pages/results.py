"""What a result page shows: the sentence, the smallest change, the amounts with their documents, every finding, what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from jichuang import policy
from jichuang.base import clock
from jichuang.law.pages.common import Crumb, crumbs
from jichuang.law.reads import provisions, sheets
from jichuang.law.slips import unit_slips
from jichuang.law.topics import LEADING
from jichuang.policy import Policy

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
        "slips": unit_slips(one, result.facts, money),
        "on": result.on,
        "of_year": result.facts.get(one.law_of.key) if one.law_of else None,
        "known": result.known,
        "token": token,
        "here": here,
        "link": request.build_absolute_uri(f"{here}?s={token}") if token else "",
        "matters": [(matter, matter.open_on(today)) for matter in provisions.uses(one.id)],
    }


def _headline(result: policy.Result, said: str, lines: list[sheets.Line]) -> str:
    """The sentence, with what it comes to: 可以加计扣除：加计扣除额 180 万元，少缴企业所得税 45 万元."""
    told = [f"{line.title} {line.text}" for line in lines if line.key in LEADING and line.text not in NOTHING]
    return f"{said}：{'，'.join(told)}" if told and result.verdict == "pass" else said
