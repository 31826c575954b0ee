"""咨询与催办: who may, which desk answers, the five-day clock, once in three working days, the mark at the holder's desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Message, MessageKind
from jichuang.hall import reads, verbs
from jichuang.hall.bundles import gathering
from jichuang.hall.chores import watch_enquiries
from jichuang.hall.models import CaseEvent, Enquiry, Task
from jichuang.hall.reads import enquiries as asked
from jichuang.hall.terms import EventKind, Light
from jichuang.hall.tests.cast import BEGIN, enterprise, fill, person, send
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk

QUESTION = "研发费用辅助账要不要盖章？"


@pytest.fixture
def question(submitted_case, preparer, city_officer):
    return verbs.ask(case=submitted_case, by=preparer, text=QUESTION)


def test_a_question_goes_to_the_desk_that_holds_the_case_and_is_due_in_five_working_days(
    question, city_officer, city_colleague, langfang_officer, province_officer
):
    assert asked.desk_title(question) == "石家庄市科技局" and question.due_on == date(2018, 9, 10)
    assert list(asked.desk_enquiries(city_officer, date(2018, 9, 3))) == [question]
    assert not asked.desk_enquiries(langfang_officer, date(2018, 9, 3))
    assert not asked.desk_enquiries(province_officer, date(2018, 9, 3))
    assert Message.objects.filter(user=city_officer, kind=MessageKind.DUTY, subject="收到咨询").count() == 1


def test_after_the_city_has_passed_it_on_the_province_is_asked(waiting_case, clerk, province_officer):
    row = verbs.ask(case=waiting_case, by=clerk, text=QUESTION)
    assert list(asked.desk_enquiries(province_officer, date(2018, 9, 3))) == [row]


def test_the_answer_is_told_journalled_on_the_timeline_and_given_once(
    question, city_officer, city_colleague, preparer, submitted_case
):
    row = verbs.answer(enquiry=question, by=city_officer, text="不用，电子件即可。")
    assert row.answered_by == city_officer
    told = Message.objects.get(user=preparer, kind=MessageKind.REPLY)
    assert "不用，电子件即可。" in told.body and told.subject_ref == f"case:{submitted_case.number}"
    kinds = list(CaseEvent.objects.filter(case=submitted_case, public=True).values_list("kind", flat=True))
    assert kinds[-2:] == [EventKind.ASKED, EventKind.ANSWERED]
    assert JournalRow.objects.filter(verb="enquiry.answer", summary__contains="电子件即可").exists()
    with pytest.raises(Refused, match="已由韩梅（演示）答复") as second:
        verbs.answer(enquiry=question, by=city_colleague, text="要盖章。")
    assert second.value.conflict


@pytest.mark.parametrize("who", ["outsider", "other_clerk", "langfang_officer", "province_officer", "clerk"])
def test_only_the_desk_asked_may_answer(question, who, request):
    with pytest.raises(Refused):
        verbs.answer(enquiry=question, by=request.getfixturevalue(who), text="可以。")
    question.refresh_from_db()
    assert question.answered_at is None


@pytest.mark.parametrize("who", ["outsider", "other_clerk", "city_officer", "auditor", "leader"])
def test_only_parties_to_the_case_may_ask_and_urge(submitted_case, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(Refused, match="没有“澄光传感"):
        verbs.ask(case=submitted_case, by=user, text=QUESTION)
    with pytest.raises(Refused, match="没有“澄光传感") as refusal:
        verbs.urge(case=submitted_case, by=user)
    assert not refusal.value.conflict and not Enquiry.objects.exists()


def test_a_viewer_may_look_but_not_ask(submitted_case, firm, outsider):
    authorise_clerk(party=firm, user=outsider, by=None, scope=Scope.VIEWER, valid_from=date(2018, 1, 1))
    with pytest.raises(Refused, match="需要“填报”"):
        verbs.ask(case=submitted_case, by=outsider, text=QUESTION)


def test_a_question_for_another_desk_is_passed_on_with_its_day(
    question, city_officer, province_officer, langfang_officer
):
    with pytest.raises(Invalid, match="为什么转交"):
        verbs.pass_on_enquiry(enquiry=question, by=city_officer, to="province", why=" ")
    with pytest.raises(Invalid, match="另一个岗位"):
        verbs.pass_on_enquiry(enquiry=question, by=city_officer, to="city_tax", why="税务问题")
    with pytest.raises(Refused):
        verbs.pass_on_enquiry(enquiry=question, by=langfang_officer, to="province", why="不归我")
    row = verbs.pass_on_enquiry(enquiry=question, by=city_officer, to="province", why="公示的问题")
    assert row.due_on == date(2018, 9, 10) and asked.desk_title(row) == "省科技厅"
    assert not asked.desk_enquiries(city_officer, date(2018, 9, 3))
    assert Message.objects.filter(user=province_officer, subject="转来咨询").count() == 1
    with pytest.raises(Refused):
        verbs.answer(enquiry=row, by=city_officer, text="我来答。")
    verbs.answer(enquiry=row, by=province_officer, text="公示期十个工作日。")


def test_an_empty_question_and_a_fourth_open_one_are_refused_with_what_would_be_right(submitted_case, clerk):
    with pytest.raises(Invalid, match="请写5至1000字"):
        verbs.ask(case=submitted_case, by=clerk, text=" 在吗 ")
    for n in range(3):
        verbs.ask(case=submitted_case, by=clerk, text=f"{QUESTION}{n}")
    with pytest.raises(Invalid, match="已有3个问题在等答复"):
        verbs.ask(case=submitted_case, by=clerk, text=QUESTION)


def test_before_applying_a_unit_asks_its_own_desk_and_a_person_without_one_the_province(
    firm, clerk, outsider, city_officer, province_officer
):
    unit = verbs.ask_about(matter="trial-evaluation", by=clerk, text=QUESTION, party=firm)
    alone = verbs.ask_about(matter="trial-evaluation", by=outsider, text=QUESTION)
    assert (asked.desk_title(unit), asked.desk_title(alone)) == ("石家庄市科技局", "省科技厅")
    verbs.answer(enquiry=unit, by=city_officer, text="不用。")
    assert Message.objects.get(user=clerk, kind=MessageKind.REPLY).subject == "试验评价：咨询已答复"
    with pytest.raises(Refused):
        verbs.ask_about(matter="trial-evaluation", by=outsider, text=QUESTION, party=firm)


def test_the_clock_turns_yellow_then_red_and_tells_the_desk_once_for_each(
    question, city_officer, leader, stand
):
    told = Message.objects.filter(user=city_officer, subject__startswith="咨询答复")
    assert watch_enquiries(date(2018, 9, 6)) == 0
    assert watch_enquiries(date(2018, 9, 7)) == 1 and watch_enquiries(date(2018, 9, 7)) == 0
    assert asked.waiting_enquiries(city_officer, date(2018, 9, 7)).soon == 1
    assert watch_enquiries(date(2018, 9, 11)) == 1
    question.refresh_from_db()
    assert question.light == Light.RED and told.count() == 2
    assert [row.subject for row in Message.objects.filter(user=leader)] == ["咨询答复超期：试验评价"]
    assert asked.waiting_enquiries(city_officer, date(2018, 9, 11)).late == 1


def test_the_audit_bundle_holds_the_whole_question_and_answer(question, city_officer, submitted_case):
    verbs.answer(enquiry=question, by=city_officer, text="不用，电子件即可。" * 40)
    (row,) = gathering.case_facts(submitted_case)["enquiries"]
    assert row["text"] == QUESTION and len(row["answer"]) == 360, "the timeline alone would cut it"


def test_an_answer_without_words_cannot_be_stored(question, city_officer):
    with pytest.raises(Invalid):
        verbs.answer(enquiry=question, by=city_officer, text=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=question.pk).update(answered_by=city_officer)


def test_urging_is_possible_again_on_the_third_working_day_and_the_refusal_names_it(
    submitted_case, clerk, preparer, city_officer, stand
):
    verbs.urge(case=submitted_case, by=preparer, note="月底要投标")
    for day in (date(2018, 9, 3), date(2018, 9, 5)):
        stand(day)
        with pytest.raises(Refused, match="3个工作日内只能催办一次") as refusal:
            verbs.urge(case=submitted_case, by=clerk)
        assert "2018年09月06日" in refusal.value.remedy and refusal.value.conflict
    stand(date(2018, 9, 6))
    verbs.urge(case=submitted_case, by=clerk)
    assert asked.urged(submitted_case).times == 2
    assert Message.objects.filter(user=city_officer, subject=f"催办：{submitted_case.number}").count() == 2
    assert CaseEvent.objects.filter(case=submitted_case, kind=EventKind.URGED, public=True).count() == 2


def test_the_mark_is_in_the_list_until_the_desk_has_acted(submitted_case, clerk, city_officer):
    def marks():
        rows = reads.desk_cases(city_officer, "unclaimed", date(2018, 9, 3)) | reads.desk_cases(
            city_officer, "supplement", date(2018, 9, 3)
        )
        return [line.urged_on for line in reads.lines(rows.values_list(*reads.COLUMNS))]

    verbs.urge(case=submitted_case, by=clerk)
    assert marks() == [date(2018, 9, 3)] and asked.urged(submitted_case)
    verbs.return_for_supplement(
        case=submitted_case, by=city_officer, items=[("field", "rd_expense", "请核对")]
    )
    submitted_case.refresh_from_db()
    assert marks() == [None] and asked.urged(submitted_case) is None
    with pytest.raises(Refused, match="正在贵单位手里"):
        verbs.urge(case=submitted_case, by=clerk)


def test_what_cannot_be_hurried_says_why(draft, posted, waiting_case, clerk):
    waiting_case.refresh_from_db()
    with pytest.raises(Refused, match="公示期由规定确定"):
        verbs.urge(case=waiting_case, by=clerk)


def test_a_word_between_does_not_take_undo_from_the_officer(submitted_case, clerk, city_officer):
    verbs.accept_complete(case=submitted_case, by=city_officer)
    submitted_case.refresh_from_db()
    verbs.ask(case=submitted_case, by=clerk, text=QUESTION)
    assert verbs.may_undo(city_officer, submitted_case)
    assert Task.objects.filter(case=submitted_case, urged_on__isnull=False).count() == 0


def test_an_urged_case_comes_first_among_the_equally_urgent_and_not_before_the_overdue(
    submitted_case, clerk, city_officer
):
    other = enterprise(901, "先到有限公司（演示）")
    user = person("earlier", "先到经办（演示）")
    authorise_clerk(party=other, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=BEGIN)
    earlier = send(fill(verbs.start(matter="trial-evaluation", party=other, by=user), user), user)
    Task.objects.filter(case=earlier).update(due_on=date(2018, 9, 12))
    Task.objects.filter(case=submitted_case).update(due_on=date(2018, 9, 14))

    def order():
        rows = reads.desk_cases(city_officer, "unclaimed", date(2018, 9, 3))
        return [task.case_id for task in rows]

    assert order() == [earlier.pk, submitted_case.pk]
    verbs.urge(case=submitted_case, by=clerk)
    assert order() == [submitted_case.pk, earlier.pk]
    Task.objects.filter(case=earlier).update(due_on=date(2018, 8, 31))
    assert order() == [earlier.pk, submitted_case.pk]
