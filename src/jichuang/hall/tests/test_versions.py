"""升级: cases of version 1 in every stage are carried through a change to version 2, and none is stuck or jumps."""

from __future__ import annotations

from dataclasses import replace

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
    Route,
    Step,
)
from jichuang.hall.models import Case
from jichuang.hall.tests.cast import enterprise, person
from jichuang.hall.tests.recognition import RECOGNITION
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
