"""事项编码：构成、往返、拒绝。"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes.credit_code import make
from jichuang.codes.errors import CodeError
from jichuang.codes.matter_codes import BasicCode, CaseSerial, ImplementationCode

SAMPLE = "12441500196720244T3442199806003"
ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BASIC = st.builds(
    lambda region, rest: f"{region}{rest}",
    st.sampled_from(["00", "13", "44"]),
    st.text(ALNUM, min_size=10, max_size=10),
)


def test_the_public_sample_is_a_city_bodys_code_of_31_characters():
    code = ImplementationCode.parse(SAMPLE)
    assert (code.body.value, code.level_title) == ("12441500196720244T", "市级")
    assert (code.basic.region, code.basic.kind, code.basic.department) == ("44", "21", "99")
    assert (code.basic.main, code.basic.sub) == ("806", "003")
    assert len(SAMPLE) == 31


@given(basic=BASIC, level=st.sampled_from(["国家级", "省级", "市级", "县级"]), order=st.integers(1, 35_999))
def test_what_is_made_reads_back_as_the_same_parts(basic, level, order):
    body = make("130000", "DEM00009", dept="1", klass="1")
    implementation = ImplementationCode.make(body, level, basic)
    serial = CaseSerial.make(str(implementation), date(2018, 9, 30), order)
    assert len(str(serial)) == 43
    again = CaseSerial.parse(str(serial))
    assert again == serial
    assert (again.order, again.on, again.implementation.basic.value) == (order, date(2018, 9, 30), basic)
    assert again.implementation.level_title == level


@given(st.lists(st.integers(1, 35_999), min_size=2, max_size=2, unique=True))
def test_two_orders_of_one_day_never_give_the_same_serial(orders):
    one, two = (CaseSerial.make(SAMPLE, date(2018, 9, 30), order).value for order in orders)
    assert one != two


@pytest.mark.parametrize(
    "read, text, words",
    [
        (BasicCode.parse, "1321998060", "有10位"),
        (BasicCode.parse, "XX2199806003", "行政区划"),
        (ImplementationCode.parse, SAMPLE[:-1], "有30位"),
        (ImplementationCode.parse, SAMPLE[:17] + "9" + SAMPLE[18:], "校验位不符"),
        (ImplementationCode.parse, SAMPLE[:18] + "9" + SAMPLE[19:], "不是行使层级"),
        (CaseSerial.parse, SAMPLE + "201809300000", "不是顺序号"),
        (CaseSerial.parse, SAMPLE + "201802300001", "不是日期"),
        (CaseSerial.parse, SAMPLE, "有31位"),
    ],
)
def test_a_wrong_part_is_named(read, text, words):
    with pytest.raises(CodeError, match=words):
        read(text)


def test_a_level_or_an_order_that_does_not_exist_is_refused():
    with pytest.raises(CodeError, match="应为国家级"):
        ImplementationCode.make(SAMPLE[:18], "部级", SAMPLE[19:])
    with pytest.raises(CodeError, match="35999"):
        CaseSerial.make(SAMPLE, date(2018, 9, 30), 36_000)
