"""行政区划与考核归属：各年的县数、变动当日、同名要问、雄安定州辛集单列。"""

from datetime import date

import pytest

from jichuang.codes import regions
from jichuang.codes.errors import CodeError

END_2018 = date(2018, 12, 31)
hebei = regions.table()


@pytest.mark.parametrize(
    ("year", "counties"),
    [(2013, 172), (2014, 171), (2015, 170), (2016, 168), (2017, 168), (2018, 168), (2020, 167)],
)
def test_the_number_of_counties_at_the_end_of_each_year_is_the_published_one(year, counties):
    day = date(year, 12, 31)
    assert (len(hebei.cities(day)), len(hebei.counties(day))) == (11, counties)


def test_every_code_is_in_force_once_on_any_day_and_its_parent_too():
    for day in (date(2014, 1, 1), date(2016, 6, 30), END_2018, date(2024, 12, 31)):
        codes = [region.code for region in hebei.on(day)]
        assert len(codes) == len(set(codes))
        assert all(region.parent in codes for region in hebei.on(day) if region.level != "province")


def test_every_successor_exists():
    for region in hebei.on(date(2014, 1, 1)):
        for code in region.successors:
            assert hebei.get(code, date(2024, 12, 31)).level == "county"


def test_luanxian_became_luanzhou_in_2018():
    assert hebei.get("130223", date(2018, 6, 30)).name == "滦县"
    assert hebei.get("130284", END_2018).name == "滦州市"
    with pytest.raises(CodeError, match="现为滦州市（130284）"):
        hebei.get("130223", END_2018)
    with pytest.raises(CodeError, match="起才有"):
        hebei.get("130284", date(2018, 6, 30))


def test_one_code_may_carry_another_name_on_another_day():
    assert [hebei.get("130602", date(year, 12, 31)).name for year in (2014, 2015)] == ["新市区", "竞秀区"]


def test_there_are_fourteen_homes_since_the_new_area_and_thirteen_before():
    names = [home.short for home in hebei.homes(END_2018)]
    assert names == [
        "石家庄",
        "唐山",
        "秦皇岛",
        "邯郸",
        "邢台",
        "保定",
        "张家口",
        "承德",
        "沧州",
        "廊坊",
        "衡水",
        "定州",
        "辛集",
        "雄安",
    ]
    assert len(hebei.homes(date(2017, 3, 31))) == 13


@pytest.mark.parametrize("code", ["130629", "130632", "130638"])
def test_the_three_counties_belong_to_the_new_area_from_its_first_day_only(code):
    assert hebei.home(code, date(2017, 3, 31)) == "130600"
    assert hebei.home(code, date(2017, 4, 1)) == "13XA00"
    assert hebei.get(code, END_2018).parent == "130600"


@pytest.mark.parametrize(
    ("code", "home"),
    [
        ("130682", "130682"),
        ("130181", "130181"),
        ("130102", "130100"),
        ("130100", "130100"),
        ("13XA00", "13XA00"),
    ],
)
def test_each_unit_has_one_home(code, home):
    assert hebei.home(code, END_2018) == home


def test_the_homes_share_out_all_counties():
    shared = [
        county.code for home in hebei.homes(END_2018) for county in hebei.home_counties(home.code, END_2018)
    ]
    assert sorted(shared) == [county.code for county in hebei.counties(END_2018)]


def test_the_province_itself_has_no_home():
    with pytest.raises(CodeError, match="省本级"):
        hebei.home("130000", END_2018)


def test_a_name_in_several_cities_is_asked_back_with_candidates():
    with pytest.raises(CodeError) as caught:
        hebei.find("桥西区", END_2018)
    assert "石家庄市桥西区（130104）" in caught.value.remedy
    assert "邢台市桥西区（130503）" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("桥西区", "张家口市", "130703"),
        ("桥西区", "130100", "130104"),
        ("张家口市桥西区", None, "130703"),
        ("河北省石家庄市正定县", None, "130123"),
        ("正定", None, "130123"),
        ("承德", None, "130800"),
        ("承德", "承德市", "130821"),
        ("承德市", "承德市", "130800"),
        ("承德县", None, "130821"),
        ("宽城", None, "130827"),
        ("峰峰", None, "130406"),
        ("井陉", None, "130121"),
        ("沧县", None, "130921"),
        ("130682", None, "130682"),
        (" 赵县　", None, "130133"),
        ("河北省", None, "130000"),
    ],
)
def test_names_are_found_in_the_ways_people_write_them(name, within, code):
    assert hebei.find(name, END_2018, within).code == code


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("雄安新区", "请填所在的县：容城县、安新县、雄县"),
        ("邯郸县", "现为邯山区（130402）、丛台区（130403）"),
        ("桥西县", "没有这个市县"),
        ("朝阳区", "没有这个市县"),
        ("139999", "不在区划代码表内"),
    ],
)
def test_a_name_that_is_no_region_is_explained(name, said):
    with pytest.raises(CodeError) as caught:
        hebei.find(name, END_2018)
    assert said in str(caught.value)


def test_homes_are_found_by_name():
    assert hebei.find_home("雄安", END_2018).code == "13XA00"
    assert hebei.find_home("河北省定州市", END_2018).code == "130682"
    with pytest.raises(CodeError, match="不是考核归属单位"):
        hebei.find_home("正定县", END_2018)


def test_a_province_without_data_is_refused():
    with pytest.raises(CodeError, match="没有该省的区划数据"):
        regions.table("99")


def test_a_former_name_leads_to_the_one_county_that_took_its_place():
    assert hebei.heir("滦县", END_2018).code == "130284"
    assert hebei.heir("滦县", END_2018, within="唐山市").code == "130284"
    assert hebei.heir("滦县", date(2018, 6, 30)) is None, "not yet renamed"
    assert hebei.heir("滦州市", END_2018) is None, "a present name"
    assert hebei.heir("桥东区", END_2018, within="石家庄市") is None, "its area went to several"
    assert hebei.heir("没有县", END_2018) is None
