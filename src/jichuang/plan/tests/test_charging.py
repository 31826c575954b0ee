"""交办: every promise has a slot and a state, items pass to their parts, and only the owner signs."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from jichuang.base.errors import Invalid, Refused
from jichuang.plan.models import Charge, ChargeStep
from jichuang.plan.reads import board
from jichuang.plan.reads.charges import holdings, unowned
from jichuang.plan.terms import ChargeState
from jichuang.plan.tests.conftest import DAY
from jichuang.plan.verbs import (
    Assignment,
    assign_all,
    assign_owner,
    claim_done,
    close,
    judge_done,
    reopen,
    sign,
)


def state(plan, code) -> str:
    return Charge.objects.get(plan=plan, code=code).state


def test_every_promise_of_the_plan_has_a_slot_and_nobody_answers_for_any_yet(plan):
    kinds = {kind: plan.charges.filter(kind=kind).count() for kind in ("target", "milestone", "duty")}
    assert kinds == {"target": 68, "milestone": 118, "duty": 143}
    assert unowned(plan).count() == 329


def test_an_item_passes_to_its_parts_and_an_own_owner_stays_when_the_item_moves(given, officer):
    assign_owner(plan=given, code="T04.1", department="服务中心", by=officer)
    assign_owner(plan=given, code="4", department="政策法规处", by=officer)
    owners = {one.code: one.owner.department for one in given.charges.filter(item=4).select_related("owner")}
    assert owners.pop("T04.1") == "服务中心"
    assert set(owners.values()) == {"政策法规处"} and len(owners) == 12


def test_a_table_is_assigned_whole_or_not_at_all(plan, officer):
    lines = [Assignment("4", "高新技术处"), Assignment("T99.9", "高新技术处")]
    with pytest.raises(Invalid, match="T99.9"):
        assign_all(plan=plan, lines=lines, by=officer)
    assert unowned(plan).count() == 329


def test_in_one_table_the_promise_named_keeps_its_own_owner_wherever_its_line_stands(plan, officer):
    lines = [Assignment("T04.1", "服务中心"), Assignment("4", "高新技术处")]
    assign_all(plan=plan, lines=lines, by=officer)
    assert plan.charges.get(code="T04.1").owner.department == "服务中心"
    assert plan.charges.get(code="T04.2").owner.department == "高新技术处"


def test_only_the_owners_officer_signs(given, chief, city_officer, outsider):
    for person in (city_officer, outsider):
        with pytest.raises(Refused):
            sign(plan=given, codes=["T04.1"], by=person)
    assert sign(plan=given, codes=["T04.1"], by=chief) == 1
    assert state(given, "T04.1") == ChargeState.SIGNED
    with pytest.raises(Refused, match="待签收"):
        sign(plan=given, codes=["T04.1"], by=chief)


def test_a_finished_one_is_judged_by_somebody_else_and_may_be_opened_again(working, chief, officer):
    charge = working.charges.get(code="D04.1")
    claim_done(charge=charge, evidence="冀科高〔2018〕12号", by=chief)
    with pytest.raises(Refused, match="本单位承担"):
        judge_done(charge=charge, accepted=True, reason="", by=chief)
    with pytest.raises(Invalid, match="退回理由"):
        judge_done(charge=charge, accepted=False, reason=" ", by=officer)
    judge_done(charge=charge, accepted=True, reason="", by=officer)
    close(charge=charge, document="会议纪要第9期", by=officer)
    reopen(charge=charge, reason="抽查发现名单不实", by=officer)
    assert list(ChargeStep.objects.filter(charge=charge).values_list("state", flat=True)) == [
        "assigned", "signed", "checking", "done", "closed", "reopened",
    ]  # fmt: skip


def test_what_was_never_claimed_is_neither_judged_nor_closed(working, officer):
    charge = working.charges.get(code="D04.1")
    with pytest.raises(Refused, match="没有申请办结"):
        judge_done(charge=charge, accepted=True, reason="", by=officer)
    with pytest.raises(Refused, match="已签收"):
        close(charge=charge, document="纪要", by=officer)


def test_a_bundle_is_what_one_owner_holds_of_one_item(given, officer):
    assign_owner(plan=given, code="T04.1", department="服务中心", by=officer)
    held = {(one.item, one.department): len(one.charges) for one in holdings(given)}
    assert held == {(4, "高新技术处"): 12, (4, "服务中心"): 1}
    assert (
        next(iter(holdings(given, department="高新技术处"))).sign_by.isoformat() == "2018-10-09"
    )  # 假期顺延


def _table(client, plan) -> tuple[object, object]:
    answer = client.get(f"/plan/{plan.slug}/follow/assign.xlsx")
    book = load_workbook(BytesIO(answer.content))
    return book, book.active


def _upload(client, plan, book):
    content = BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "责任分解.xlsx"
    return client.post(f"/plan/{plan.slug}/follow/assign/", {"file": content, "table": "1"})


def _row_of(sheet, code: str) -> int:
    return next(cell.row for cell in sheet["A"] if str(cell.value) == code)


def test_a_filled_table_assigns_item_by_item(plan, officer, section, signed_in):
    client = signed_in(officer)
    book, sheet = _table(client, plan)
    sheet.cell(_row_of(sheet, "4"), 3, "高新技术处")
    assert _upload(client, plan, book).status_code == 302
    assert plan.charges.filter(item=4, owner__office=section).count() == 13


def test_faults_of_the_table_are_named_by_cell_and_nothing_is_written(plan, officer, section, signed_in):
    client = signed_in(officer)
    book, sheet = _table(client, plan)
    good, bad = _row_of(sheet, "4"), _row_of(sheet, "5")
    sheet.cell(good, 3, "高新技术处")
    sheet.cell(bad, 3, "无此处")
    page = _upload(client, plan, book)
    assert page.status_code == 422 and f"C{bad}：没有登记过“无此处”" in page.content.decode()
    assert unowned(plan).count() == 329


def test_whoever_holds_the_preamble_answers_for_its_headline_goals(plan, officer):
    assign_owner(plan=plan, code="0", department="规划处", by=officer)
    assert board(plan, DAY, only=["G.12", "T04.5"]).rows["G.12"].owner == "规划处"
    assert board(plan, DAY, only=["T04.5"]).rows["T04.5"].owner == ""
