"""批量办理 as pages: a line for every case, one failing case alone is rolled back, results from a workbook, the clock's forms."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jichuang.base import clock, files
from jichuang.base.refs import Ref
from jichuang.codes.tabular import read_table, write_xlsx
from jichuang.hall import judging, verbs
from jichuang.hall.models import Case, CaseFile, Extension, Pause, Task, UnitMaterial
from jichuang.hall.sheets import HEADERS
from jichuang.hall.tests.cast import BEGIN, enterprise, fill, officer, person, send
from jichuang.hall.tests.pages.acts import PDF, text
from jichuang.hall.verbs.keeping import keep
from jichuang.registry.terms import Role, Scope
from jichuang.registry.verbs import appoint, authorise_clerk


@pytest.fixture
def green(stand, city_officer, monkeypatch):
    """Three cases at one desk whose every check is green."""
    passed = {"verdict": "pass", "headline": "可以入库", "officer_notes": [], "rows": [], "findings": []}
    monkeypatch.setattr(judging, "stored", lambda result: dict(passed))
    found = []
    for serial in range(3):
        party = enterprise(800 + serial, f"绿样{serial}有限公司（演示）")
        user = person(f"green{serial}", f"经办{serial}（演示）")
        authorise_clerk(party=party, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
        found.append(send(fill(verbs.start(matter="trial-evaluation", party=party, by=user), user), user))
    return found


def stages(cases):
    """Where the cases lie now."""
    return [Case.objects.get(pk=case.pk).stage for case in cases]


def report(client):
    """The lines of the report: {number: (state, words)}."""
    lines = client.get("/desk/report/").context["lines"]
    return {number: (state, said) for number, _, state, _, said in lines}


def sheet(rows, headers=HEADERS) -> SimpleUploadedFile:
    """A workbook as it comes back."""
    content = BytesIO()
    write_xlsx(content, headers, rows, text_columns=headers)
    return SimpleUploadedFile("结果.xlsx", content.getvalue())


def filled(case, what, named="", note=""):
    """One row of it."""
    return (case.number, case.party.name, case.party.credit_code, "", "", what, named, note)


def test_one_failing_case_is_rolled_back_alone_and_every_case_has_its_line(
    green, city_officer, browse, monkeypatch
):
    real = verbs.accept_complete

    def breaks_for_one(**given):
        done = real(**given)
        if given["case"].pk == green[1].pk:
            raise RuntimeError("a broken matter")
        return done

    monkeypatch.setattr(verbs, "accept_complete", breaks_for_one)
    client = browse(city_officer)
    client.post("/desk/bulk/", {"case": [case.number for case in green]})
    assert stages(green) == ["batch", "form_check", "batch"]
    lines = report(client)
    assert [lines[case.number][0] for case in green] == ["ok", "bad", "ok"]
    assert "没有任何改动" in lines[green[1].number][1]


def test_what_is_not_all_green_is_not_passed_in_bulk(green, city_officer, browse):
    Case.objects.filter(pk=green[0].pk).update(findings={"verdict": "fail", "headline": "差 8 分"})
    client = browse(city_officer)
    client.post("/desk/bulk/", {"case": [green[0].number, green[1].number, green[1].number]})
    assert stages(green) == ["form_check", "batch", "form_check"]
    assert "差 8 分" in report(client)[green[0].number][1]


def test_the_result_sheet_goes_out_with_codes_as_text_and_comes_back_as_decisions(
    green, city_officer, browse
):
    client = browse(city_officer)
    out = client.get("/desk/results.xlsx", {"queue": "unclaimed"}).content
    table = read_table(BytesIO(out), "表.xlsx", expected=HEADERS)
    rows = {row.cells[0].value: row for row in table}
    assert rows[green[0].number].cells[2].value == green[0].party.credit_code
    sent = sheet(
        [
            filled(green[0], "通过"),
            filled(green[1], "退回补正", "研发费用辅助账", "请补"),
            filled(green[2], ""),
        ]
    )
    page = client.post("/desk/results/", {"file": sent})
    assert page.status_code == 200 and page.context["empty"] == 1 and len(page.context["rows"]) == 2
    assert stages(green) == ["form_check"] * 3  # nothing is done before it is confirmed
    client.post("/desk/results/commit/")
    assert stages(green) == ["batch", "form_check", "form_check"]
    assert Case.objects.get(pk=green[1].pk).state == "supplement"
    client.post("/desk/results/commit/")
    assert stages(green) == ["batch", "form_check", "form_check"]


def test_every_faulty_cell_is_named_by_its_address(green, city_officer, langfang_officer, browse):
    rows = [
        filled(green[0], "同意"),
        filled(green[1], "退回补正", "公章"),
        filled(green[2], "不符合"),
        ("20180101-999999", "", "", "", "", "通过", "", ""),
    ]
    page = browse(city_officer).post("/desk/results/", {"file": sheet(rows)})
    faults = page.context["faults"]
    assert page.status_code == 422 and not page.context["rows"]
    assert [(one.cell.split("!")[-1][0], one.value) for one in faults] == [
        ("F", "同意"), ("G", "公章"), ("G", ""), ("A", "20180101-999999"),
    ]  # fmt: skip
    foreign = browse(langfang_officer).post("/desk/results/", {"file": sheet([filled(green[0], "通过")])})
    assert "石家庄" not in text(foreign) and foreign.context["faults"] and not foreign.context["rows"]


def test_a_case_changed_after_the_preview_is_refused_on_its_own_line(
    green, city_officer, city_colleague, browse
):
    client = browse(city_officer)
    client.post("/desk/results/", {"file": sheet([filled(green[0], "通过"), filled(green[1], "通过")])})
    verbs.return_for_supplement(case=green[0], by=city_colleague, items=[("field", "staff", "")])
    client.post("/desk/results/commit/")
    lines = report(client)
    assert lines[green[0].number][0] == "bad" and "杜鹏" in lines[green[0].number][1]
    assert lines[green[1].number][0] == "ok"


def test_a_file_that_is_no_table_is_refused_in_words(city_officer, browse):
    client = browse(city_officer)
    for sent in (SimpleUploadedFile("空.xlsx", b""), SimpleUploadedFile("别的.csv", "甲,乙\n1,2".encode())):
        page = client.post("/desk/results/", {"file": sent})
        assert page.status_code == 422 and page.context["fault"]
    assert client.post("/desk/results/").status_code == 422


def test_pause_and_resume_from_the_pane(green, city_officer, browse):
    client, number = browse(city_officer), green[0].number
    assert "暂停计时" in text(client.get(f"/desk/{number}/"))
    wrong = client.post(f"/desk/{number}/pause/", {"reason": "hearing", "days": "许多"})
    assert wrong.status_code == 422 and "读不出来" in text(wrong)
    client.post(f"/desk/{number}/pause/", {"reason": "hearing", "days": "5", "note": "定于下周"})
    assert Pause.objects.get(case=green[0]).reason == "hearing"
    assert "恢复计时" in text(client.get(f"/desk/{number}/"))
    client.post(f"/desk/{number}/resume/")
    assert Pause.objects.get(case=green[0]).ended_on == date(2018, 9, 3)


def test_an_extension_is_asked_at_the_desk_and_decided_by_a_leader(
    green, city_officer, leader, outsider, browse
):
    client, number = browse(city_officer), green[0].number
    most = green[0].declaration.extension_days
    due = Task.objects.get(case=green[0]).due_on
    answer = client.post(f"/desk/{number}/extend/", {"days": str(most or 1), "note": "材料多"})
    if not most:
        assert answer.status_code == 422 and "不得延期" in text(answer)
        return
    row = Extension.objects.get(case=green[0])
    assert browse(outsider).get("/desk/extensions/").status_code == 403
    assert browse(city_officer).post(f"/desk/extensions/{row.pk}/", {"approved": "yes"}).status_code == 403
    assert "材料多" in text(browse(leader).get("/desk/extensions/"))
    browse(leader).post(f"/desk/extensions/{row.pk}/", {"approved": "yes"})
    assert Task.objects.get(case=green[0]).due_on > due


def test_undo_and_take_over_from_the_pane(green, city_officer, city_colleague, browse):
    client, number = browse(city_officer), green[0].number
    client.post(f"/desk/{number}/accept/", {"revision": green[0].revision})
    assert "撤销上一步" in text(client.get(f"/desk/{number}/"))
    client.post(f"/desk/{number}/undo/")
    assert stages(green[:1]) == ["form_check"]
    other = browse(city_colleague)
    assert "接办" in text(other.get(f"/desk/{number}/"))
    other.post(f"/desk/{number}/take-over/", {"why": "外出"})
    assert Task.objects.get(case=green[0], done_at__isnull=True).claimed_by == city_colleague


def test_the_search_page_is_for_desks_and_shows_what_they_may_open(
    green, city_officer, langfang_officer, outsider, browse
):
    assert browse(outsider).get("/desk/search/").status_code == 403
    page = browse(city_officer).get("/desk/search/", {"q": "绿样1"})
    assert [row[0].number for row in page.context["rows"]] == [green[1].number]
    assert not browse(langfang_officer).get("/desk/search/", {"q": "绿样1"}).context["rows"]
    assert browse(city_officer).get("/desk/search/", {"from": "去年"}).status_code == 422


def test_a_leader_finds_what_waits_for_him_and_decides_in_his_own_unit_only(
    submitted_case, city_officer, province_officer, leader, browse
):
    asked = Extension.objects.create(
        case=submitted_case, days=3, reason="现场核查", asked_by=city_officer, asked_at=clock.now()
    )
    langfang = officer("lflead", "廊坊局长（演示）", Role.LEADER, None, home="131000")
    assert browse(langfang).get("/desk/extensions/").context["page"].paginator.count == 0
    address = f"/desk/extensions/{asked.pk}/"
    assert browse(langfang).post(address, {"approved": "yes"}).status_code == 403
    assert "延期审批 1 件" in text(browse(leader).get("/my/"))
    appoint(user=leader, role=Role.PROVINCE_OFFICER, valid_from=BEGIN, by=None, home="")
    assert browse(leader).get("/desk/").context["approvals"] == 1
    assert browse(province_officer).get("/desk/").context["approvals"] is None


def attached(case):
    """A file under the case's first material, as an uploaded one."""
    from_firm = person(f"files{case.pk}", "材料员（演示）")
    paper = files.store(BytesIO(PDF + f"\n% {case.pk}\n".encode()), "营业执照.pdf", by=from_firm)
    keep(party=case.party, file=paper, title="营业执照", source=Ref("case", case.number), by=from_firm)
    row = CaseFile.objects.create(
        case=case, material=case.declaration.form.materials[0].key, file=paper, added_by=from_firm, added_at=clock.now()
    )  # fmt: skip
    return row


def test_a_material_nobody_compared_with_its_original_is_not_green(green, city_officer, browse):
    attached(green[0])
    checked = attached(green[1])
    verbs.verify_material(case=green[1], by=city_officer, file=checked, note="已核")
    client = browse(city_officer)
    page = client.get("/desk/").content.decode()
    assert "请核材料 1 份" in page and page.count(" disabled>") == 1
    client.post("/desk/bulk/", {"case": [case.number for case in green]})
    assert stages(green) == ["form_check", "batch", "batch"]
    assert "可信级别 D" in report(client)[green[0].number][1]


def test_a_verified_material_whose_validity_has_ended_is_not_green(green, city_officer, browse):
    checked = attached(green[0])
    verbs.verify_material(case=green[0], by=city_officer, file=checked, note="已核")
    UnitMaterial.objects.update(valid_until=date(2018, 9, 1))
    client = browse(city_officer)
    client.post("/desk/bulk/", {"case": [green[0].number]})
    assert stages(green)[0] == "form_check"
    assert "已于 2018-09-01 过期" in report(client)[green[0].number][1]
