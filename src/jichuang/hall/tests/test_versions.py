"""升级: cases of version 1 in every stage are carried through a change to version 2, and none is stuck or jumps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.hall import reads, verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.checks import version_errors
from jichuang.hall.declare import (
    Certificate,
    CollectiveDecision,
    Desk,
    Field,
    FieldType,
    Form,
    FormCheck,
    Material,
    Route,
    Step,
)
from jichuang.hall.models import Case
from jichuang.hall.tests.cast import enterprise, person
from jichuang.hall.tests.recognition import RECOGNITION, paper
from jichuang.registry.terms import Capacity, Scope
from jichuang.registry.verbs import authorise_clerk, set_recommender

SECOND = replace(
    RECOGNITION,
    version=2,
    form=Form(
        (*RECOGNITION.form.steps, Step("more", "补充", (Field("plan", "研发计划", FieldType.TEXT),))),
        RECOGNITION.form.materials,
    ),
    route=Route(
        FormCheck(by=Desk.CITY, days=3),
        CollectiveDecision(by=Desk.PROVINCE, title="厅务会研究"),
        Certificate(by=Desk.PROVINCE),
    ),
)
THIRD = replace(
    RECOGNITION,
    version=2,
    form=Form(
        (
            Step(
                "unit",
                "单位",
                (
                    Field("main_products", "主导产品", FieldType.TEXT, public=True, was="products"),
                    Field("staff", "职工总数", FieldType.INTEGER, "人", minimum=10),
                ),
            ),
        ),
        (*RECOGNITION.form.materials, Material("plan", "研发计划书")),
    ),
    route=Route(FormCheck(by=Desk.CITY, days=2), Certificate(by=Desk.PROVINCE)),
)
"""A field called otherwise, another with a higher bar, a material more, six stages less, three days less for the first desk."""
STAGES = ("draft", "submission", "form_check", "recommend", "review", "joint_decision", "external_filing")


def unit(cast, zone, index):
    """Another firm of the same zone with its clerk and legal person."""
    firm = enterprise(40 + index, f"在办企业{index}（演示）")
    set_recommender(party=firm, department=zone, kind="high_tech_zone", from_day=firm.established_on, by=None)
    clerk, signer = person(f"clerk-{index}", "经办（演示）"), person(f"signer-{index}", "法人（演示）")
    authorise_clerk(party=firm, user=clerk, by=None, scope=Scope.ACCEPTOR, valid_from=firm.established_on)
    authorise_clerk(
        party=firm, user=signer, by=None, scope=Scope.ACCEPTOR, capacity=Capacity.LEGAL_PERSON,
        valid_from=firm.established_on,
    )  # fmt: skip
    return type(cast)(cast.people, clerk, signer, firm)


def test_cases_of_version_1_in_every_stage_end_by_their_own_route(cast, zone, long_route):
    running = []
    for index, stage in enumerate(STAGES):
        own = unit(cast, zone, index)
        if stage == "draft":
            case = verbs.start(matter=RECOGNITION.code, party=own.firm, by=own.clerk)
        else:
            case = own.drive(own.file(), stage)
        running.append((own, case.pk, stage))
    with catalogue.on_trial(SECOND):
        assert catalogue.get(RECOGNITION.code).version == 2
        assert reads.stuck() == [] and version_errors(catalogue) == []
        for own, key, stage in running:
            case = Case.objects.get(pk=key)
            assert case.version == 1
            if stage == "draft":
                assert reads.version_changes(case)[0] == "新增填报项“研发计划”"
                continue
            assert case.stage == stage, "nothing jumps"
            case = own.drive(case, "external_publicity")
            assert case.version == 1 and case.stage == "external_publicity"
        own, key, _ = running[0]
        case = verbs.save_draft(
            case=Case.objects.get(pk=key), by=own.clerk,
            answers={"products": "x", "staff": "1", "plan": "y"}, revision=1,
        )  # fmt: skip
        case = verbs.submit(case=case, by=own.clerk, key="v2")
        assert (case.version, case.stage) == (2, "form_check")
        assert own.drive(case, "closed").outcome == "granted"
        assert reads.stuck() == []


def test_a_version_that_is_gone_is_named_by_the_stuck_query(cast):
    case = cast.drive(cast.file(), "recommend")
    held = catalogue._matters.pop(RECOGNITION.code)
    catalogue._matters[RECOGNITION.code] = {2: SECOND}
    try:
        assert reads.stuck()[0].reason == "事项“trial-recognition”第1版没有声明"
    finally:
        catalogue._matters[RECOGNITION.code] = held
    assert reads.stuck() == [] and case.version == 1


def test_a_draft_takes_its_answers_into_the_new_form_and_is_told_what_changed(cast):
    case = verbs.start(matter=RECOGNITION.code, party=cast.firm, by=cast.clerk)
    typed = {"products": "低漂移传感器", "staff": "8"}
    case = verbs.save_draft(case=case, by=cast.clerk, answers=typed, revision=case.revision)
    with catalogue.on_trial(THIRD):
        assert reads.version_changes(case) == [
            "填报项“主要产品”改为“主导产品”，已填内容保留", "新增材料“研发计划书”", "办理流程改为形式核对 → 发证",
        ]  # fmt: skip
        case = verbs.follow_current_version(case=case, by=cast.clerk)
        assert case.answers == {"main_products": "低漂移传感器"}, (
            "what was typed comes along under its new name"
        )
        assert case.rough["staff"]["text"] == "8" and "10" in case.rough["staff"]["problem"], (
            "too few now, and said"
        )
        with pytest.raises(Invalid) as faults:
            verbs.submit(case=case, by=cast.clerk, key="k")
        assert {one.field for one in faults.value.problems} == {"staff", "plan"}


def test_an_answer_that_is_asked_no_more_stays_in_the_timeline(cast):
    case = verbs.start(matter=RECOGNITION.code, party=cast.firm, by=cast.clerk)
    typed = {"products": "低漂移传感器", "staff": "46"}
    case = verbs.save_draft(case=case, by=cast.clerk, answers=typed, revision=case.revision)
    less = replace(THIRD, form=Form((Step("unit", "单位", (THIRD.form.steps[0].fields[1],)),), ()))
    with catalogue.on_trial(less):
        case = verbs.follow_current_version(case=case, by=cast.clerk)
        assert case.answers == {"staff": 46}
        told = case.events.get(kind="version_followed")
        assert told.detail["dropped"] == {"主要产品": "低漂移传感器"} and "取消填报项“主要产品”" in told.note


def test_what_is_under_way_keeps_its_clock_its_papers_and_the_stages_that_are_gone(cast, zone, long_route):
    """Version 1 in the stage that version 2 has no more, with its own working days and without the new material."""
    checked = cast.drive(cast.file(), "form_check")
    due = checked.tasks.get(stage="form_check").due_on
    other = unit(cast, zone, 1)
    gone = other.drive(other.file(), "recommend")
    with catalogue.on_trial(THIRD):
        for case in (checked, gone):
            assert Case.objects.get(pk=case.pk).declaration.version == 1
        assert (
            checked.tasks.get(stage="form_check").due_on
            == due
            == clock.calendar().add_workdays(clock.today(), 5)
        )
        back = verbs.return_for_supplement(
            case=Case.objects.get(pk=checked.pk),
            by=cast.people["city"],
            items=[("field", "products", "请写明型号")],
        )
        back = verbs.save_draft(
            case=back, by=cast.clerk, answers={"products": "低漂移传感器 S2"}, revision=back.revision
        )
        back = verbs.resubmit(case=back, by=cast.clerk, explanations={"field:products": "已补型号"})
        assert back.answers["products"] == "低漂移传感器 S2", "asked and answered under the old name"
        assert other.drive(gone, "external_publicity").version == 1
        assert reads.stuck() == []
        late = unit(cast, zone, 2)
        fresh = verbs.start(matter=RECOGNITION.code, party=late.firm, by=late.clerk)
        fresh = verbs.save_draft(
            case=fresh, by=late.clerk, answers={"main_products": "x", "staff": "46"}, revision=fresh.revision
        )
        verbs.attach(case=fresh, by=late.clerk, material="plan", file=paper())
        fresh = verbs.submit(case=Case.objects.get(pk=fresh.pk), by=late.clerk, key="v2")
        task = fresh.tasks.get(stage="form_check")
        assert (fresh.version, task.due_on) == (2, clock.calendar().add_workdays(clock.today(), 2))
