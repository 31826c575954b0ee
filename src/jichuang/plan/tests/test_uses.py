"""指标页 knows which targets read it, and shows the public the counts of released quarters alone."""

from __future__ import annotations

from datetime import date

from django.test import Client

from jichuang.plan.tests.conftest import OLD, rows
from jichuang.plan.verbs import release_quarter


def test_an_indicator_names_its_targets_and_the_public_sees_the_released_count(plan, load, officer, real):
    load("academician_station", rows("s", 272, OLD))
    address = "/statistics/indicators/academician-stations/"
    before = Client().get(address).content.decode()
    assert "272" not in before and "/plan/2018/targets/G.06/" in before
    release_quarter(plan=plan, quarter="2018Q3", by=officer)
    load("academician_station", rows("late", 9, date(2018, 9, 1), known=date(2018, 10, 1)))
    page = Client().get(address).content.decode()
    assert "272" in page and "281" not in page and "2018年第三季度" in page
