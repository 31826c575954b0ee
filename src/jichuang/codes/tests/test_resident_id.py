"""公民身份号码：标准里的例子、错位必究、全码从不露出。"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes import resident_id
from jichuang.codes.errors import CodeError

EXAMPLE = "11010519491231002X"


def test_the_standard_example_is_accepted():
    person = resident_id.parse("11010519491231002x")
    assert (person.value, person.region, person.born_on) == (EXAMPLE, "110105", date(1949, 12, 31))


def test_the_number_never_appears_in_text_or_repr():
    person = resident_id.parse(EXAMPLE)
    assert str(person) == "110105********002X"
    assert EXAMPLE not in repr(person)


@given(st.integers(0, 16), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_refused_without_showing_the_number(position, digit):
    wrong = EXAMPLE[:position] + digit + EXAMPLE[position + 1 :]
    if wrong != EXAMPLE:
        with pytest.raises(CodeError) as caught:
            resident_id.parse(wrong)
        assert wrong not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("110105491231002", "应为18位"),
        ("1101051949123100AX", "不能用的字符"),
        ("110105194902300021", "不是日期"),
        ("1.10105E+17", "已丢失精度"),
        ("", "有0位"),
    ],
)
def test_a_refusal_says_what_is_wrong(text, said):
    with pytest.raises(CodeError) as caught:
        resident_id.parse(text)
    assert said in str(caught.value)


def test_a_short_number_shows_two_characters_only():
    assert resident_id.mask("1101051949") == "11********"
