"""A reader finds for any number on any page its definition, source, date and rows: every figure page, by who reads it.

A page that shows figures belongs in PUBLIC or INSIDE; `explained` says what counts as a figure and as an explanation.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client

from jichuang.portal.tests.explained import DEFINITION, Element, definitions, figures, read, unexplained
from jichuang.portal.tests.figures_province import *  # noqa: F403

PUBLIC = (
    "/",
    "/statistics/",
    "/statistics/jing-jin-ji/?period=2017",
    "/bulletins/hnte-quarterly/2018Q2/",
    "/index/test-index/2/",
    "/index/test-index/2/units/130100/",
    "/data/",
    "/plan/2018/",
    "/plan/2018/items/4/",
)
INSIDE = (
    "/",
    "/statistics/",
    "/statistics/situation/2018-09/",
    "/index/test-index/1/",
    "/index/test-index/2/units/130100/",
    "/index/test-index/2/what-if/",
    "/index/test-index/2/sensitivity/",
    "/plan/2018/",
    "/plan/2018/leader/",
    "/plan/2018/items/4/",
)
FACTS = {"公式", "来源", "数据截至", "明细"}


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def lacking(page: Element) -> set[str]:
    """Which of formula, source, date and rows a definition page does not state."""
    found = next((one for one in page.every() if "data-definition" in one.attributes), None)
    if found is None:
        return FACTS
    parts = [one for one in found.children if isinstance(one, Element)]
    said = {one.text for one, after in zip(parts, parts[1:], strict=False) if one.tag == "dt" and after.text}
    return FACTS - said


@pytest.mark.parametrize("who", ["public", "inside"])
def test_every_figure_leads_to_its_definition_in_one_hop(province, leader, officer, signed_in, who):
    client = Client() if who == "public" else signed_in(officer)
    seen: set[str] = set()
    for address in PUBLIC if who == "public" else INSIDE:
        html = page_of(client, address)
        assert figures(read(html)), f"{address} shows no figure: nothing was tested"
        assert unexplained(html) == [], address
        seen.update(definitions(read(html)))
    for address in sorted(seen):
        page = read(page_of(client, address))
        assert lacking(page) == set(), (address, lacking(page))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_figure_whose_link_is_removed_is_found(province, address):
    html = page_of(Client(), address)
    bare = re.sub(r'href="([^"]*)"', lambda one: "" if DEFINITION.fullmatch(one[1]) else one[0], html)
    assert unexplained(bare), f"{address}: without any link to a definition nothing is missed"


@pytest.mark.parametrize("address", ["/", "/plan/2018/", "/statistics/"])
def test_one_figure_without_its_own_link_is_enough(province, address):
    html = page_of(Client(), address)
    own = re.compile(r'href="[^"]*" title="定义、来源与明细"')
    assert unexplained(own.sub("", html, count=1)), address


def test_an_indicator_names_the_indices_that_read_it_and_hides_internal_versions(
    province, officer, signed_in
):
    address = "/statistics/indicators/hnte-in-force/"
    outside, inside = page_of(Client(), address), page_of(signed_in(officer), address)
    assert "测试指数 2017年（第2版）：“研发人员”" in outside and "草案" not in outside
    assert "测试指数（草案）：“研发人员”" in inside and "/index/test-index/2/note/#elements" in inside


def test_nobody_is_shown_rows_that_are_not_for_him_and_everybody_is_told_why(province, officer, signed_in):
    survey = page_of(signed_in(officer), "/statistics/indicators/hnte-survey-income/")
    assert "依《统计法》保密" in survey and "rows.xlsx" not in survey and "演示企业" not in survey
    counted = "/statistics/indicators/hnte-in-force/"
    assert "rows.xlsx" in page_of(signed_in(officer), counted)
    assert "rows.xlsx" not in page_of(Client(), counted) and "公开名录" in page_of(Client(), counted)


def test_a_measure_of_the_survey_has_its_series_from_issued_bulletins_alone(frozen, statisticians, client):
    address = "/statistics/indicators/hnte-survey-income/"
    assert "还没有发布过公报" in page_of(client, address)
