"""技术转移服务机构: listed, and kept as long as it reports; missing quarters warn and then end the entry by the clock."""

from datetime import date

from jichuang.base.models import JournalRow
from jichuang.matters.transfer_body.matter import TRANSFER_BODY as MATTER
from jichuang.registry.reads import entries
from jichuang.returns import verbs
from jichuang.returns.chores import DUTIES
from jichuang.returns.models import Consequence, Owed

ANSWERS = {
    "body": "澄光技术转移中心（演示）", "legal_form": "是", "running_months": "30", "has_site": "是", "only_information": "否", "deals": "12",
    "staff": "10", "college_staff": "9", "technical_staff": "7",
}  # fmt: skip
QUARTER = {
    "deals": "4", "hebei_deals": "3", "amount": "900", "income": "60", "service_income": "50", "other_income": "10", "staff": "10",
    "agents": "5",
}  # fmt: skip
OPENINGS = (date(2018, 10, 8), date(2019, 1, 2), date(2019, 4, 1), date(2019, 7, 1))
LATE = (date(2018, 11, 20), date(2019, 2, 28), date(2019, 5, 31), date(2019, 8, 30))


def pass_days(journey, *days):
    """The clock comes to each of these days and does its duties."""
    for day in days:
        journey.stand(day)
        for duty in DUTIES.values():
            duty(day)


def in_force(day):
    return entries("tech_transfer_body").in_force(day).exists()


def test_a_missing_quarter_is_warned_of_and_the_fourth_ends_the_entry(journey):
    journey.whole(MATTER.code, ANSWERS)
    pass_days(journey, OPENINGS[0], LATE[0])
    assert list(Consequence.objects.values_list("key", flat=True)) == ["warning"] and in_force(LATE[0])
    for opening, late in zip(OPENINGS[1:3], LATE[1:3], strict=True):
        pass_days(journey, opening, late)
    assert in_force(LATE[2]), "three quarters are missing"
    pass_days(journey, OPENINGS[3], LATE[3])
    assert not in_force(LATE[3])
    assert JournalRow.objects.filter(verb="return.consequence", summary__contains="移出名录").exists()


def test_a_body_that_reported_one_of_four_stays(journey):
    journey.whole(MATTER.code, ANSWERS)
    pass_days(journey, OPENINGS[0])
    owed = Owed.objects.get(party=journey.firm)
    owed = verbs.save(owed=owed, by=journey.clerk, answers=QUARTER, revision=owed.revision)
    verbs.hand_in(owed=owed, by=journey.clerk, revision=owed.revision)
    pass_days(journey, LATE[0], *(day for pair in zip(OPENINGS[1:], LATE[1:], strict=True) for day in pair))
    assert in_force(LATE[3]) and Consequence.objects.filter(key="lapse").count() == 0
