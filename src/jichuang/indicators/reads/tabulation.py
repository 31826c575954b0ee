"""汇总: the door through which answers of the quarterly survey leave the returns, as tables after statistical secrecy.

Only tabulations may read them (a house test looks at the imports), and nothing here hands out a row.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from jichuang.base.errors import Refused
from jichuang.indicators.bulletin.neighbours import Earlier, Row
from jichuang.indicators.bulletin.tabulating import Axis, tabulate
from jichuang.indicators.models import Bulletin
from jichuang.indicators.terms import BulletinState
from jichuang.matters.hnte_quarterly.report import FIELDS, HNTE_QUARTERLY, SIZES
from jichuang.methods.suppression import Rule
from jichuang.registry.reads import homes, region_name
from jichuang.returns.models import OpenPeriod
from jichuang.returns.reads.surveys import Anonymous, frozen_answers, frozen_pairs, frozen_period, owed_count

SURVEY = HNTE_QUARTERLY.code
SECRECY = Path(__file__).resolve().parents[1] / "data" / "secrecy.toml"
STATUS_WORDS = {"official": "已与原文核对", "unverified": "为本系统设定，未与原文核对"}


@cache
def secrecy() -> dict[str, Any]:
    """The thresholds with their status and citation."""
    with SECRECY.open("rb") as source:
        return tomllib.load(source)


def tabulated(period: str) -> tuple[dict[str, Any], str]:
    """(tables of a frozen quarter as plain data, digest of the frozen returns). Two queries beside the regions,
    and three for each bulletin of the year issued before.

    Raises Refused while the quarter is not frozen, or when fewer units reported than secrecy asks for.
    """
    opened = frozen_period(SURVEY, period)
    if opened is None:
        raise Refused("这一季度还没有冻结，不能汇总。", remedy="请在审核完毕后冻结本期。", conflict=True)
    rule = secrecy()
    rows = [(one.home, one.answers) for one in frozen_answers(opened)]
    if len(rows) < rule["fewest"]:
        raise Refused(
            f"本季只有{len(rows)}家计入，按统计保密要求不能汇总发布。",
            remedy="请先催报、补报。",
            conflict=True,
        )
    on, when, survey = opened.roster_on, opened.when, opened.survey
    places = tuple((one.code, one.name) for one in homes(on))
    axes = (
        Axis("home", "地区", "", places),
        Axis("field", "技术领域", "field", FIELDS),
        Axis("size", "规模", "size", SIZES),
    )
    province = str(settings.PROVINCE)
    code = f"{province:0<6}"
    secret = Rule(rule["fewest"], rule["dominant"], rule["room"])
    tables = tabulate(rows, axes, secret, _earlier(opened, when.first.year))
    words = {key: rule[key] for key in ("fewest", "dominant")} | {
        "status_words": STATUS_WORDS[rule["status"]]
    }
    return {
        "survey": opened.declaration.title, "code": SURVEY, "period": when.code, "year": when.first.year,
        "number": when.number, "quarter": when.title, "roster": owed_count(opened),
        "marks": [list(line) for line in survey.lines] if survey else [],
        "rule": words, "province": code, "province_name": region_name(code, on), **tables,
    }, opened.digest  # fmt: skip


def _earlier(opened: OpenPeriod, year: int) -> list[Earlier]:
    """Every bulletin of the year issued so far, whichever quarter's: sums since 1 January of one year can be subtracted."""
    rows = Bulletin.objects.filter(survey=SURVEY, state=BulletinState.ISSUED, period__startswith=str(year))
    found = []
    for one in rows.select_related("snapshot").order_by("period"):
        then = frozen_period(SURVEY, one.period)
        if then is not None:
            pairs = [(_row(before), _row(now)) for before, now in frozen_pairs(then, opened)]
            found.append(Earlier(one.snapshot.data, pairs))
    return found


def _row(one: Anonymous | None) -> Row | None:
    return None if one is None else (one.home, one.answers)
