"""Two quarters' bulletins side by side: what one firm did in the second quarter cannot be had by subtraction."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.indicators import verbs
from jichuang.indicators.reads.tabulation import tabulated
from jichuang.indicators.tests.quarters import answers_of
from jichuang.matters.hnte_quarterly.report import HNTE_QUARTERLY
from jichuang.returns import verbs as returns

TANGSHAN = range(22, 35)
"""Numbers of the thirteen firms there."""
LONE = 25
"""The only one of them with business in the second quarter."""


def freeze(period: str, on: date, roster, by, answers):
    clock.set_demonstration_day(on.replace(day=3))
    opened = returns.open_period(code=HNTE_QUARTERLY.code, period=period, by=by, due_on=on.replace(day=16))
    told = {subject: answers(at, field) for subject, (at, field) in roster.items()}
    returns.load_returns(period=opened, answers=told, source="演示", by=by)
    clock.set_demonstration_day(on)
    return returns.freeze(period=opened, by=by)


def issue(period: str, number: str, statisticians):
    by, other = statisticians
    made = verbs.draft_bulletin(period=period, by=by)
    made = verbs.review_bulletin(bulletin=made, agree=True, note="", by=other, revision=made.revision)
    return verbs.issue_bulletin(bulletin=made, number=number, by=other, revision=made.revision)


@pytest.fixture
def quarters(roster, statisticians):
    """2018Q1 and 2018Q2 frozen; in 唐山 one firm alone went on, everywhere else all did."""
    by = statisticians[0]
    returns.record_approval(
        code=HNTE_QUARTERLY.code, table="试统01表", body="河北省科学技术厅", approval="试统制〔2018〕1号",
        valid_to=date(2020, 3, 31), by=by,
    )  # fmt: skip

    def first(at: int, field: str) -> dict[str, object]:
        return answers_of(at, field, 2 if at in TANGSHAN and at != LONE else 1)

    def second(at: int, field: str) -> dict[str, object]:
        return answers_of(at, field, 2)

    freeze("2018Q1", date(2018, 4, 18), roster, by, first)
    freeze("2018Q2", date(2018, 7, 18), roster, by, second)
    return statisticians


def income(data, code: str):
    return next(row["cells"]["income"] for row in data["tables"][0]["rows"] if row["code"] == code)


def test_the_sum_of_a_city_where_one_firm_alone_went_on_stays_secret_once_the_first_quarter_is_out(quarters):
    alone, _ = tabulated("2018Q2")
    assert income(alone, "130200")["mark"] == "open"
    clock.set_demonstration_day(date(2018, 7, 18))
    issue("2018Q1", "冀科统〔2018〕1号", quarters)
    beside, _ = tabulated("2018Q2")
    assert income(beside, "130200") == {"now": None, "before": None, "mark": "secondary"}
    hidden = [row["code"] for row in beside["tables"][0]["rows"] if row["cells"]["income"]["mark"] != "open"]
    assert len(hidden) > 1, "a single hidden city would follow from the total"
    assert beside["total"]["income"]["mark"] == "open"


def test_no_open_difference_of_two_issued_bulletins_is_one_firms(quarters):
    first = issue("2018Q1", "冀科统〔2018〕1号", quarters).snapshot.data
    second = issue("2018Q2", "冀科统〔2018〕2号", quarters).snapshot.data
    done = {
        key: answers_of(LONE, "it", 2)[key] - answers_of(LONE, "it", 1)[key]
        for key in ("income", "rd", "taxes")
    }
    for then, now in zip(first["tables"], second["tables"], strict=True):
        for before, after in zip(then["rows"], now["rows"], strict=True):
            for key, difference in done.items():
                pair = before["cells"][key]["now"], after["cells"][key]["now"]
                assert None in pair or pair[1] - pair[0] != difference, (then["key"], before["code"], key)
