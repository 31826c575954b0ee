"""培训班: opened by a base in force, people enrolled once, presence before closing, certificates on persons, a check that tells only validity."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.codes import resident_id
from jichuang.matters.models import Course, Enrolment, TrainingCertificate
from jichuang.matters.talent_base import certifying, courses, teaching
from jichuang.matters.talent_base.matter import TALENT_BASE as MATTER
from jichuang.matters.talent_base.tests.test_talent_base import ANSWERS
from jichuang.matters.talent_base.trainees import read
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import entries, search_parties
from jichuang.registry.verbs import end_entry
from jichuang.returns.models import Owed
from jichuang.returns.reads.owed import prefilled
from jichuang.returns.verbs import hand_in, open_period, save

PLAN = {
    "title": "第一期初级班", "level": "junior", "hours": 40, "teachers": "钱教授（演示）", "place": "教学楼三层", "seats": 3,
}  # fmt: skip


def number(serial: int) -> str:
    """A resident number of a region that does not exist, with its check character."""
    first = f"13999919900101{serial:03d}"
    return first + resident_id.check_character(first)


def line(serial: int, name: str) -> str:
    return f"{name}；{number(serial)}；1380000{serial:04d}；演示大学"


@pytest.fixture
def base(journey: Any) -> Entry:
    """A listed base of the cast's firm."""
    return journey.whole(MATTER.code, ANSWERS)


@pytest.fixture
def opened(journey: Any, base: Entry) -> Course:
    """A course of five days that begins on 15 October, the clock standing on 8 October."""
    journey.stand(date(2018, 10, 8))
    return teaching.open_course(
        base=base, by=journey.clerk, first_day=date(2018, 10, 15), last_day=date(2018, 10, 19), **PLAN
    )


def taught(journey: Any, course: Course) -> list[Enrolment]:
    """Three people enrolled; two passed, one never came; the course closed on its last day."""
    people = read("\n".join([line(1, "赵一"), line(2, "钱二"), line(3, "孙三")]))
    assert teaching.enrol(course=course, people=people, by=journey.clerk) == 3
    journey.stand(date(2018, 10, 19))
    rows = list(course.enrolments.order_by("id"))
    told = {rows[0].pk: (40, True), rows[1].pk: (36, True), rows[2].pk: (0, False)}
    teaching.record_attendance(course=course, told=told, by=journey.clerk)
    teaching.close_course(course=course, by=journey.clerk)
    return rows


def test_certificates_stand_on_persons_and_move_the_figure(journey, opened):
    rows = taught(journey, opened)
    given = certifying.certify(course=opened, by=journey.clerk)
    assert [(one.number, one.person_id) for one in given] == [
        ("JJ20181900001", rows[0].person_id), ("JJ20181900002", rows[1].person_id),
    ]  # fmt: skip
    on = date(2018, 10, 19)
    assert entries("tech_broker").in_force(on).count() == 2
    entry = Entry.objects.get(register="tech_broker", number=given[0].number)
    assert (entry.name, entry.party, entry.attrs["base"]) == ("赵*", None, opened.base_name)
    with pytest.raises(Refused, match="没有待发证"):
        certifying.certify(course=opened, by=journey.clerk)


def test_the_public_check_tells_validity_alone_and_needs_number_and_name(journey, opened, client):
    taught(journey, opened)
    one = certifying.certify(course=opened, by=journey.clerk)[0]
    page = client.post("/matters/talent-base/check/", {"number": one.number, "name": "赵一"})
    told = page.content.decode()
    assert "有效" in told and opened.base_name not in told and "初级" not in told
    assert courses.standing(one.number, "钱二", date(2018, 10, 20)) == "none"
    journey.stand(date(2018, 11, 5))
    certifying.withdraw_certificate(certificate=one, by=journey.clerk, why="冒名参训")
    assert courses.standing(one.number, "赵一", date(2018, 11, 4)) == "valid"
    assert courses.standing(one.number, "赵一", date(2018, 11, 5)) == "ended"


def test_a_person_is_found_again_by_his_number_and_never_under_another_name(journey, opened, base):
    teaching.enrol(course=opened, people=read(line(1, "赵一")), by=journey.clerk)
    second = teaching.open_course(
        base=base,
        by=journey.clerk,
        first_day=date(2018, 11, 5),
        last_day=date(2018, 11, 9),
        **PLAN | {"title": "二期"},
    )
    assert teaching.enrol(course=second, people=read(line(1, "赵一")), by=journey.clerk) == 1
    assert teaching.enrol(course=second, people=read(line(1, "赵一")), by=journey.clerk) == 0
    assert Party.objects.filter(kind="person").count() == 1
    with pytest.raises(Invalid, match="另一姓名"):
        teaching.enrol(course=second, people=read(line(1, "李四")), by=journey.clerk)
    assert search_parties("赵一") == []


def test_every_faulty_line_of_a_pasted_list_is_named():
    with pytest.raises(Invalid) as caught:
        read(f"赵一；{number(1)[:-1]}0；138；\n；{number(2)}\n钱二；{number(3)}\n钱二；{number(3)}")
    said = [str(one) for one in caught.value.problems]
    assert any(one.startswith("第1行公民身份号码") for one in said) and any(
        "第1行联系电话" in one for one in said
    )
    assert any(one.startswith("第2行姓名") for one in said) and any("不止一次" in one for one in said)
    assert number(3) not in str(said)


def test_a_course_is_not_overfull_not_closed_early_and_not_closed_without_presence(journey, opened):
    with pytest.raises(Refused, match="还剩3个名额"):
        teaching.enrol(
            course=opened, people=read("\n".join(line(at, f"人{at}") for at in range(4))), by=journey.clerk
        )
    teaching.enrol(course=opened, people=read(line(1, "赵一")), by=journey.clerk)
    with pytest.raises(Refused, match="才开班"):
        teaching.record_attendance(course=opened, told={}, by=journey.clerk)
    journey.stand(date(2018, 10, 19))
    with pytest.raises(Refused, match="还有1人没有登记出勤"):
        teaching.close_course(course=opened, by=journey.clerk)
    with pytest.raises(Refused, match="还没有结班"):
        certifying.certify(course=opened, by=journey.clerk)


def test_an_ended_base_opens_no_course_and_a_stranger_none_at_all(journey, base, outsider):
    plan = {**PLAN, "first_day": date(2018, 12, 3), "last_day": date(2018, 12, 4), "base": base}
    with pytest.raises(Refused, match="没有“澄光"):
        teaching.open_course(by=outsider, **plan)
    journey.stand(date(2018, 11, 20))
    end_entry(entry=base, last_day=date(2018, 11, 1), by=None, reason="退出")
    with pytest.raises(Refused, match="不在有效的人才培养基地名录"):
        teaching.open_course(by=journey.clerk, **plan)


def test_names_are_masked_for_officers_until_they_say_why_and_the_journal_never_names(
    journey, opened, client
):
    taught(journey, opened)
    client.force_login(journey.people["province"])
    page = client.get(f"/matters/talent-base/courses/{opened.pk}/").content.decode()
    assert "赵*" in page and "赵一" not in page and "13800000001" not in page
    assert (
        client.post(f"/matters/talent-base/courses/{opened.pk}/people/", {"purpose": ""}).status_code == 422
    )
    page = client.post(
        f"/matters/talent-base/courses/{opened.pk}/people/", {"purpose": "抽查"}
    ).content.decode()
    assert "赵一" in page and "13800000001" in page and number(1) not in page
    reading = JournalRow.objects.get(verb="course.read_people")
    assert "抽查" in reading.summary and reading.actor == f"user:{journey.people['province'].pk}"
    assert not JournalRow.objects.filter(summary__contains="赵一").exists()


def test_the_yearly_return_is_filled_in_from_the_courses_and_refuses_another_number(journey, opened):
    taught(journey, opened)
    certifying.certify(course=opened, by=journey.clerk)
    journey.stand(date(2019, 1, 10))
    open_period(code="talent-base-yearly", period="2018", by=None)
    owed = Owed.objects.get(party=journey.firm)
    held = {key: one["value"] for key, one in prefilled(owed).items()}
    assert held == {"classes_year": 1, "trained_year": 2, "certified_year": 2}
    told = {"classes_year": "1", "trained_year": "3", "certified_year": "2"}
    owed = save(owed=owed, by=journey.clerk, answers=told, revision=owed.revision)
    with pytest.raises(Invalid, match="参训填3人，逐班登记的参训人数2018年度合计2人"):
        hand_in(owed=owed, by=journey.clerk, revision=owed.revision)
    owed = save(owed=owed, by=journey.clerk, answers={"trained_year": "2"}, revision=owed.revision)
    assert hand_in(owed=owed, by=journey.clerk, revision=owed.revision).state == "handed_in"


def test_the_list_of_brokers_is_not_public(journey, opened, client):
    taught(journey, opened)
    certifying.certify(course=opened, by=journey.clerk)
    assert client.get("/registers/tech_broker/").status_code == 403
    entry = Entry.objects.get(register="tech_broker", number="JJ20181900001")
    assert client.get(f"/registers/entries/{entry.pk}/").status_code == 403
    client.force_login(journey.people["province"])
    assert "赵*" in client.get("/registers/tech_broker/").content.decode()
    assert TrainingCertificate.objects.count() == 2
