"""技术转移服务机构: listed, and kept as long as it reports; a missing return warns and then lapses by the clock."""

from datetime import date

import pytest

from jichuang.base.errors import Refused
from jichuang.base.models import JournalRow
from jichuang.hall.chores.reports import watch_reports
from jichuang.hall.declare import Purpose
from jichuang.matters.transfer_body.matter import TRANSFER_BODY as MATTER
from jichuang.registry.reads import entries

ANSWERS = {
    "body": "澄光技术转移中心（演示）", "legal_form": "是", "running_months": "30", "has_site": "是", "only_information": "否", "deals": "12",
    "staff": "10", "college_staff": "9", "technical_staff": "7",
}  # fmt: skip
RETURN = {"deals_year": "14", "amount_year": "3600", "agents_year": "5"}
DUE, LAST = date(2019, 3, 31), date(2019, 6, 29)


def pass_days(journey, *days):
    """The clock comes to each of these days and does its duty."""
    for day in days:
        journey.stand(day)
        watch_reports(day)


def said(verb):
    """How often the journal has it."""
    return JournalRow.objects.filter(verb=verb).count()


def test_a_missing_return_is_asked_for_then_warned_of_then_ends_the_entry(journey):
    journey.whole(MATTER.code, ANSWERS)
    pass_days(journey, date(2019, 1, 1), DUE)
    assert (said("report.ask"), said("report.warn")) == (1, 0)
    pass_days(journey, date(2019, 4, 1), LAST)
    assert said("report.warn") == 1 and entries("tech_transfer_body").in_force(LAST).count() == 1
    pass_days(journey, date(2019, 6, 30))
    assert (
        not entries("tech_transfer_body").in_force(date(2019, 6, 30)).exists() and said("report.lapse") == 1
    )


def test_a_body_that_reported_stays(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    journey.stand(date(2019, 2, 20))
    journey.drive(journey.file(MATTER.code, RETURN, purpose=Purpose.REPORT, source=f"entry:{entry.pk}"))
    pass_days(journey, date(2019, 4, 1), date(2019, 6, 30))
    assert said("report.warn") == 0 and entries("tech_transfer_body").in_force(date(2019, 7, 1)).count() == 1


def test_a_report_is_not_taken_before_its_period_is_over_nor_twice(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    report = {"purpose": Purpose.REPORT, "source": f"entry:{entry.pk}"}
    with pytest.raises(Refused, match="目前没有应报的年度报告"):
        journey.file(MATTER.code, RETURN, **report)
    journey.stand(date(2019, 1, 2))
    journey.drive(journey.file(MATTER.code, RETURN, **report))
    with pytest.raises(Refused, match="目前没有应报的年度报告"):
        journey.file(MATTER.code, RETURN, **report)
