"""编号、中文检索、国家和地区。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.codes import chinese, countries
from jichuang.codes.errors import CodeError
from jichuang.codes.serials import HnteCertificate, TechSmeEntry


def test_a_certificate_number_has_year_province_and_serial():
    number = HnteCertificate.parse("gr201813000123")
    assert (number.year, number.province, number.serial, number.value) == (2018, "13", 123, "GR201813000123")
    with pytest.raises(CodeError, match="应为 GR"):
        HnteCertificate.parse("GR20181300012")


@given(st.integers(2000, 2099), st.integers(0, 999_999))
def test_a_certificate_number_made_parses_back(year, serial):
    made = HnteCertificate.make(year, "13", serial)
    assert HnteCertificate.parse(str(made)) == made


def test_the_published_entry_number_is_read():
    entry = TechSmeEntry.parse("201731011500000872")
    assert (entry.year, entry.region, entry.mark, entry.class_char, entry.serial) == (
        2017,
        "310115",
        "0",
        "0",
        872,
    )


@pytest.mark.parametrize(
    ("before", "by_may", "mark", "previous"),
    [
        (True, True, "0", True),
        (True, False, "A", False),
        (False, True, "B", False),
        (False, False, "B", False),
    ],
)
def test_the_eleventh_character_says_whether_last_year_may_use_it(before, by_may, mark, previous):
    entry = TechSmeEntry.make(2018, "130102", before, by_may, 900001)
    assert entry.value == f"2018130102{mark}0900001"
    assert entry.serves_previous_year is previous
    assert TechSmeEntry.parse(entry.value) == entry
    assert entry.explanation


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20181301020090000", "有17位"),
        ("2018130102C0900001", "第11位是“C”"),
        ("2.0181301020E+17", "已丢失精度"),
        ("2018x30102A0900001", "不是入库登记编号"),
    ],
)
def test_a_wrong_entry_number_is_explained(text, said):
    with pytest.raises(CodeError) as caught:
        TechSmeEntry.parse(text)
    assert said in str(caught.value)


def test_parts_out_of_range_make_no_number():
    with pytest.raises(CodeError):
        TechSmeEntry.make(2018, "1301", True, True, 1)
    with pytest.raises(CodeError):
        HnteCertificate.make(2018, "13", 1_000_000)


def test_initials_follow_the_pinyin():
    assert chinese.initials("高新技术") == "gxjs"
    assert chinese.initials("河北（Ａ1）中心") == "hba1zx"


def test_bigrams_stop_at_punctuation_and_keep_words_whole():
    assert chinese.bigrams("高新企业，GB 32100") == ["高新", "新企", "企业", "gb", "32100"]
    assert chinese.bigrams("省") == ["省"]
    assert chinese.bigrams("") == []


@given(st.text())
def test_normalising_twice_changes_nothing_and_never_fails(text):
    once = chinese.normalise(text)
    assert once == once.strip()
    chinese.bigrams(text)
    chinese.initials(text)


def test_names_compare_equal_however_the_brackets_are_typed():
    assert chinese.normalise_name("河北 ＡＢ（演示）公司") == chinese.normalise_name("河北ab(演示)公司")


@pytest.mark.parametrize("name", ["中国香港", "香港", "澳门", "台湾", "中国台湾", "HK", "TWN"])
def test_hong_kong_macao_and_taiwan_are_regions_of_china(name):
    country = countries.get(name)
    assert country.name.startswith("中国")
    assert country.kind == "地区"
    assert not country.is_country()


def test_the_table_has_every_country_once():
    table = countries.table()
    assert len(table) == 249
    assert len({country.alpha3 for country in table}) == len({country.name for country in table}) == 249
    assert sum(country.is_country() for country in table) == 197


def test_countries_are_found_by_code_name_or_common_name():
    assert countries.get("德国") is countries.get("de") is countries.get("DEU")
    assert countries.get("阿联酋").alpha2 == "AE"
    with pytest.raises(CodeError, match="不在国家和地区表内"):
        countries.get("大清")
