"""统一社会信用代码：标准里的例子、造读往返、任何一位写错或两位颠倒都被发现。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes import credit_code
from jichuang.codes.credit_code import ALPHABET, CreditCode, make
from jichuang.codes.errors import CodeError

regions = st.from_regex(r"13[0-9]{4}", fullmatch=True)
bodies = st.text(alphabet=ALPHABET, min_size=8, max_size=8)
codes = st.builds(make, regions, bodies)


def test_the_published_example_is_accepted():
    code = CreditCode.parse("91350100M000100Y43")
    assert (code.region, code.body, code.kind, code.warnings) == ("350100", "M000100Y4", "企业", ())


def test_the_organisation_code_example_has_check_digit_four():
    assert credit_code.body_check_character("M000100Y") == "4"


@given(regions, bodies)
def test_a_made_code_parses_back_to_its_parts_without_warning(region, body):
    code = CreditCode.parse(make(region, body))
    assert (code.region, code.body[:8], code.warnings) == (region, body, ())


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_refused(code, position, char):
    wrong = code[:position] + char + code[position + 1 :]
    if wrong != code:
        with pytest.raises(CodeError):
            CreditCode.parse(wrong)


@given(codes, st.integers(0, 16))
def test_any_two_swapped_neighbours_are_refused_and_the_pair_is_named(code, left):
    wrong = code[:left] + code[left + 1] + code[left] + code[left + 2 :]
    if wrong == code:
        return
    with pytest.raises(CodeError) as caught:
        CreditCode.parse(wrong)
    if wrong[2:8].isdigit():
        assert f"第{left + 1}、{left + 2}位" in caught.value.remedy


@given(codes)
def test_full_width_lower_case_spaces_and_hyphens_read_as_the_same_code(code):
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code.lower())
    spaced = f" {code[:8]} {code[8:17]}-{code[17:]}\u3000\u200b"
    assert CreditCode.parse(wide).value == CreditCode.parse(spaced).value == code


def test_a_wrong_check_character_names_the_right_one():
    with pytest.raises(CodeError) as caught:
        CreditCode.parse("91350100M000100Y44", field="名单!B7")
    assert "第18位应为“3”" in caught.value.problem
    assert str(caught.value).startswith("名单!B7：“91350100M000100Y44”校验位不符")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有填写"),
        ("91350100M000100Y4", "有17位"),
        ("M000100Y4", "旧的组织机构代码"),
        ("91350100MO00100Y43", "是否应为“0”"),
        ("9135010AM000100Y43", "第8位"),
        ("91350100M000100，43", "不能用在代码里"),
        ("4.4E+17", "已丢失精度"),
        ("9.1350100000000E+17", "已丢失精度"),
    ],
)
def test_a_refusal_says_what_is_wrong(text, said):
    with pytest.raises(CodeError) as caught:
        CreditCode.parse(text)
    assert said in str(caught.value)


def test_a_wrong_inner_digit_is_a_warning_and_the_outer_digit_still_decides():
    first17 = "91130100" + "123456780"
    code = CreditCode.parse(first17 + credit_code.check_character(first17))
    assert len(code.warnings) == 1
    assert "GB 11714" in code.warnings[0]


def test_an_unknown_department_or_province_is_a_warning():
    assert "登记管理部门" in CreditCode.parse(make("130100", "12345678", dept="C")).warnings[0]
    assert "省级" in CreditCode.parse(make("990100", "12345678")).warnings[0]


def test_the_mask_shows_six_and_four():
    assert CreditCode.parse("91350100M000100Y43").mask() == "913501********0Y43"


def test_demonstration_codes_are_recognised():
    assert CreditCode.parse(make("130100", "DEM00001")).demonstration
    assert not CreditCode.parse("91350100M000100Y43").demonstration


@pytest.mark.parametrize(
    ("region", "body"), [("13010", "12345678"), ("130100", "1234567"), ("130100", "1234567O")]
)
def test_making_from_wrong_parts_is_refused(region, body):
    with pytest.raises(CodeError):
        make(region, body)
