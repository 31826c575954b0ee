"""What people type becomes one exact stored form, and the generated forms and schemas agree with it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes.credit_code import make
from jichuang.codes.errors import CodeError
from jichuang.hall.commands import described, run
from jichuang.hall.declare import Field, FieldType
from jichuang.hall.declare.values import read, show, typed_again
from jichuang.hall.forms import facts_form, step_form
from jichuang.hall.schema import of_matter
from jichuang.hall.tests.trial import FORM, GOOD, TRIAL

WAN = Field("m", "金额", FieldType.MONEY, "万元")
COUNT = Field("n", "人数", FieldType.INTEGER, "人", minimum=0)
YES = Field("y", "是否", FieldType.BOOLEAN)
DAY = Field("d", "日期", FieldType.DATE)
CODE = Field("c", "统一社会信用代码", FieldType.CREDIT_CODE)
PICK = Field("p", "类别", FieldType.CHOICE, choices=(("a", "甲"), ("b", "乙")))


@pytest.mark.parametrize(
    ("field", "typed", "stored", "shown"),
    [
        (WAN, "3200", "32000000", "3,200"),
        (WAN, "１２.３４５６", "123456", "12.3456"),
        (WAN, "0.000001", "0.01", "0.000001"),
        (WAN, "1.2亿元", "120000000", "12,000"),
        (COUNT, " 46 ", 46, "46"),
        (COUNT, "0", 0, "0"),
        (YES, "是", True, "是"),
        (YES, "false", False, "否"),
        (DAY, "2018年3月1日", "2018-03-01", "2018-03-01"),
        (PICK, "乙", "b", "乙"),
        (WAN, "  ", None, ""),
    ],
)
def test_typed_text_becomes_one_exact_stored_form(field, typed, stored, shown):
    assert read(field, typed) == stored
    assert show(field, stored) == shown
    assert read(field, typed_again(field, stored)) == stored


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        (COUNT, "-1", "人数"),
        (COUNT, "4.5", "应为整数"),
        (WAN, "4.4E+17", "已丢失精度"),
        (WAN, "0.0000001", "不足一分"),
        (YES, "也许", "请选择“是”或“否”"),
        (DAY, "2018-02-30", "没有2018年2月30日"),
        (PICK, "丙", "应为甲、乙之一"),
        (CODE, "911300001234567890", "统一社会信用代码"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_remedy(field, typed, says):
    with pytest.raises(CodeError) as fault:
        read(field, typed)
    assert says in str(fault.value)


@given(st.integers(min_value=0, max_value=10**15))
def test_money_survives_showing_and_typing_again_to_the_fen(fen):
    stored = read(Field("m", "金额", FieldType.MONEY, "元"), str(Decimal(fen) / 100))
    assert read(WAN, typed_again(WAN, stored)) == stored


def test_a_valid_credit_code_is_stored_as_it_is():
    code = make("130108", "DEM00001")
    assert read(CODE, code.lower()) == code


def test_the_form_of_a_step_asks_the_declared_fields_and_keeps_what_was_typed():
    form = step_form(FORM.step("money"))({"sales": "3200", "rd_expense": "乱", "cost_expense": ""})
    assert not form.is_valid()
    assert "不是一个数" in form.errors["rd_expense"][0] and form.errors["cost_expense"] == [
        "请填写“成本费用支出”。"
    ]
    assert form.typed() == {"sales": "3200", "rd_expense": "乱", "cost_expense": ""}
    assert form.cleaned_data["sales"] == "32000000"


def test_a_half_filled_page_may_be_saved():
    assert step_form(FORM.step("money"))({"sales": "3200"}, complete=False).is_valid()


def test_only_the_asked_fields_are_open_during_a_supplement():
    form = step_form(FORM.step("money"))({"rd_expense": "230", "sales": "1"}, editable={"rd_expense"})
    assert form.fields["sales"].disabled and form.typed() == {"rd_expense": "230"}


def test_the_pre_check_asks_only_what_feeds_the_judgement():
    assert list(facts_form(FORM).base_fields) == [
        "staff",
        "tech_staff",
        "sales",
        "rd_expense",
        "cost_expense",
    ]


def test_the_schema_names_every_field_and_what_it_costs():
    schema = of_matter(TRIAL)
    assert set(schema["properties"]) == set(GOOD) and schema["required"] == [
        field.key for field in FORM.fields
    ]
    assert schema["properties"]["sales"]["x-jichuang"] == {
        "unit": "万元", "prefill": "registry:sales", "fact": "sales", "minutes": 0.5,
    }  # fmt: skip


def test_the_commands_print_matters_and_an_empty_list_of_stuck_cases(submitted_case, capsys):
    assert described(TRIAL)["stages"][0] == {"kind": "form_check", "by": ["city"], "days": 5}
    assert described(TRIAL)["missing"] == []
    assert run(["stuck", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
