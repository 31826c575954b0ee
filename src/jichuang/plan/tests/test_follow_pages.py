"""The ledger and its files: what they say, at a cost that does not grow with owners and reports."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from jichuang.base import clock
from jichuang.plan.tests.conftest import NEW, rows
from jichuang.plan.verbs import assign_owner, press, sign, submit_report

JUDGED = date(2018, 10, 26)


def cells(client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return [
        str(cell)
        for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
        for cell in row
        if cell
    ]


@pytest.fixture
def pressed(working, load, chief):
    load("hnte_reserve", rows("r", 3, NEW))
    clock.set_demonstration_day(JUDGED)
    press(working, JUDGED)
    return working


def test_the_ledger_as_a_file_has_every_promise_with_owner_state_and_light(pressed, leader, signed_in):
    found = cells(signed_in(leader), "/plan/2018/follow.xlsx")
    assert sum(text in {"目标", "里程碑", "职责"} for text in found) >= 329
    assert "高新技术处" in found and "滞后" in found and "滞后 · 还差 1,997 家" in found


def test_the_letters_as_a_file_have_a_line_for_each_matter(pressed, leader, signed_in):
    found = cells(signed_in(leader), "/plan/2018/follow/letters.xlsx")
    assert "T04.5 新增入库后备高新技术企业" in found and "2018-11-02" in found


@pytest.mark.parametrize("part", ["follow.xlsx", "follow/letters.xlsx", "follow/letters/", "follow/scores/"])
def test_outsiders_get_no_file(given, real, outsider, signed_in, part):
    assert signed_in(outsider).get(f"/plan/2018/{part}").status_code == 403


def test_the_days_that_are_usual_practice_say_that_nobody_has_checked_them(given, chief, signed_in):
    page = signed_in(chief).get("/plan/2018/follow/mine/").content.decode()
    assert "督办单答复期限" in page and "参考，待核" in page


@pytest.mark.parametrize("part", ["", "mine/", "scores/"])
def test_the_cost_does_not_grow_with_items_owned_and_reported(working, officer, chief, signed_in, part):
    client = signed_in(chief)
    counts = []
    for item in (5, 6, 8):
        assign_owner(plan=working, code=str(item), department="高新技术处", by=officer)
        sign(plan=working, codes=working.charges.filter(item=item).values_list("code", flat=True), by=chief)
        clock.set_demonstration_day(date(2018, 10, 24 + len(counts)))
        submit_report(
            plan=working, item=item, department="高新技术处", period="2018-10", progress="已办一批", by=chief
        )
        client.get(f"/plan/2018/follow/{part}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/plan/2018/follow/{part}")
        counts.append(len(asked))
    assert counts[1] == counts[2], counts
