"""The exchange table's rules, its shape, its codes, and the public comparison of versions."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from jichuang.codes.matter_codes import CaseSerial, ImplementationCode
from jichuang.hall import catalogue, exchange, verbs
from jichuang.hall.catalogue import Catalogue
from jichuang.hall.checks import declaration_errors
from jichuang.hall.coding import codes_of, serial_of
from jichuang.hall.commands import matters
from jichuang.hall.declare import Citation, Element, Form, Material, Matter, Nature
from jichuang.hall.declare.changes import compared
from jichuang.hall.declare.guide import OPTIONAL, TITLES, catch_alls
from jichuang.hall.tests.trial import FORM, TRIAL, TRIAL_V1, guide


def newer(version, **changes):
    """A later version of the trial matter."""
    return Matter(**{**TRIAL._given, **changes, "version": version})


REQUIRED = [key for key in TITLES if key not in OPTIONAL]
ON = date(2018, 9, 30)


@pytest.mark.parametrize("key", REQUIRED)
def test_publication_is_refused_naming_each_missing_element(key):
    declared = Catalogue()
    declared.register(TRIAL.earlier(1, guide=guide(**{key: Element("")})))
    assert [error.msg for error in declaration_errors(declared)] == [f"指南缺少“{TITLES[key]}”"]


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"statutory_days": 20, "promised_days": 21}, "不得长于法定办结时限20个工作日"),
        ({"statutory_days": 30, "statutory_unit": "日", "promised_days": 22}, "不得长于法定办结时限30日"),
        ({"statutory_days": 1, "statutory_unit": "月", "promised_days": 22}, "不得长于法定办结时限1个月"),
        ({"charged": True, "fee_standard": Element("100元")}, "收费依据（收费）"),
        ({"charged": True, "fee_basis": Element("冀价〔2017〕1号")}, "收费标准（收费）"),
        ({"visit_count": 1}, "必须现场办理的原因（到现场次数大于0）"),
        ({"case_type": Element("即办件"), "promised_days": 2}, "即办件应在1个工作日内办结"),
    ],
)
def test_a_guide_that_breaks_a_rule_of_the_table_is_refused(changes, words):
    found = guide(**changes).missing()
    assert len(found) == 1 and words in found[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"statutory_days": 20, "promised_days": 20},
        {"statutory_days": 30, "statutory_unit": "日", "promised_days": 21},
        {"charged": True, "fee_basis": Element("冀价〔2017〕1号"), "fee_standard": Element("100元")},
        {"visit_count": 1, "visit_reason": Element("核验原件")},
        {"case_type": Element("即办件"), "promised_days": 1},
    ],
)
def test_a_guide_that_keeps_the_rules_is_published(changes):
    assert guide(**changes).missing() == []


@pytest.mark.parametrize(
    "title, refused",
    [
        ("其他材料", True),
        ("其它相关证明材料", True),
        ("有关材料", True),
        ("营业执照等", True),
        ("专利证书等相关证明材料", True),
        ("证明材料（专利、奖励等）", True),
        ("法律法规规定的其他文件", True),
        ("有关部门出具的环评批复", False),
        ("高等学校学历证书", False),
        ("相关知识产权清单", False),
    ],
)
def test_a_material_that_demands_without_naming_is_refused(title, refused):
    assert bool(catch_alls(Form(FORM.steps, (Material("one", title),)))) is refused


def test_a_cancelled_matter_may_not_be_started_from_the_day_after(stand, browse_page):
    ended = TRIAL.earlier(1, withdrawn_on=date(2018, 9, 3))
    declared = {"trial-evaluation": {1: ended}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue.catalogue, "_matters", declared)
        assert "开始填写" in browse_page("/matters/trial-evaluation/")
        stand(date(2018, 9, 4))
        assert "开始填写" not in browse_page("/matters/trial-evaluation/")


@pytest.fixture
def browse_page(client):
    """The text of a public page."""
    return lambda path: client.get(path).content.decode()


def test_the_comparison_of_two_versions_is_public_and_complete(stand, browse_page):
    changed = {(one.part, one.kind, one.title) for one in compared(TRIAL_V1, TRIAL)}
    assert ("填报项", "新增", "年销售收入（sales）") in changed
    assert ("办理流程", "修改", "形式核对（form_check）") in changed
    page = browse_page("/matters/trial-evaluation/versions/?from=1&to=2")
    assert "年销售收入（sales）" in page and f"共 {len(compared(TRIAL_V1, TRIAL))} 处不同" in page
    assert compared(TRIAL, TRIAL) == []


def test_every_published_attribute_that_changes_shows_in_the_comparison():
    other = TRIAL.earlier(
        1,
        title="旧名",
        nature=Nature.FILING,
        audience="高校",
        basis=(Citation("旧办法", "试发〔2016〕1号"),),
        guide=guide(consult=Element("旧电话"), condition_list=("旧条件",), promised_days=20),
        form=Form(FORM.steps, (Material("licence", "营业执照副本", copies=2),)),
    )
    titles = {one.title for one in compared(other, TRIAL)}
    assert titles >= {"事项名称", "事项类型", "服务对象", "设定依据", "咨询方式", "受理条件（逐条）"}
    assert titles >= {"承诺办结时限（天数）", "营业执照副本（licence）", "研发费用辅助账（rd_ledger）"}


def test_the_guide_of_a_past_day_is_the_version_of_that_day(stand, browse_page):
    old, new = TRIAL.earlier(1, title="试验评价（旧版）"), newer(3, published_on=date(2018, 9, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue.catalogue, "_matters", {"trial-evaluation": {1: old, 3: new}})
        assert "试验评价（旧版）" in browse_page("/matters/trial-evaluation/?on=2018-08-31")
        assert "试验评价（旧版）" not in browse_page("/matters/trial-evaluation/?on=2018-09-01")


def test_the_export_has_the_tables_columns_and_says_which_demanded_ones_are_empty(stand, client, settings):
    with catalogue.catalogue.on_trial(newer(3, guide=guide(level=Element("省级")))):
        rows = client.get("/matters/exchange/elements.json").json()
    row = next(one for one in rows if one["task_name"] == "试验评价")
    assert list(row)[:5] == ["task_name", "task_type", "task_version", "task_state", "catalog_code"]
    assert (row["promise_day"], row["limit_scene_num"], row["is_fee"]) == ("15", "0", "否")
    assert ImplementationCode.parse(row["task_code"]).basic.value == row["catalog_code"]
    sheet = client.get("/matters/trial-evaluation/exchange/materials.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(sheet)))
    assert [line["材料名称"] for line in lines] == ["研发费用辅助账", "营业执照副本"]
    assert client.get("/matters/exchange/other.csv").status_code == 404


def test_outside_demonstration_no_code_is_invented(settings):
    settings.DEMONSTRATION = False
    row = exchange.element_row(TRIAL, ON)
    assert row["catalog_code"] == row["task_code"] == row["dept_code"] == ""
    assert row["missing"].startswith("基本编码、实施编码") and "不编造" in row["missing"]


def test_a_published_code_is_used_as_it_is(settings):
    settings.DEMONSTRATION = False
    known = guide(
        basic_code=Element("132199806003"), body_code=Element("12441500196720244T"), level=Element("省级")
    )
    held = codes_of(TRIAL.earlier(1, guide=known))
    assert held.implementation == "12441500196720244T2132199806003" and held.note == ""


def test_the_serial_of_a_case_names_the_matter_the_day_and_the_order(firm, clerk):
    with catalogue.catalogue.on_trial(newer(3, guide=guide(level=Element("省级")))):
        serial = CaseSerial.parse(serial_of(verbs.start(matter="trial-evaluation", party=firm, by=clerk)))
    assert (serial.on, serial.order) == (date(2018, 9, 3), 1)
    assert serial.implementation.level_title == "省级"


def test_the_command_exports_the_table(stand, tmp_path, capsys):
    assert matters(["export", "--on", "2018-09-30", "-o", str(tmp_path / "a.json")]) == 0
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert "试验评价" in [row["task_name"] for row in rows]
    assert matters(["export", "--table", "materials", "-o", str(tmp_path / "a.csv")]) == 0
    assert "研发费用辅助账" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert matters(["export", "-o", str(tmp_path / "a.pdf")]) == 2
