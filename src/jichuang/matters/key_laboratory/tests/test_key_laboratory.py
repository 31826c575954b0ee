"""省重点实验室: listed by name, merged without touching the year's increase, evaluated after three years."""

from datetime import date, timedelta

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.hall.declare import Purpose
from jichuang.hall.errors import NotPassed
from jichuang.matters.building import watch_building
from jichuang.matters.key_laboratory.matter import KEY_LABORATORY as MATTER
from jichuang.registry.reads import entries

ANSWERS = {
    "name": "河北省气体传感重点实验室（演示）", "kind": "discipline", "field": "敏感材料", "head": "江某（演示）", "basic_research": "是",
    "projects_done": "是", "fixed_staff": "30", "host_staff": "24", "overlapping": "否", "area": "1500", "equipment": "1600",
}  # fmt: skip


def test_a_host_may_have_two_laboratories_each_under_its_own_name(journey):
    one = journey.whole(MATTER.code, ANSWERS)
    two = journey.whole(MATTER.code, {**ANSWERS, "name": "河北省微纳器件重点实验室（演示）"})
    assert (one.number, two.number) == ("SZ2018900001", "SZ2018900002") and two.attrs[
        "host"
    ] == journey.firm.name


@pytest.mark.parametrize(("fixed", "verdict"), [("25", "pass"), ("24", "fail")])
def test_the_bar_of_fixed_staff_is_the_laws(journey, fixed, verdict):
    answers = {**ANSWERS, "fixed_staff": fixed, "host_staff": "20"}
    if verdict == "pass":
        assert journey.file(MATTER.code, answers).findings["verdict"] == "pass"
    else:
        with pytest.raises(NotPassed, match="固定人员"):
            journey.file(MATTER.code, answers)


def test_a_merged_laboratory_leaves_the_level_and_stays_in_the_years_increase(journey):
    one = journey.whole(MATTER.code, ANSWERS)
    two = journey.whole(MATTER.code, {**ANSWERS, "name": "河北省微纳器件重点实验室（演示）"})
    merge = {"kind": "merge", "into": one.number}
    journey.drive(journey.file(MATTER.code, merge, purpose=Purpose.CHANGE, source=f"entry:{two.pk}"))
    register = entries("key_laboratory")
    assert register.in_force(date(2018, 12, 31)).get().number == one.number
    assert register.started_between(date(2018, 1, 1), date(2018, 12, 31)).count() == 2
    with pytest.raises(Refused, match="没有找到贵单位名下"):
        journey.file(MATTER.code, merge, purpose=Purpose.CHANGE, source=f"entry:{two.pk}")


def test_a_laboratory_is_built_reminded_and_accepted_on_dated_days(journey, client):
    entry = journey.whole(MATTER.code, ANSWERS)
    begun = entry.valid_from
    until = date(begun.year + 2, begun.month, begun.day) - timedelta(days=1)
    assert (entry.attrs["stage"], entry.attrs["build_until"]) == ("建设期", until.isoformat())
    reminders = [
        watch_building(day) for day in (until - timedelta(days=60), until, until + timedelta(days=1))
    ]
    assert reminders == [1, 0, 1], "sixty days before, and the day after"
    told = {"kind": "accept", "results": "三项建设任务全部完成"}
    journey.drive(journey.file(MATTER.code, told, purpose=Purpose.CHANGE, source=f"entry:{entry.pk}"))
    now = entries("key_laboratory").in_force(clock.today()).get()
    assert (now.number, now.valid_from, now.attrs["stage"]) == (entry.number, begun, "已验收")
    page = client.get(f"/registers/entries/{now.pk}/").content.decode()
    assert "建设期至" in page and now.attrs["accepted_on"] in page
    again = journey.file(MATTER.code, told, purpose=Purpose.CHANGE, source=f"entry:{now.pk}")
    with pytest.raises(Refused, match="不在建设期"):
        journey.drive(again)


def test_an_acceptance_says_what_was_built(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    with pytest.raises(Invalid, match="没有写建设任务完成情况"):
        journey.file(MATTER.code, {"kind": "accept"}, purpose=Purpose.CHANGE, source=f"entry:{entry.pk}")
