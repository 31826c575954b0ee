"""演示季报: invented answers of every certified firm, the same on every load, and the bulletins of two quarters.

The figures are nobody's: they follow from the demonstration code of a firm and the number of the quarter.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.indicators import verbs as statistics
from jichuang.matters.hnte_quarterly.report import FIELDS, HNTE_QUARTERLY
from jichuang.registry.reads import party_by_code
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk, register_party
from jichuang.returns import verbs as returns
from jichuang.returns.models import OpenPeriod, Owed

CODE = HNTE_QUARTERLY.code
SOURCE = "演示：各市汇总报入"
FIELD_WEIGHTS = (20, 12, 2, 17, 13, 8, 10, 30)
PART_OF_YEAR = {1: 0.22, 2: 0.47, 3: 0.72, 4: 1.0}
LATE = 40
"""One firm in so many has not reported."""
Progress = Callable[[int, int, str], None]


def answers_of(subject: str, number: int) -> dict[str, object]:
    """What the firm under this code reports for the first `number` quarters of 2018, in stored form."""
    dice = random.Random(subject)
    staff = min(9000, max(6, int(dice.lognormvariate(4.1, 0.95))))
    part = PART_OF_YEAR[number] * dice.uniform(0.97, 1.03)
    income = int(staff * dice.uniform(380, 980) * part)
    rise = 1 + max(-0.6, dice.gauss(0.095, 0.16))
    margin, tax, research = dice.gauss(0.062, 0.05), dice.uniform(0.02, 0.07), dice.uniform(0.032, 0.09)
    output = int(income * dice.uniform(0.98, 1.12))
    added = int(output * dice.uniform(0.2, 0.34))
    exports = int(income * dice.uniform(0.01, 0.06) / 6.6) if dice.random() < 0.22 else 0
    hitech = int(income * dice.uniform(0.62, 0.95))
    size = "large" if staff >= 1000 else "medium" if staff >= 300 else "small" if staff >= 20 else "micro"

    def before(value: int, swing: float = 0.04) -> int:
        return int(value / (rise * (1 + dice.uniform(-swing, swing))))

    totals = {
        "output": output, "value_added": added, "income": income, "profit": int(income * margin),
        "taxes": int(income * tax), "exports": exports, "rd": int(income * research),
    }  # fmt: skip
    return {
        "industry": "C4024",
        "field": dice.choices([key for key, _ in FIELDS], FIELD_WEIGHTS)[0],
        "size": size,
        "park": dice.choices(["national", "provincial", "other", "none"], [22, 30, 18, 30])[0],
        "above_scale": income > 20_000 * part,
        "listed": dice.random() < 0.03,
        "rd_body": dice.random() < 0.46,
        "staff": staff,
        "rd_staff": max(1, int(staff * dice.uniform(0.11, 0.28))),
        "assets": int(income / part * dice.uniform(0.8, 1.9)),
        **totals,
        **{f"{key}_before": before(value) for key, value in totals.items()},
        "tech_income": int(income * dice.uniform(0, 0.04)),
        "hitech_income": hitech,
        "new_income": int(hitech * dice.uniform(0.2, 0.6)),
        "relief": int(income * 0.006),
    }


def is_late(subject: str) -> bool:
    """Whether the firm is one of those that do not report in time."""
    return int(subject[8:17], 36) % LATE == 0


def load_quarter(period: str, users: dict[str, User], *, all_but: int = LATE) -> OpenPeriod:
    """Opens a quarter and lets the cities hand in what their firms reported; one in `all_but` is late."""
    by = users["statistician"]
    opened = returns.open_period(code=CODE, period=period, by=by)
    subjects = opened.owed.values_list("subject", flat=True)
    number = opened.when.number
    answers = {one: answers_of(one, number) for one in subjects if int(one[8:17], 36) % all_but}
    returns.load_returns(period=opened, answers=answers, source=SOURCE, by=by)
    return opened


def load_bulletins(*, users: dict[str, User], until: date, progress: Progress) -> None:
    """The approval, two quarters reported, frozen and issued, a third one under way; each on its own day."""
    scenes = list(_scenes(users))
    for at, (day, scene) in enumerate(scenes, start=1):
        if day > until:
            break
        clock.set_demonstration_day(day)
        scene()
        progress(at, len(scenes), "演示统计季报与公报")


def _scenes(users: dict[str, User]) -> Iterator[tuple[date, Callable[[], None]]]:
    yield date(2018, 3, 26), lambda: _approve(users)
    yield date(2018, 4, 12), lambda: _report("2018Q1", users)
    yield date(2018, 4, 19), lambda: _freeze("2018Q1", users)
    yield date(2018, 4, 25), lambda: _issue("2018Q1", "冀科统〔2018〕1号", users)
    yield date(2018, 7, 11), lambda: _report("2018Q2", users)
    yield date(2018, 7, 18), lambda: _freeze("2018Q2", users)
    yield date(2018, 7, 18), lambda: _clerk(users)
    yield date(2018, 7, 25), lambda: _issue("2018Q2", "冀科统〔2018〕2号", users)
    yield date(2018, 10, 12), lambda: _under_way("2018Q3", users)


def _approve(users: dict[str, User]) -> None:
    returns.record_approval(
        code=CODE, table="演示统01表", body="河北省科学技术厅（演示）", approval="演示统制〔2018〕1号",
        valid_to=date(2020, 3, 31), by=users["statistician"],
    )  # fmt: skip


def _report(period: str, users: dict[str, User]) -> None:
    load_quarter(period, users)


def _under_way(period: str, users: dict[str, User]) -> None:
    load_quarter(period, users, all_but=3)


def _freeze(period: str, users: dict[str, User]) -> None:
    returns.freeze(period=OpenPeriod.objects.get(code=CODE, period=period), by=users["statistician"])


def _issue(period: str, number: str, users: dict[str, User]) -> None:
    by, other = users["statistician"], users["statistician2"]
    made = statistics.draft_bulletin(period=period, by=by)
    made = statistics.review_bulletin(bulletin=made, agree=True, note="", by=other, revision=made.revision)
    statistics.issue_bulletin(bulletin=made, number=number, by=other, revision=made.revision)


def _clerk(users: dict[str, User]) -> None:
    """One firm of the roster in 石家庄 is registered, and its clerk fills in the next quarters on the page."""
    rows = Owed.objects.filter(
        period__code=CODE, period__period="2018Q2", home="130100", frozen__isnull=False
    )
    row = rows.filter(party__isnull=True).order_by("subject").first()
    if row is None:
        return
    party = party_by_code(row.subject) or register_party(
        name=row.name, credit_code=row.subject, region=row.region, established_on=date(2012, 5, 8),
        industry_code="C4024", legal_person="（演示）", source="演示：企业登记信息", as_of=date(2018, 7, 18),
        demonstration=True, by=None,
    )  # fmt: skip
    authorise_clerk(
        party=party,
        user=users["filer"],
        scope=Scope.ACCEPTOR,
        valid_from=date(2018, 7, 18),
        basis="演示授权书",
        by=None,
    )
