"""The announced list: 120 rows, of which 114 match, 3 have no case, 2 another name, 1 a repeated number."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.codes.credit_code import make
from jichuang.codes.serials import TechSmeEntry
from jichuang.codes.tabular import write_xlsx
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case
from jichuang.hall.tests.cast import enterprise, person
from jichuang.matters.models import AnnouncedLine
from jichuang.matters.tech_sme_evaluation.reconcile import commit_list, differences, preview_list
from jichuang.matters.tech_sme_evaluation.tests.conftest import MATTER, file_case
from jichuang.matters.terms import Match
from jichuang.registry.models import Entry
from jichuang.registry.reads import entries
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk

HEADERS = ("序号", "企业名称", "统一社会信用代码", "入库登记编号")


def number(serial):
    return TechSmeEntry.make(2018, "130108", True, False, serial).value


def workbook(rows):
    target = BytesIO()
    numbered = [(position, *row) for position, row in enumerate(rows, start=1)]
    write_xlsx(target, HEADERS, numbered, text_columns=HEADERS[2:])
    return BytesIO(target.getvalue())


def announce_list(rows, by, **more):
    given = {
        "filename": "公告名单.xlsx",
        "announced_on": date(2018, 10, 11),
        "basis": "2018年第九批公告（演示）",
        **more,
    }
    return preview_list(source=workbook(rows), by=by, **given)


@pytest.fixture
def cases(stand, city_officer, province_officer):
    """116 firms whose cases are in publicity since 2018-09-20."""
    agent = person("agent", "代办（演示）")
    waiting = []
    for serial in range(1, 117):
        party = enterprise(serial, f"第{serial}企业（演示）")
        authorise_clerk(party=party, user=agent, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
        waiting.append(verbs.accept_complete(case=file_case(party, agent), by=city_officer))
    stand(date(2018, 9, 20))
    notice = verbs.compose_notice(matter=MATTER, cases=waiting, by=province_officer)
    verbs.post_notice(notice=notice, by=province_officer)
    stand(date(2018, 10, 11))
    return waiting


def rows_of(cases):
    rows = [(case.party.name, case.party.credit_code, number(100 + n)) for n, case in enumerate(cases[:114])]
    rows += [(f"未预审{n}（演示）", make("130108", f"DEM9{n:04d}"), number(300 + n)) for n in range(3)]
    rows += [
        (f"改名{n}（演示）", case.party.credit_code, number(400 + n)) for n, case in enumerate(cases[114:116])
    ]
    rows.append(("重号企业（演示）", make("130108", "DEM98888"), number(100)))
    return rows


def test_120_rows_give_119_entries_and_each_difference_is_listed(cases, province_officer):
    rows = rows_of(cases)
    announced = announce_list(rows, province_officer)
    assert not entries("tech_sme").exists(), "a preview writes nothing"
    done = commit_list(announced=announced, by=province_officer)
    found = {match.value: len(lines) for match, lines in differences(done).items() if lines}
    assert found == {"matched": 114, "without_case": 3, "other_name": 2, "repeated": 1}
    assert entries("tech_sme").in_force(date(2018, 10, 11)).count() == 119 == done.written
    lists = differences(done)
    assert "第1企业（演示）" in lists[Match.REPEATED][0].note and "相同" in lists[Match.REPEATED][0].note
    assert lists[Match.OTHER_NAME][0].note == "本系统登记的名称为“第115企业（演示）”"
    assert Counter(Case.objects.values_list("outcome", flat=True)) == {"granted": 116}
    assert reads.stuck() == []

    again = commit_list(announced=announce_list(rows, province_officer), by=province_officer)
    assert again.written == 0 and Entry.objects.count() == 119
    assert {match.value: len(lines) for match, lines in differences(again).items() if lines} == found


def test_a_list_is_imported_once(firm, province_officer):
    rows = [(firm.name, firm.credit_code, number(1))]
    announced = announce_list(rows, province_officer, announced_on=date(2018, 9, 3))
    commit_list(announced=announced, by=province_officer)
    with pytest.raises(Refused, match="已经导入"):
        commit_list(announced=announced, by=province_officer)


def test_unreadable_rows_are_named_by_cell_and_the_others_enter(firm, province_officer):
    bad = firm.credit_code[:9] + firm.credit_code[10] + firm.credit_code[9] + firm.credit_code[11:]
    rows = [
        (firm.name, firm.credit_code, number(1)),
        ("错码（演示）", bad, number(2)),
        ("短号（演示）", make("130108", "DEM00077"), "2018130108A0"),
        ("旧号（演示）", make("130108", "DEM00078"), TechSmeEntry.make(2017, "130108", True, True, 5).value),
        ("外省（演示）", make("130108", "DEM00079"), TechSmeEntry.make(2018, "110105", True, True, 5).value),
    ]
    done = commit_list(
        announced=announce_list(rows, province_officer, announced_on=date(2018, 9, 3)), by=province_officer
    )
    faults = differences(done)[Match.FAULT]
    assert done.written == 1 and len(faults) == 4
    assert faults[0].note.startswith("数据!C3") and "短号" in faults[1].name and "12位" in faults[1].note
    assert "2017" in faults[2].note and "110105不属于本省" in faults[3].note


def test_a_firm_whose_register_number_differs_is_listed_and_left_alone(firm, province_officer):
    day = date(2018, 9, 3)
    commit_list(
        announced=announce_list(
            [(firm.name, firm.credit_code, number(1))], province_officer, announced_on=day
        ),
        by=province_officer,
    )
    done = commit_list(
        announced=announce_list(
            [(firm.name, firm.credit_code, number(2))], province_officer, announced_on=day
        ),
        by=province_officer,
    )
    assert differences(done)[Match.OTHER_NUMBER][0].note.startswith(f"名录中该企业已有编号{number(1)}")
    assert entries("tech_sme").count() == 1


def test_a_case_still_being_checked_is_not_closed_by_the_list_but_told(
    firm, clerk, city_officer, province_officer
):
    case = file_case(firm, clerk)
    rows = [(firm.name, firm.credit_code, number(1))]
    done = commit_list(
        announced=announce_list(rows, province_officer, announced_on=date(2018, 9, 3)), by=province_officer
    )
    case.refresh_from_db()
    assert case.state == "open" and "尚在“形式核对”环节" in AnnouncedLine.objects.get(list=done).note
    assert entries("tech_sme").count() == 1 and reads.stuck() == []


def test_a_table_without_the_needed_columns_is_refused_by_name(province_officer):
    target = BytesIO()
    write_xlsx(target, ("企业名称", "电话"), [("甲", "1")])
    with pytest.raises(Invalid, match="没有“统一社会信用代码”一栏"):
        preview_list(
            source=BytesIO(target.getvalue()),
            filename="x.xlsx",
            announced_on=date(2018, 9, 3),
            basis="甲",
            by=province_officer,
        )


def test_dates_to_come_and_missing_documents_are_refused(firm, province_officer):
    rows = [(firm.name, firm.credit_code, number(1))]
    with pytest.raises(Invalid, match="晚于今天"):
        announce_list(rows, province_officer, announced_on=date(2027, 1, 1))
    with pytest.raises(Invalid, match="没有填写公告文件"):
        announce_list(rows, province_officer, announced_on=date(2018, 9, 3), basis=" ")


def test_only_the_provincial_desk_imports(firm, city_officer, outsider):
    for stranger in (city_officer, outsider):
        with pytest.raises(Refused, match="省科技厅经办"):
            announce_list([(firm.name, firm.credit_code, number(1))], stranger, announced_on=date(2018, 9, 3))
