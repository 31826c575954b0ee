"""Upload, correct, adopt: another city's plan becomes a board; bad files and bad corrections are named."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jichuang.plan.models import Plan, ReadDraft
from jichuang.plan.reads import board
from jichuang.plan.tests.conftest import NEW, rows

TEXT = """保定市2019年科技工作要点
2019年全市科技工作的主要目标是：高新技术企业总数达到900家以上，技术合同成交额达到60亿元。
一、培育创新主体
1.实施高新技术企业倍增计划。全年新增高新技术企业150家以上，力争新建省级以上科技企业孵化器3家。
2.发展科技型中小企业。全年新增科技型中小企业1200家。
二、完善创新环境
3.加强政策服务。制定出台《保定市科技创新券管理办法》，建设全市科技服务平台。
"""


def file(text: str | bytes = TEXT, name: str = "保定.txt") -> SimpleUploadedFile:
    content = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile(name, content, content_type="text/plain")


def posted(draft: ReadDraft, **changes: str) -> dict[str, str]:
    """The form as the browser would send it, with changes."""
    data = {"revision": str(draft.revision), "title": draft.found["title"]}
    for kind in ("targets", "milestones"):
        for index, row in enumerate(draft.found[kind]):
            for name, value in row.items():
                if name in {"quote", "span", "item"} or value is False:
                    continue
                data[f"{kind}-{index}-{name}"] = "on" if value is True else str(value)
    return {**data, **changes}


@pytest.fixture
def draft(plan, signed_in, officer) -> ReadDraft:
    answer = signed_in(officer).post("/plan/read/", {"file": file()})
    assert answer.status_code == 302, answer.content.decode()
    return ReadDraft.objects.get()


def find(draft: ReadDraft, words: str) -> int:
    return next(i for i, row in enumerate(draft.found["targets"]) if words in row["quote"])


def test_an_uploaded_plan_becomes_a_board_of_its_own(draft, signed_in, officer, load):
    client = signed_in(officer)
    assert "保定市2019年科技工作要点" in client.get(f"/plan/read/{draft.pk}/").content.decode()
    new = find(draft, "150家")
    form = posted(draft, do="adopt", slug="baoding-2019", year="2019", region_name="保定市")
    form[f"targets-{new}-indicator"] = "hnte-first-certified"
    form[f"targets-{new}-name"] = "新增高新技术企业（更正）"
    answer = client.post(f"/plan/read/{draft.pk}/correct/", form)
    assert answer.headers["Location"] == "/plan/baoding-2019/", answer.content.decode()
    adopted = Plan.objects.get(slug="baoding-2019")
    assert (adopted.base_on, adopted.ends_on) == (date(2018, 12, 31), date(2019, 12, 31))
    target = adopted.targets.get(indicator="hnte-first-certified")
    assert adopted.text[target.start : target.end] == target.quote
    load("hnte", rows("h", 4, date(2019, 2, 1)))
    found = board(adopted, date(2019, 6, 30)).rows[target.code]
    assert (found.value, found.target.name) == (4, "新增高新技术企业（更正）")
    assert client.get("/plan/baoding-2019/").status_code == 200
    assert client.get("/plan/baoding-2019/text/").status_code == 200
    assert Plan.objects.count() == 2


def test_an_unbound_target_is_grey_with_its_reason(draft, signed_in, officer):
    form = posted(draft, do="adopt", slug="b", year="2019")
    signed_in(officer).post(f"/plan/read/{draft.pk}/correct/", form)
    found = board(Plan.objects.get(slug="b"), date(2019, 6, 30))
    assert {row.light.colour for row in found.rows.values()} == {"grey"}
    assert all("尚未绑定指标" in row.why for row in found.rows.values())


def test_what_was_unticked_is_not_adopted(draft, signed_in, officer):
    form = posted(draft, do="adopt", slug="b", year="2019")
    total = len(draft.found["targets"])
    del form["targets-0-keep"]
    signed_in(officer).post(f"/plan/read/{draft.pk}/correct/", form)
    assert Plan.objects.get(slug="b").targets.count() == total - 1


def test_wrong_corrections_are_named_and_nothing_typed_is_lost(draft, signed_in, officer):
    form = posted(draft, do="adopt", slug="../2019", year="19")
    form.update(
        {
            "targets-0-value": "九百",
            "targets-0-name": "我的名称",
            "targets-1-unit": "",
            "targets-1-indicator": "no-such",
        }
    )
    answer = signed_in(officer).post(f"/plan/read/{draft.pk}/correct/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "目标第1行目标值“九百”",
        "目标第2行缺单位",
        "没有指标“no-such”",
        "不能用作网址",
        "四位年份",
    ):
        assert words in page, words
    assert 'value="九百"' in page and 'value="我的名称"' in page
    assert Plan.objects.filter(slug="2018").count() == Plan.objects.count() == 1


def test_a_taken_slug_is_said_beside_the_form(draft, signed_in, officer):
    answer = signed_in(officer).post(
        f"/plan/read/{draft.pk}/correct/", posted(draft, do="adopt", slug="2018", year="2019")
    )
    assert answer.status_code == 409
    assert "已被另一份要点使用" in answer.content.decode()


def test_the_second_of_two_officers_is_warned_and_overwrites_nothing(draft, signed_in, officer):
    client = signed_in(officer)
    first, second = posted(draft, title="甲改的标题"), posted(draft, title="乙改的标题")
    assert client.post(f"/plan/read/{draft.pk}/correct/", first).status_code == 302
    answer = client.post(f"/plan/read/{draft.pk}/correct/", second)
    assert answer.status_code == 409 and "刚刚保存过" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.found["title"] == "甲改的标题"


def test_a_plan_is_adopted_once(draft, signed_in, officer):
    client = signed_in(officer)
    client.post(f"/plan/read/{draft.pk}/correct/", posted(draft, do="adopt", slug="b", year="2019"))
    again = client.post(f"/plan/read/{draft.pk}/correct/", posted(draft, do="adopt", slug="c", year="2019"))
    assert again.status_code == 409
    assert Plan.objects.count() == 2


def test_quotes_cannot_be_posted(draft, signed_in, officer):
    form = posted(draft)
    form["targets-0-quote"] = "伪造的引语"
    signed_in(officer).post(f"/plan/read/{draft.pk}/correct/", form)
    draft.refresh_from_db()
    assert draft.found["targets"][0]["quote"] in TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "今天天气很好。我们去公园散步，看见了很多花。".encode(),
        ("秘密★10年\n" + TEXT).encode(),
        b"\x00\x01\x02\x03" * 50,
    ],
    ids=["empty", "no-plan", "marked-secret", "binary"],
)
def test_a_file_that_is_no_plan_is_refused_in_words(plan, signed_in, officer, content):
    answer = signed_in(officer).post("/plan/read/", {"file": file(content)})
    assert answer.status_code == 422
    assert "没有读入" in answer.content.decode()
    assert not ReadDraft.objects.exists()


def test_no_file_at_all_is_said_so(plan, signed_in, officer):
    answer = signed_in(officer).post("/plan/read/", {})
    assert answer.status_code == 422 and "没有选择文件" in answer.content.decode()


def test_gbk_reads_the_same(plan, signed_in, officer):
    signed_in(officer).post("/plan/read/", {"file": file(TEXT.encode("gbk"))})
    assert ReadDraft.objects.get().found["title"] == "保定市2019年科技工作要点"


@pytest.mark.parametrize("address", ["/plan/read/", "/plan/read/1/"])
@pytest.mark.parametrize("person", ["anonymous", "outsider", "leader", "city_officer"])
def test_only_a_provincial_officer_reads_plans_in(plan, real, request, signed_in, address, person):
    client = Client() if person == "anonymous" else signed_in(request.getfixturevalue(person))
    answer = client.get(address)
    assert answer.status_code == 403
    assert "省科技厅经办" in answer.content.decode()


def test_dates_of_another_year_do_not_leak_into_this_board(draft, signed_in, officer, load):
    form = posted(draft, do="adopt", slug="b", year="2019")
    form[f"targets-{find(draft, '150家')}-indicator"] = "hnte-first-certified"
    signed_in(officer).post(f"/plan/read/{draft.pk}/correct/", form)
    load("hnte", rows("h", 4, NEW))
    adopted = Plan.objects.get(slug="b")
    code = adopted.targets.get(indicator="hnte-first-certified").code
    assert board(adopted, date(2019, 6, 30)).rows[code].value == 0
