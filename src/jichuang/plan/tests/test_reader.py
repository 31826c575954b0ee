"""The plan reader on plans of other provinces, levels and years (all invented, marked 演示), and on the 2018 plan."""

from fractions import Fraction
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jichuang.plan.data.load import load
from jichuang.plan.reader import NotAPlan, ReadPlan, read
from jichuang.plan.reader.numerals import fold

FOLDER = files("jichuang.plan.tests").joinpath("plans")
NAMES = ["city-2008", "city-2021", "county-2023", "province-2024", "zone-2019"]


def text_of(name: str) -> str:
    return FOLDER.joinpath(f"{name}.txt").read_text(encoding="utf-8")


def plan_of(name: str) -> ReadPlan:
    return read(text_of(name))


# name, quoted words, inferred name, comparator, value, upper value, unit, growth, strive
TARGETS = [
    ("city-2021", "研发经费投入增长12%", "全社会研发经费投入", ">=", 12, None, "%", True, False),
    (
        "city-2021",
        "占GDP比重提高到2.65%",
        "全社会研发经费投入占GDP比重",
        ">=",
        "2.65",
        None,
        "%",
        False,
        False,
    ),
    ("city-2021", "突破1,200家", "高新技术企业", ">", 1200, None, "家", False, False),
    ("city-2021", "净增200家以上", "高新技术企业", ">=", 200, None, "家", False, False),
    ("city-2021", "力争达到85亿元", "技术合同成交额", ">=", 8_500_000_000, None, "元", False, True),
    ("city-2021", "不低于45％", "规上工业企业研发活动覆盖率", ">=", 45, None, "%", False, False),
    ("city-2021", "1500家左右", "新入库科技型中小企业", "~=", 1500, None, "家", False, False),
    ("city-2021", "30-40家", "科技小巨人企业", "range", 30, 40, "家", False, False),
    ("city-2021", "工程技术研究中心5家", "新建省级工程技术研究中心", ">=", 5, None, "家", False, False),
    ("city-2021", "专项二十项", "市级重大科技专项", ">=", 20, None, "项", False, False),
    ("city-2021", "扩大到2亿元", "科技信贷风险补偿资金规模", ">=", 200_000_000, None, "元", False, False),
    ("city-2021", "压缩至15个工作日以内", "科研项目审批时限", "<=", 15, None, "个工作日", False, False),
    ("city-2021", "前三位", "综合科技创新水平指数排名", "<=", 3, None, "位", False, False),
    ("county-2023", "提高0.1个百分点", "全县R&D经费投入强度", ">=", "0.1", None, "个百分点", True, False),
    ("county-2023", "46家增加到90家", "高新技术企业", ">=", 90, None, "家", False, False),
    ("county-2023", "实现倍增", "高新技术企业", ">=", 100, None, "%", True, False),
    ("county-2023", "2至3个", "省级以上智能制造示范工厂", "range", 2, 3, "个", False, False),
    ("county-2023", "不低于1亿元的", "科技成果转化基金规模", ">=", 100_000_000, None, "元", False, False),
    ("county-2023", "基地两个", "智慧农业示范基地", ">=", 2, None, "个", False, False),
    ("county-2023", "12个、8项", "新品种", ">=", 12, None, "个", False, False),
    ("county-2023", "12个、8项", "新技术", ">=", 8, None, "项", False, False),
    ("county-2023", "下降3%以上", "单位GDP能耗降幅", ">=", 3, None, "%", True, False),
    ("province-2024", "研发强度达2.5%", "研发强度", ">=", "2.5", None, "%", False, False),
    ("province-2024", "超8万家", "科技型中小企业入库数", ">", 80_000, None, "家", False, False),
    ("province-2024", "1-2家", "新布局省实验室", "range", 1, 2, "家", False, False),
    ("province-2024", "20家左右", "全国重点实验室", "~=", 20, None, "家", False, False),
    ("province-2024", "1.5万人次", "科技特派员", ">=", 15_000, None, "人次", False, False),
    ("province-2024", "资助总经费", "资助总经费", ">=", 600_000_000, None, "元", False, False),
    ("zone-2019", "增长8.5%左右", "地区生产总值", "~=", "8.5", None, "%", True, False),
    ("zone-2019", "项目100个以上", "亿元以上项目", ">=", 100, None, "个", False, False),
    ("zone-2019", "企业2家", "新引进世界500强企业", ">=", 2, None, "家", False, False),
    ("zone-2019", "力争达到100家", "新认定高新技术企业", ">=", 100, None, "家", False, True),
    ("zone-2019", "五千套", "新开工建设人才公寓", ">=", 5000, None, "套", False, False),
    ("zone-2019", "30万平方米", "标准厂房", ">=", 300_000, None, "平方米", False, False),
    ("zone-2019", "1天以内", "企业开办时间", "<=", 1, None, "天", False, False),
    ("zone-2019", "不少于6场", "银企对接会", ">=", 6, None, "场", False, False),
    ("city-2008", "要突破400亿元", "全市高新技术产业总产值", ">", 40_000_000_000, None, "元", False, False),
    ("city-2008", "争取7000万元", "上级科技资金支持", ">=", 70_000_000, None, "元", False, True),
    ("city-2008", "90家和870家", "科技型企业", ">", 870, None, "家", False, False),
    ("city-2008", "县域全覆盖", "科普基地县域全覆盖", ">=", 100, None, "%", False, False),
    ("city-2008", "晋升国家级", "晋升国家级", ">=", 2, None, "个", False, True),
    ("city-2008", "二十个以上", "项目", ">=", 20, None, "个", False, False),
]


@pytest.mark.parametrize(
    ("plan", "words", "name", "comparator", "value", "top", "unit", "growth", "strive"), TARGETS
)
def test_a_goal_is_read_with_name_comparator_value_and_unit(
    plan: str,
    words: str,
    name: str,
    comparator: str,
    value: int | str,
    top: int | None,
    unit: str,
    growth: bool,
    strive: bool,
) -> None:
    found = [one for one in plan_of(plan).targets if words in one.quote and one.value == Fraction(value)]
    assert len(found) == 1
    one = found[0]
    assert (one.name, one.comparator, one.value_max, one.unit, one.growth, one.strive) == (
        name,
        comparator,
        None if top is None else Fraction(top),
        unit,
        growth,
        strive,
    )


@pytest.mark.parametrize("name", NAMES)
def test_as_many_goals_are_read_as_a_person_counts(name: str) -> None:
    expected = {"city-2008": 15, "city-2021": 19, "county-2023": 16, "province-2024": 30, "zone-2019": 19}
    assert len(plan_of(name).targets) == expected[name]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("city-2021", "1003"),  # what was reached in an earlier year
        ("city-2021", "500万元"),  # the ceiling of a subsidy
        ("county-2023", "2025"),  # a date
        ("zone-2019", "1亿"),  # the size of projects, not a goal
        ("city-2008", "六个目标"),  # a number of goals, not a goal
    ],
)
def test_dates_bases_rules_and_attributes_are_no_goals(plan: str, words: str) -> None:
    assert not [one for one in plan_of(plan).targets if one.quote.endswith(words)]
    assert Fraction(1003) not in [one.value for one in plan_of(plan).targets]


@pytest.mark.parametrize(
    ("plan", "chapters", "items"),
    [
        ("city-2021", ["总体要求", "主要目标", "重点任务", "保障措施"], 6),
        ("county-2023", ["总体目标", "重点行动", "组织实施"], 6),
        ("province-2024", ["发展目标", "重点任务", "保障措施"], 6),
        ("zone-2019", [], 4),
        ("city-2008", [], 0),
    ],
)
def test_chapters_and_items_follow_the_numbering_of_the_plan(
    plan: str, chapters: list[str], items: int
) -> None:
    found = plan_of(plan)
    assert [one.title for one in found.chapters] == chapters
    assert [one.no for one in found.items] == list(range(1, items + 1))


@pytest.mark.parametrize(
    ("plan", "verb", "deliverable"),
    [
        ("city-2021", "出台", "临江市新型研发机构管理办法"),
        ("city-2021", "建成", "市科技创新综合服务平台"),
        ("city-2021", "举办", "创新创业大赛"),
        ("county-2023", "组建", "青岭县产业技术研究院"),
        ("county-2023", "召开", "全县科技创新大会"),
        ("province-2024", "成立", "省委科技委员会办公室"),
        ("zone-2019", "争创", "国家知识产权示范园区"),
        ("city-2008", "举办", "中国（东岭）新材料大会"),
    ],
)
def test_a_milestone_is_a_verb_and_its_deliverable(plan: str, verb: str, deliverable: str) -> None:
    assert (verb, deliverable) in [(one.verb, one.deliverable) for one in plan_of(plan).milestones]


def test_the_title_inside_a_notice_is_the_plans_title() -> None:
    assert plan_of("city-2021").title == "临江市2021年科技创新工作要点"
    assert not [one for one in plan_of("city-2021").milestones if one.verb == "印发"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_spans_point_into_the_text_as_given(name: str, ending: str) -> None:
    text = text_of(name).replace("\n", ending)
    found = read(text)
    for one in [*found.targets, *found.milestones]:
        assert text[one.span[0] : one.span[1]] == one.quote
    for item in found.items:
        assert item.title in fold(text)[item.span[0] : item.span[1]]
    for earlier, later in pairwise(found.items):
        assert earlier.span[1] <= later.span[0]


def test_three_levels_with_running_numbers_take_the_running_ones_as_items() -> None:
    text = (
        "某省科技创新行动计划（演示）\n一、重点任务\n（一）平台\n1.建设实验室。新建省重点实验室5家。\n2.建设中心。新建技术中心6家。\n"
        "（二）人才\n3.引进人才。引进领军人才20名，加强人才服务。\n二、保障\n（一）投入\n4.加大投入。财政科技支出达到3亿元，优化投入结构。\n"
    )
    found = read(text)
    assert [item.no for item in found.items] == [1, 2, 3, 4]
    assert [one.item for one in found.targets] == [1, 2, 3, 4]
    assert [chapter.title for chapter in found.chapters] == ["重点任务", "保障"]


CLAUSES = st.sampled_from(
    [
        "新建院士工作站30家，",
        "力争达到6.2万家；",
        "出台《管理办法》。",
        "翻一番，",
        "一、总体要求\n",
        "（二）主要目标。",
        "3.加强人才引进。",
        "第四条 ",
        "1,000家",
        "“四个100”",
        "（其中国家级3家）",
        "在去年新增52家基础上，",
        "分别达到5家、6家",
        "百场",
        "５０％以上。",
        "\r\n",
        "《",
        "”",
        "：",
        "1-2家",
        "《〔2018〕12号》",
        "由3家增加到5家",
        "亿元",
        "全覆盖",
        "前十位",
        "R&D2.5%",
        ".",
    ]
)


@given(st.lists(CLAUSES, max_size=30).map("".join))
def test_any_mixture_is_read_or_refused_and_never_misquoted(body: str) -> None:
    text = "演示工作计划\n" + body + "加快推进科技创新工作，完善服务体系，" * 6
    try:
        found = read(text)
    except NotAPlan:
        return
    for one in [*found.targets, *found.milestones]:
        assert text[one.span[0] : one.span[1]] == one.quote
        assert one.quote.strip()


def test_the_2018_plan_is_found_again() -> None:
    plan, found = load(), read(load().text)
    assert [(one.no, one.title) for one in found.items] == [(one.no, one.title) for one in plan.items]
    assert [one.title for one in found.chapters] == [one.title for one in plan.chapters]
    hits = [
        target.id
        for target in plan.targets
        if any(
            one.span[0] < target.span[1] and target.span[0] < one.span[1] and one.value == target.value
            for one in found.targets
        )
    ]
    assert len(hits) >= 66  # of 68
    assert len(found.targets) <= 70


def test_json_has_exactly_the_agreed_keys() -> None:
    data = plan_of("city-2021").as_json()
    assert list(data) == ["title", "chapters", "items", "targets", "milestones"]
    assert list(data["items"][0]) == ["no", "title", "span"]
    assert list(data["targets"][0]) == [
        "quote",
        "span",
        "item",
        "name",
        "comparator",
        "value",
        "value_max",
        "unit",
        "growth",
        "strive",
    ]
    assert list(data["milestones"][0]) == ["quote", "span", "item", "verb", "deliverable"]
