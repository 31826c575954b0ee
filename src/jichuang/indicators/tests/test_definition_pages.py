"""指标目录、指标页、登记与导入: what each page shows to whom, and what a file is told about its cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base.errors import Invalid
from jichuang.codes.tabular import write_xlsx
from jichuang.indicators import catalogue, verbs
from jichuang.indicators.models import Observation
from jichuang.indicators.reads import vintages
from jichuang.indicators.tests.conftest import entry
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

HEADS = ["指标代码", "地区", "所属时期", "数值", "状态", "发布单位", "发布物标题", "发布日期", "说明"]


@pytest.fixture
def officer(db):
    user = User.objects.create_user("officer", "correct horse battery", name="经办（演示）")
    appoint(user=user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None, home="")
    return user


@pytest.fixture
def inside(officer):
    client = Client()
    client.force_login(officer)
    return client


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def give(officer, period: str, value: str | None, **more):
    given = {
        "indicator": "gross-regional-product", "publisher": "河北省统计局", "title": f"{period}公报",
        "published_on": date(2018, 9, 1), "by": officer,
    } | more  # fmt: skip
    return verbs.record_observation(period=period, value=None if value is None else Decimal(value), **given)


def test_every_declared_indicator_has_a_page_for_anyone(db):
    client = Client()
    assert "指标目录" in text_of(client, "/statistics/indicators/")
    for one in catalogue.all_indicators():
        page = text_of(client, f"/statistics/indicators/{one.code}/")
        assert "保密规则" in page and "公式" in page, one.code


def test_the_public_sees_no_live_count_and_no_place(load, inside):
    load("hnte", *[entry(f"企业{n}", date(2018, 1, 1)) for n in range(7)])
    address = "/statistics/indicators/hnte-in-force/"
    assert "还没有发布过" in text_of(Client(), address) and "home=130100" not in text_of(Client(), address)
    assert "石家庄" in text_of(inside, address)
    assert "企业3（演示）" in text_of(inside, f"{address}?home=130100")
    assert "企业3" not in text_of(Client(), f"{address}?home=130100")
    text_of(Client(), f"{address}rows.xlsx", 403)


def test_a_missing_figure_is_no_zero_and_leaves_the_period_before_standing(officer, inside):
    give(officer, "2016", "31827.9")
    give(officer, "2017", None, status="missing", note="本期未发布")
    read = vintages(["gross-regional-product"])
    assert read.on("gross-regional-product", date(2018, 9, 30)).period == "2016"
    page = text_of(inside, "/statistics/indicators/gross-regional-product/")
    assert "缺数" in page and "本期未发布" in page and "本期缺数" in page


@pytest.mark.parametrize(
    ("value", "status", "note", "field"),
    [(None, "missing", "", "note"), ("1", "missing", "因", "value"), (None, "published", "", "value")],
)
def test_a_figure_and_its_status_must_agree(officer, value, status, note, field):
    with pytest.raises(Invalid) as fault:
        give(officer, "2017", value, status=status, note=note)
    assert fault.value.problems[0].field == field


def test_an_estimate_never_replaces_a_published_figure_and_stays_inside(officer, inside):
    give(officer, "2017", "35964.0", status="estimate", title="测算")
    assert "35,964.0" in text_of(inside, "/statistics/indicators/gross-regional-product/")
    assert "35,964.0" not in text_of(Client(), "/statistics/indicators/gross-regional-product/")
    give(officer, "2017", "34016.3")
    with pytest.raises(Invalid, match="不能替代它"):
        give(officer, "2017", "36000", status="estimate", title="再测算")
    page = text_of(inside, "/statistics/indicators/gross-regional-product/")
    assert "2 个版本" in page and "34,016.3" in page


def test_growth_over_a_break_has_no_arrow_and_a_comparable_base_stands_beside_the_raw_rate(officer, inside):
    for period, value in (("2016", "3100"), ("2017", "2900")):
        give(officer, period, value, region="130600")
    page = text_of(inside, "/statistics/indicators/gross-regional-product/?region=130600")
    assert "范围有变化，不直接相比" in page and "雄安新区单列" in page
    verbs.record_comparable_base(
        indicator="gross-regional-product", region="130600", period="2017", earlier="2016", value=Decimal(2750),
        reason="扣除雄安三县", publisher="保定市统计局", title="可比数", by=officer,
    )  # fmt: skip
    page = text_of(inside, "/statistics/indicators/gross-regional-product/?region=130600")
    assert "上升 5.5%" in page and "扣除雄安三县" in page


def sheet(*rows: list[str]) -> BytesIO:
    target = BytesIO()
    write_xlsx(target, HEADS, rows, text_columns=HEADS)
    target.seek(0)
    return target


def row(value: str, period: str = "2018-09", **more: str) -> list[str]:
    given = dict.fromkeys(HEADS, "") | {
        "指标代码": "technology-contracts-month", "地区": "130000", "所属时期": period, "数值": value,
        "发布单位": "省技术市场管理部门", "发布物标题": f"{period}快报", "发布日期": "2018-09-29",
    } | more  # fmt: skip
    return [given[head] for head in HEADS]


def test_text_where_a_number_belongs_is_named_with_its_cell(officer):
    batch = verbs.preview_batch(
        file=sheet(row("约三百"), row("300", 指标代码="hnte-in-force")), filename="a.xlsx", by=officer
    )
    first, second = batch.rows
    assert first["problems"][0]["cell"].endswith("D2") and "不是一个数" in first["problems"][0]["problem"]
    assert "不得录入" in second["problems"][0]["problem"]
    assert batch.sound == 0


def test_yuan_for_thousand_yuan_is_suspected_and_needs_a_reason(officer):
    batch = verbs.preview_batch(
        file=sheet(row("310.5", "2018-08"), row("325000", "2018-09")), filename="a.xlsx", by=officer
    )
    assert "千倍" in batch.rows[1]["doubts"][0]
    with pytest.raises(Invalid, match="存疑"):
        verbs.commit_batch(batch=batch, by=officer)
    assert not Observation.objects.exists()
    verbs.commit_batch(batch=batch, by=officer, reason="已与快报核对")
    assert "核实：已与快报核对" in Observation.objects.get(period="2018-09").note


def test_a_blank_is_not_read_as_zero(officer):
    batch = verbs.preview_batch(file=sheet(row("")), filename="a.xlsx", by=officer)
    assert "不按零处理" in batch.rows[0]["problems"][0]["remedy"]


def test_an_upload_goes_through_the_pages(inside):
    file = sheet(row("310.5", "2018-08"), row("abc"))
    file.name = "快报.xlsx"
    answer = inside.post("/statistics/import/", {"file": file}, follow=True)
    page = answer.content.decode()
    assert "可写入 1 行" in page and "D3" in page
    address = answer.redirect_chain[-1][0]
    page = inside.post(f"{address}commit/", follow=True).content.decode()
    assert "已写入1条" in page
    assert Observation.objects.get().text == "310.5"


def test_a_visitor_may_neither_record_nor_import(db):
    assert Client().get("/statistics/import/").status_code == 403
    answer = Client().post(
        "/statistics/indicators/rd-intensity/record/",
        {"period": "2017", "value": "1", "published_on": "2018-01-01"},
    )
    assert answer.status_code == 403 and not Observation.objects.exists()
