"""A province of invented certified firms, a quarter of the survey reported and frozen, and two statisticians."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.clock import SHANGHAI
from jichuang.codes import credit_code
from jichuang.matters.hnte_quarterly.report import HNTE_QUARTERLY
from jichuang.registry.terms import Role
from jichuang.registry.verbs import EntryRow, appoint, load_entries, register_department
from jichuang.returns import verbs
from jichuang.returns.models import OpenPeriod

__all__ = ["frozen", "roster", "statisticians"]
FIRMS = (
    # (home, county, field, how many); 秦皇岛 has one aerospace firm, 承德 one firm in all
    ("130100", "130108", "it", 9),
    ("130100", "130108", "materials", 7),
    ("130100", "130108", "bio", 6),
    ("130200", "130202", "materials", 8),
    ("130200", "130202", "it", 5),
    ("130300", "130302", "aero", 1),
    ("130300", "130302", "it", 4),
    ("130300", "130302", "bio", 5),
    ("130800", "130802", "bio", 1),
)
BODY = "DEM{:05d}"


def people(*names: str) -> list[User]:
    """Accounts that hold nothing yet."""
    return [User.objects.create_user(name, "x", name=name, email=f"{name}@example.test") for name in names]


def answers_of(at: int, field: str, number: int = 2) -> dict[str, object]:
    """Stored answers of the firm with this number: sums grow with it, the last year was a tenth less."""
    income = 10_000 + 731 * at
    totals = {
        "output": income + 100, "value_added": income // 4, "income": income, "profit": 400 - 37 * at,
        "taxes": income // 20, "exports": 50 if at % 4 else 0, "rd": income // 18,
    }  # fmt: skip
    return {
        "industry": "C4024", "field": field, "size": ("small", "medium", "micro")[at % 3], "park": "none",
        "above_scale": at % 2 == 0, "listed": False, "rd_body": True, "staff": 40 + at, "rd_staff": 5, "assets": income,
        **{key: value * number // 2 for key, value in totals.items()},
        **{f"{key}_before": value * 9 // 10 * number // 2 for key, value in totals.items()},
        "tech_income": 1, "hitech_income": income // 2, "new_income": 1, "relief": 0,
    }  # fmt: skip


@pytest.fixture
def statisticians(settings, db):
    """(who drafts, who reviews), of 河北省科学技术厅."""
    settings.DEMONSTRATION = True
    clock.set_demonstration_day(date(2018, 7, 3))
    office = register_department(
        code="SKJT", name="河北省科学技术厅", short="省科技厅", level="province", region="130000", by=None
    )
    found = people("counter", "checker")
    for user in found:
        appoint(user=user, role=Role.STATISTICIAN, department=office, valid_from=date(2018, 1, 2), by=None)
    return found


@pytest.fixture
def roster(statisticians):
    """Subjects with their fields, by number, all certified since 2017."""
    rows, fields = [], {}
    for home, county, field, count in FIRMS:
        for _ in range(count):
            subject = credit_code.make(county, BODY.format(len(rows) + 1))
            fields[subject] = (len(rows), field)
            rows.append(
                EntryRow(
                    subject=subject,
                    name=f"演示企业{len(rows)}（演示）",
                    region=county,
                    home=home,
                    valid_from=date(2017, 10, 1),
                    valid_to=date(2020, 9, 30),
                    number=f"GR2017139{len(rows):05d}",
                    basis="演示",
                    source="演示",
                    recorded_at=datetime.combine(date(2017, 10, 1), time(9), SHANGHAI),
                )  # fmt: skip
            )
    load_entries("hnte", rows, None, source="演示")
    return fields


def reported(period: str, roster, by, due: date) -> OpenPeriod:
    """Opens a quarter and loads every return."""
    opened = verbs.open_period(code=HNTE_QUARTERLY.code, period=period, by=by, due_on=due)
    answers = {subject: answers_of(at, field, opened.when.number) for subject, (at, field) in roster.items()}
    verbs.load_returns(period=opened, answers=answers, source="演示", by=by)
    return opened


@pytest.fixture
def frozen(roster, statisticians):
    """2018Q2, every return accepted and frozen on 2018-07-18."""
    by = statisticians[0]
    verbs.record_approval(
        code=HNTE_QUARTERLY.code, table="试统01表", body="河北省科学技术厅", approval="试统制〔2018〕1号",
        valid_to=date(2020, 3, 31), by=by,
    )  # fmt: skip
    opened = reported("2018Q2", roster, by, date(2018, 7, 16))
    clock.set_demonstration_day(date(2018, 7, 18))
    return verbs.freeze(period=opened, by=by)
