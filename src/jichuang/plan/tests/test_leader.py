"""领导页: the endangered first with the places that lag, what moved, and nothing for outsiders."""

from __future__ import annotations

from datetime import date

from django.test import Client

from jichuang.plan.reads.leader import leader as leader_of
from jichuang.plan.tests.conftest import DAY, NEW, OLD, rows


def test_a_red_target_is_named_with_its_slowest_places(plan, load):
    load(
        "hnte", rows("old", 3000, OLD) + rows("a", 9, NEW) + rows("b", 2, NEW, home="130200", county="130202")
    )
    found = leader_of(plan, DAY)
    risk = next(one for one in found.risks if one.row.target.code == "G.07")
    assert risk.row.light.colour == "red"
    assert risk.slowest == [("唐山", 2), ("石家庄", 9)]


def test_what_moved_within_a_month_is_said_and_the_rest_is_not(plan, load):
    load("hnte", rows("old", 5, OLD) + rows("new", 2, date(2018, 9, 15)))
    load("academician_station", rows("s", 4, OLD))
    codes = {one.row.target.code: one for one in leader_of(plan, DAY).changes}
    assert (codes["G.07"].before.value, codes["G.07"].row.value) == (5, 7)
    assert "G.06" not in codes


def test_a_target_on_its_way_is_no_risk(plan, load):
    load("hnte", rows("old", 4200, OLD))
    assert "G.07" not in {one.row.target.code for one in leader_of(plan, DAY).risks}


def test_the_page_is_for_insiders(plan, real, leader, signed_in):
    page = signed_in(leader).get("/plan/2018/leader/")
    assert page.status_code == 200 and "哪些会完不成" in page.content.decode()
    assert Client().get("/plan/2018/leader/").status_code == 403
