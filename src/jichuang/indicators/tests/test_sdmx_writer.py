"""The SDMX writer: equal bytes, missing is not zero, wrong points are named, keys and periods are read exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from jichuang.indicators.sdmx import (
    Code,
    DataPoint,
    Flow,
    Header,
    Query,
    data_message,
    house_structure,
    in_sdmx,
    parse_key,
    select,
    span,
    structure_message,
)

STRUCTURE = house_structure(
    areas=[Code("130000", "河北省"), Code("130100", "石家庄市")],
    indicators=[Code("rd-intensity", "R&D经费支出占GDP比重")],
)
FLOW = Flow("JC", "JC_INDICATORS", "指标", STRUCTURE)
HEADER = Header("m1", datetime(2018, 9, 30, tzinfo=UTC), "JC")
GENERIC = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic}"


def point(period: str, value: str | None, area: str = "130000") -> DataPoint:
    key = {"FREQ": "A", "REF_AREA": area, "INDICATOR": "rd-intensity", "BREAKDOWN": "_T"}
    return DataPoint(key, period, None if value is None else Decimal(value), {"UNIT_MEASURE": "%"})


POINTS = [point("2017", "1.33"), point("2016", "1.20"), point("2017", None, "130100")]


def test_the_same_points_in_any_order_give_the_same_bytes():
    assert data_message(FLOW, POINTS, header=HEADER) == data_message(FLOW, POINTS[::-1], header=HEADER)


def test_a_missing_value_is_marked_and_carries_no_number():
    root = ElementTree.fromstring(data_message(FLOW, POINTS, header=HEADER))
    last = root.findall(f".//{GENERIC}Obs")[-1]
    assert last.find(f"{GENERIC}ObsValue") is None
    held = {v.get("id"): v.get("value") for v in last.findall(f"{GENERIC}Attributes/{GENERIC}Value")}
    assert held["OBS_STATUS"] == "M"


def test_decimals_stand_as_they_were_published():
    assert b'value="1.20"' in data_message(FLOW, POINTS, header=HEADER)


def test_a_code_outside_its_list_is_named():
    with pytest.raises(ValueError, match=r"REF_AREA.*'990000'"):
        data_message(FLOW, [point("2017", "1", "990000")], header=HEADER)


def test_the_structure_explains_every_list_and_keeps_the_ampersand():
    body = structure_message([FLOW], header=HEADER).decode()
    assert body.count("<str:Codelist ") == 6
    assert "R&amp;D经费支出占GDP比重" in body


def test_a_structure_of_three_dimensions_is_refused_because_clients_lose_its_wildcard_key():
    with pytest.raises(ValueError, match="four or more"):
        type(STRUCTURE)("JC", "S", "S", STRUCTURE.dimensions[:3])


@pytest.mark.parametrize(
    ("key", "count"),
    [("", 3), ("all", 3), ("...", 3), (".130000..", 2), ("A.130100+130000..", 3), ("Q...", 0)],
)
def test_keys_choose_series(key, count):
    assert len(select(POINTS, Query(parse_key(key, STRUCTURE)), STRUCTURE)) == count


def test_a_key_of_another_length_is_refused_with_the_order():
    with pytest.raises(ValueError, match=r"FREQ\.REF_AREA\.INDICATOR\.BREAKDOWN"):
        parse_key("A.130000", STRUCTURE)


def test_a_window_of_periods_and_the_last_of_a_series():
    assert [p.period for p in select(POINTS, Query(start="2017"), STRUCTURE)] == ["2017", "2017"]
    assert [p.period for p in select(POINTS, Query(end="2016-12"), STRUCTURE)] == ["2016"]
    assert [p.period for p in select(POINTS, Query(last=1), STRUCTURE)] == ["2017", "2017"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("2018", ("A", "2018")), ("2018Q3", ("Q", "2018-Q3")), ("2018-09", ("M", "2018-09")),
     ("2018M09", ("M", "2018-09")), ("2018S1", ("S", "2018-S1"))],
)  # fmt: skip
def test_periods_of_the_house_in_sdmx(ours, theirs):
    assert in_sdmx(ours) == theirs


def test_a_period_covers_its_days():
    assert span("2018-Q3") == (date(2018, 7, 1), date(2018, 9, 30))
    assert span("2018") == (date(2018, 1, 1), date(2018, 12, 31))
    with pytest.raises(ValueError, match="Q5"):
        span("2018-Q5")
