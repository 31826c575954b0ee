"""The pages: the unit fills in, the desk chases, accepts, freezes; Excel out and in; strangers are refused."""

from __future__ import annotations

from io import BytesIO

import pytest

from jichuang.codes.tabular import read_table, write_xlsx
from jichuang.returns.models import Owed
from jichuang.returns.pages.excel import SHEET
from jichuang.returns.tests.conftest import file, on
from jichuang.returns.tests.trial import GOOD


def text(answer):
    """The page as text."""
    return answer.content.decode()


def test_a_unit_finds_fills_and_hands_in_its_return(client, owed, clerk):
    client.force_login(clerk)
    assert "试验季度报告" in text(client.get("/my/returns/")) and "试验季度报告" in text(client.get("/my/"))
    page = f"/returns/{owed.pk}/form/"
    assert "2018年第二季度试验季度报告" in text(client.get(page))
    wrong = client.post(page, {**GOOD, "income": "999", "revision": owed.revision, "then": "hand_in"})
    assert wrong.status_code == 422 and "按分项计算为100" in text(wrong) and 'value="999"' in text(wrong)
    owed.refresh_from_db()
    done = client.post(page, {**GOOD, "revision": owed.revision, "then": "hand_in"}, follow=True)
    assert "第 1 稿" in text(done) and "已报送" in text(done)


def test_autosave_answers_the_revision_and_a_second_page_is_told(client, owed, clerk):
    client.force_login(clerk)
    page = f"/returns/{owed.pk}/form/autosave/"
    first = client.post(page, {"staff": "12", "revision": owed.revision}).json()
    assert first["revision"] == owed.revision + 1 and first["problems"] == {}
    assert client.post(page, {"staff": "13", "revision": owed.revision}).status_code == 409


def test_the_desk_sees_counts_reminds_accepts_and_freezes(
    client, opened, firm, clerk, city_officer, province_officer
):
    row = file(Owed.objects.get(period=opened, party=firm), clerk)
    base = "/desk/returns/trial-quarterly/2018Q2/"
    client.force_login(province_officer)
    assert "试验季度报告" in text(client.get("/desk/returns/"))
    page = text(client.get(base))
    assert "一键催报全部 2 家" in page and "白榆生物" in page and "澄光传感" not in page
    assert "已催报2家" in text(client.post(f"{base}urge/?state=chase", {"all": "1"}, follow=True))
    client.force_login(city_officer)
    client.post(f"/returns/{row.pk}/accept/", {"revision": row.revision})
    row.refresh_from_db()
    assert row.state == "accepted"
    on(opened.due_on.replace(day=23))
    assert client.post(f"{base}freeze/").status_code == 403
    client.force_login(province_officer)
    assert "已冻结" in text(client.post(f"{base}freeze/", follow=True))
    assert "冻结计入" in text(client.get(f"/returns/{row.pk}/"))


def test_the_list_goes_out_with_codes_as_text_and_a_sheet_comes_back_with_cell_addresses(
    client, opened, owed, clerk, province_officer
):
    client.force_login(province_officer)
    out = client.get("/desk/returns/trial-quarterly/2018Q2/list.xlsx")
    rows = list(read_table(BytesIO(out.content), "名单.xlsx"))
    assert len(rows) == 3 and owed.subject in [cell.value for row in rows for cell in row.cells]
    client.force_login(clerk)
    assert client.get(f"/returns/{owed.pk}/sheet.xlsx").status_code == 200
    sheet = BytesIO()
    write_xlsx(
        sheet,
        SHEET,
        [["income", "", "", 100, ""], ["staff", "", "", "十二个", ""], ["secret", "", "", 1, ""]],
    )
    sheet.seek(0)
    sheet.name = "填好.xlsx"
    answer = client.post(
        f"/returns/{owed.pk}/upload/", {"file": sheet, "revision": owed.revision}, follow=True
    )
    assert "D3" in text(answer) and "没有填报项“secret”" in text(answer)
    owed.refresh_from_db()
    assert owed.answers["income"] == "1000000" and owed.rough["staff"]["text"] == "十二个"


@pytest.mark.parametrize("who", ["outsider", "langfang_officer", "other_clerk"])
def test_nobody_else_opens_a_return(request, client, owed, who):
    client.force_login(request.getfixturevalue(who))
    for page in ("", "form/", "sheet.xlsx"):
        assert client.get(f"/returns/{owed.pk}/{page}").status_code == 403
    for deed in ("accept", "send-back", "excuse", "urge", "upload"):
        assert client.post(f"/returns/{owed.pk}/{deed}/", {"revision": 1, "why": "x"}).status_code == 403


def test_officers_pages_are_closed_to_units_and_visitors(client, opened, clerk):
    for page in ("/desk/returns/", "/desk/returns/trial-quarterly/2018Q2/"):
        assert client.get(page).status_code == 302
    client.force_login(clerk)
    for page in ("/desk/returns/", "/desk/returns/trial-quarterly/2018Q2/"):
        assert client.get(page).status_code == 403
    assert client.post("/desk/returns/trial-quarterly/2018Q2/urge/", {"all": "1"}).status_code in {403, 409}
