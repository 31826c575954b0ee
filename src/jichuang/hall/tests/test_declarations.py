"""Declarations refuse at import what does not fit, and say what was meant."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.hall.catalogue import Catalogue, UnknownMatter
from jichuang.hall.checks import declaration_errors, version_errors
from jichuang.hall.declare import (
    Announcement,
    Batch,
    Certificate,
    DeclarationError,
    Desk,
    Element,
    Field,
    FieldType,
    Form,
    FormCheck,
    Material,
    Nature,
    Publicity,
    Route,
    Stage,
    Step,
    load_guide,
)
from jichuang.hall.declare.changes import between
from jichuang.hall.declare.guide import CATCH_ALL
from jichuang.hall.tests.trial import FORM, ROUTE, TRIAL, TRIAL_V1, guide


def one_field(**more):
    return Field("a", "甲", FieldType.INTEGER, **more)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Field("a", "甲", FieldType.TEXT, tittle="x"), "没有“tittle”这一项，是否想写“title”"),
        (lambda: Field("a", type=FieldType.TEXT), "缺少必填项：title"),
        (lambda: Field("A-1", "甲", FieldType.TEXT), "只能用小写英文"),
        (lambda: Field("a", "甲", FieldType.MONEY, "美元"), "金额的单位应为元、万元、亿元之一"),
        (lambda: Field("a", "甲", FieldType.CHOICE), "选择项须列出 choices"),
        (lambda: Field("a", "甲", "integer?"), "不在"),
        (lambda: one_field(prefill="staff"), "来源:键"),
        (lambda: Step("s", "步", ()), "没有任何填报项"),
        (lambda: Form((Step("s", "步", (one_field(), one_field())),)), "填报项或材料“a”重复"),
        (lambda: Route(), "缺少必填项：stages"),
        (lambda: Route(FormCheck(), FormCheck()), "环节“form_check”重复"),
        (lambda: Route(FormCheck(then="batsh"), Batch()), "“batsh”未声明，是否想写“batch”"),
        (lambda: Stage("x", "甲", public_label="乙"), "具体种类"),
        (lambda: Publicity(days=None), "公示须写明工作日数"),
        (lambda: FormCheck(by="city!"), "by 应为 Desk"),
        (lambda: TRIAL.earlier(2), "应小于2"),
        (lambda: TRIAL.earlier(1, rout=ROUTE), "没有“rout”这一项，是否想写“route”"),
        (lambda: TRIAL.earlier(1, rules="tech-sm"), "规则“tech-sm”不存在，是否想写“tech-sme”"),
        (
            lambda: TRIAL.earlier(1, form=Form((Step("s", "步", (one_field(fact="staf"),)),))),
            "“staf”不在规则“tech-sme”中，是否想写“staff”",
        ),
        (lambda: TRIAL.earlier(1, business_date_field="stuff"), "未声明的填报项“stuff”，是否想写“staff”"),
        (lambda: TRIAL.earlier(1, basis=()), "缺少设定依据"),
        (lambda: TRIAL.earlier(1, guide=guide(statutory_days=20)), "评价服务没有法定办结时限"),
    ],
)
def test_an_inconsistent_declaration_is_refused_with_what_was_meant(make, says):
    with pytest.raises(DeclarationError) as refusal:
        make()
    assert says in str(refusal.value)


def test_routes_name_unreachable_stages_loops_and_missing_ends():
    assert ROUTE.faults() == []
    skipped = Route(FormCheck(then="certificate"), Batch(), Certificate())
    assert skipped.faults() == ["环节“汇总分批”（batch）不可达：没有任何环节通向它"]
    looped = Route(FormCheck(), Batch(then="form_check"), Announcement())
    assert any("成环" in fault for fault in looped.faults())
    assert Route(FormCheck(), Batch()).faults() == ["流程止于“汇总分批”，没有终结环节（如公告）"]


@pytest.mark.parametrize(
    "title", ["其他材料", "其他有关材料", "有关材料", "营业执照、审计报告等", "其他证明材料"]
)
def test_catch_all_materials_are_recognised(title):
    assert CATCH_ALL.search(title)


@pytest.mark.parametrize(
    "title", ["营业执照副本", "研发费用辅助账汇总表", "高等学校推荐函", "等级保护测评报告"]
)
def test_named_materials_are_not_mistaken_for_catch_alls(title):
    assert not CATCH_ALL.search(title)


def test_a_matter_with_an_empty_element_a_catch_all_and_a_dead_stage_is_not_published():
    bad = TRIAL.earlier(
        1,
        guide=guide(consult=Element(""), visit_count=1),
        form=Form(FORM.steps, (Material("other", "其他材料"),)),
        route=Route(FormCheck(then="certificate"), Batch(), Certificate()),
    )
    fresh = Catalogue()
    fresh.register(bad)
    errors = [error.msg for error in declaration_errors(fresh)]
    assert errors == [
        "指南缺少“咨询方式”",
        "指南缺少“必须现场办理的原因（到现场次数大于0）”",
        "材料“其他材料”是兜底条款，须写明具体名称",
        "环节“汇总分批”（batch）不可达：没有任何环节通向它",
    ]


def test_the_guide_rules_of_the_exchange_table_hold():
    assert guide().missing() == []
    assert guide(charged=True).missing() == ["收费依据（收费）", "收费标准（收费）"]
    assert guide(statutory_days=10, promised_days=15).missing() == [
        "承诺办结时限（15个工作日，不得长于法定办结时限10个工作日）"
    ]


def test_a_guide_file_with_an_unknown_element_is_refused_by_name(tmp_path):
    file = tmp_path / "guide.toml"
    file.write_text('consult = "电话"\nconsul = "x"\n', encoding="utf-8")
    with pytest.raises(DeclarationError, match="“consul”不是指南要素"):
        load_guide(file)


def test_a_catalogue_holds_versions_and_names_near_misses():
    fresh = Catalogue()
    fresh.register(TRIAL_V1)
    fresh.register(TRIAL)
    assert fresh.get("trial-evaluation") is TRIAL and fresh.get("trial-evaluation", 1) is TRIAL_V1
    assert fresh.all() == [TRIAL] and fresh.versions("trial-evaluation") == [TRIAL_V1, TRIAL]
    with pytest.raises(UnknownMatter, match="是否想写“trial-evaluation”"):
        fresh.get("trial-evalution")
    with pytest.raises(UnknownMatter, match="没有声明第9版"):
        fresh.get("trial-evaluation", 9)
    with pytest.raises(DeclarationError, match="已经声明过"):
        fresh.register(TRIAL.earlier(1))


def test_an_open_case_of_an_undeclared_version_stops_the_start(submitted_case):
    assert version_errors(Catalogue())[0].msg.startswith("有未办结的办件固定在事项“trial-evaluation”第2版")
    fresh = Catalogue()
    fresh.register(TRIAL)
    assert version_errors(fresh) == []


def test_the_record_in_force_is_dated():
    assert TRIAL.record_on(date(2018, 1, 1)).name == "全国试验平台" and TRIAL.record.elsewhere


def test_a_service_is_never_spoken_of_as_a_permit():
    words = Nature.EVALUATION.words
    assert "许可" not in str(words) and "受理" not in str(words) and not words.statutory
    assert Nature.PERMIT.words.take_in == "受理" and Nature.PERMIT.words.statutory


def test_changes_between_versions_are_sentences():
    assert between(TRIAL_V1, TRIAL)[:3] == [
        "新增填报项“年销售收入”",
        "新增填报项“研发费用”",
        "新增填报项“成本费用支出”",
    ]


def test_two_desks_of_one_stage_each_owe_a_task():
    assert FormCheck(by=(Desk.COUNTY, Desk.CITY)).desks == (Desk.COUNTY, Desk.CITY)
