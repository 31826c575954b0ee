"""名册导入: preview, commit, re-import, renewal, undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.registry import verbs
from jichuang.registry.models import Entry
from jichuang.registry.reads import count_by_home, entries
from jichuang.registry.terms import BatchState, RowState
from jichuang.registry.tests.conftest import DAY, HNTE_HEADERS, code_of, hnte_row, workbook


def preview(rows, by=None, register="hnte", headers=HNTE_HEADERS):
    return verbs.preview_import(register=register, file=workbook(headers, rows), filename="名单.xlsx", by=by)


def in_force(day=DAY, known=None):
    return entries("hnte").in_force(day, known).count()


def problems(batch):
    return [problem for row in batch.rows.order_by("number") for problem in row.problems]


def test_certificates_move_the_count_by_n_minus_duplicates_minus_expired_now_and_on_past_days(province):
    fresh = [hnte_row(n, "2018-03-01") for n in range(1, 21)]
    lapsed = [hnte_row(n, "2015-02-01", "2018-01-31") for n in range(21, 24)]
    rows = [*fresh, *lapsed, fresh[3], fresh[7]]
    batch = preview(rows, province)
    assert in_force() == 0, "a preview must not touch the register"
    assert batch.counts == {"new": 20, "expired": 3, "duplicate": 2}
    verbs.commit_import(batch=batch, by=province)
    assert in_force() == len(rows) - 3 - 2
    assert in_force(date(2018, 2, 28)) == 0
    assert in_force(date(2018, 3, 1)) == 20
    assert in_force(date(2017, 6, 1)) == 3
    assert in_force(date(2018, 1, 31)) == 3, "the stated last day is still valid"


def test_importing_the_same_file_again_changes_nothing(province):
    rows = [hnte_row(n) for n in range(1, 6)]
    verbs.commit_import(batch=preview(rows, province), by=province)
    before = list(Entry.objects.order_by("pk").values())
    again = preview(rows, province)
    assert again.counts == {"same": 5}
    verbs.commit_import(batch=again, by=province)
    assert list(Entry.objects.order_by("pk").values()) == before


def test_committing_twice_writes_once(province):
    batch = preview([hnte_row(1)], province)
    verbs.commit_import(batch=batch, by=province)
    verbs.commit_import(batch=batch, by=province)
    assert Entry.objects.count() == 1


def test_undo_restores_the_former_state_and_keeps_what_was_believed(province):
    verbs.commit_import(batch=preview([hnte_row(1), hnte_row(2)], province), by=province)
    columns = ("subject", "name", "number", "valid", "region", "home", "source", "batch_id", "first_entry")
    before = sorted(map(str, Entry.objects.filter(current=True).values_list(*columns)))
    clock.set_demonstration_day(DAY + timedelta(days=5))
    renamed = hnte_row(1)
    renamed[0] = "更名后有限公司（演示）"
    batch = verbs.commit_import(batch=preview([renamed, hnte_row(3)], province), by=province)
    assert batch.counts == {"changed": 1, "new": 1}
    assert in_force() == 3
    clock.set_demonstration_day(DAY + timedelta(days=9))
    verbs.undo_import(batch=batch, by=province, reason="名册有误")
    assert sorted(map(str, Entry.objects.filter(current=True).values_list(*columns))) == before
    assert in_force(known=DAY + timedelta(days=6)) == 3, "as known on that day it had been believed"
    assert in_force(known=DAY) == in_force() == 2
    believed = entries("hnte").in_force(DAY, DAY + timedelta(days=6)).get(subject=code_of(1))
    assert believed.name == "更名后有限公司（演示）"


def test_a_batch_can_be_undone_after_a_later_batch_was_undone(province):
    first = verbs.commit_import(batch=preview([hnte_row(1)], province), by=province)
    renamed = hnte_row(1)
    renamed[0] = "更名后有限公司（演示）"
    second = verbs.commit_import(batch=preview([renamed], province), by=province)
    with pytest.raises(Refused, match="后来又有更正"):
        verbs.undo_import(batch=first, by=province, reason="顺序不对")
    verbs.undo_import(batch=second, by=province, reason="名册有误")
    verbs.undo_import(batch=first, by=province, reason="名册有误")
    assert in_force() == 0


def test_a_renewed_certificate_takes_over_from_the_old_one_and_undo_gives_it_back(province):
    verbs.commit_import(batch=preview([hnte_row(1, "2015-11-01")], province), by=province)
    renewed = hnte_row(1, "2018-09-01")
    batch = preview([renewed], province)
    row = batch.rows.get()
    assert row.state == RowState.CHANGED
    assert "截到 2018-08-31" in row.note
    verbs.commit_import(batch=batch, by=province)
    assert in_force() == 1
    assert entries("hnte").in_force(date(2018, 8, 31)).get().valid_to == date(2018, 8, 31)
    verbs.undo_import(batch=batch, by=province, reason="重复发文")
    assert entries("hnte").in_force(DAY).get().valid_to == date(2018, 10, 31)


def swap(code: str, first: int) -> str:
    letters = list(code)
    letters[first], letters[first + 1] = letters[first + 1], letters[first]
    return "".join(letters)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (1, swap(code_of(1), 3), "校验"),
        (1, code_of(1)[:-1], "18"),
        (1, 4.4e17, "已丢失精度"),
        (5, "2027-03-01", "晚于今天"),
        (5, "2018-02-30", ""),
        (6, "2017-01-01", "早于发证日期"),
        (2, "GR2018A", "写法不对"),
        (4, "朝阳区", "没有这个市县"),
        (0, "=1+1", "公式"),
        (0, None, "没有填写"),
    ],
)
def test_a_wrong_cell_is_named_with_its_value_its_fault_and_what_would_be_right(
    province, column, value, reason
):
    row = hnte_row(1)
    row[column] = value
    batch = preview([hnte_row(2), row], province)
    assert batch.counts == {"new": 1, "error": 1}
    found = problems(batch)
    assert found[0]["cell"] == f"名单!{'ABCDEFG'[column]}3"
    assert reason in found[0]["problem"] + found[0]["remedy"]
    assert found[0]["remedy"]
    verbs.commit_import(batch=batch, by=province)
    assert in_force() == 1, "the wrong row stays out, the good row goes in"


def test_swapped_digits_of_a_credit_code_are_pointed_at(province):
    code = code_of(4711)
    place = next(i for i in range(12, 16) if code[i] != code[i + 1])
    row = hnte_row(4711)
    row[1] = swap(code, place)
    batch = preview([row], province)
    assert "颠倒" in problems(batch)[0]["problem"] + problems(batch)[0]["remedy"]


def test_one_number_for_two_firms_is_an_error_inside_the_file_and_against_the_register(province):
    other = hnte_row(2)
    other[2] = hnte_row(1)[2]
    batch = preview([hnte_row(1), other], province)
    assert "与第2行" in problems(batch)[0]["problem"]
    verbs.commit_import(batch=batch, by=province)
    assert "编号已属于" in problems(preview([other], province))[0]["problem"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_csv_rosters_are_read_in_the_usual_encodings(province, encoding, tmp_path):
    lines = [",".join(HNTE_HEADERS), ",".join(map(str, hnte_row(1)))]
    path = tmp_path / "名单.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    with path.open("rb") as stream:
        batch = verbs.preview_import(register="hnte", file=stream, filename="名单.csv", by=province)
    assert batch.counts == {"new": 1}
    assert batch.rows.get().name == "第1号样品有限公司（演示）"


def test_a_missing_column_is_named_and_nothing_is_kept_as_rows(province):
    with pytest.raises(Invalid) as caught:
        preview([["甲", code_of(1)]], province, headers=["企业名称", "统一社会信用代码"])
    assert "缺少必需的列“证书编号”" in str(caught.value)
    assert "缺少必需的列“发证日期”" in str(caught.value)


def test_a_marked_file_and_an_outsider_and_a_city_officer_are_refused(province, outsider, city):
    with pytest.raises(Refused, match="国家秘密"):
        preview([["秘密★", *hnte_row(1)[1:]]], province)
    for user in (outsider, city):
        with pytest.raises(Refused, match="岗位"):
            preview([hnte_row(1)], user)
    assert not Entry.objects.exists()


def test_a_batch_judged_before_the_register_changed_is_refused_and_writes_nothing(province):
    stale = preview([hnte_row(1), hnte_row(2)], province)
    verbs.commit_import(batch=preview([hnte_row(2)], province), by=province)
    with pytest.raises(Refused, match="预检之后名录有了变化"):
        verbs.commit_import(batch=stale, by=province)
    assert in_force() == 1


def test_yearly_numbers_lapse_with_the_calendar_year_and_count_in_their_year(province):
    headers = ["企业名称", "统一社会信用代码", "入库登记编号", "设区市", "入库日期"]
    rows = [["甲（演示）", code_of(1), "201813010200900001", "石家庄市", "2018-06-30"]]
    verbs.commit_import(batch=preview(rows, province, "tech_sme", headers), by=province)
    assert entries("tech_sme").in_force(date(2018, 12, 31)).count() == 1
    assert entries("tech_sme").in_force(date(2019, 1, 1)).count() == 0
    assert entries("tech_sme").numbered_in(2018).count() == 1
    wrong = [["乙（演示）", code_of(2), "201713010200900002", "石家庄市", "2018-06-30"]]
    assert "年度 2017 不一致" in problems(preview(wrong, province, "tech_sme", headers))[0]["problem"]


def test_special_units_are_counted_at_home(province):
    rows = []
    for serial, (place, county) in enumerate(
        [
            ("保定市", "容城县"),
            ("雄安新区", ""),
            ("定州市", ""),
            ("石家庄市", "辛集市"),
            ("保定市", "竞秀区"),
            ("", ""),
        ],
        1,
    ):
        row = hnte_row(serial)
        row[3], row[4] = place, county
        rows.append(row)
    verbs.commit_import(batch=preview(rows, province), by=province)
    found = count_by_home(["hnte"], DAY)["hnte"]
    assert found == {"13XA00": 2, "130682": 1, "130181": 1, "130600": 1, "130100": 1}


def test_a_list_made_before_a_county_was_renamed_is_read_as_the_county_of_today(province):
    row = hnte_row(1)
    row[3], row[4] = "唐山市", "滦县"
    verbs.commit_import(batch=preview([row], province), by=province)
    assert entries("hnte").get().region == "130284"
    assert count_by_home(["hnte"], DAY)["hnte"] == {"130200": 1}


def test_every_step_of_an_import_is_in_the_journal(province):
    batch = verbs.commit_import(batch=preview([hnte_row(1)], province), by=province)
    verbs.undo_import(batch=batch, by=province, reason="名册有误")
    verb_rows = list(
        JournalRow.objects.filter(subject=f"import:{batch.pk}").order_by("pk").values_list("verb", flat=True)
    )
    assert verb_rows == ["import.open", "entry.load", "import.commit", "import.undo"]
    assert batch.state == BatchState.COMMITTED


def test_an_early_ending_survives_a_re_import_that_states_no_end(province):
    verbs.commit_import(batch=preview([hnte_row(1)], province), by=province)
    entry = entries("hnte").in_force(DAY).get()
    verbs.end_entry(entry=entry, last_day=date(2018, 6, 30), by=province, reason="取消资格")
    assert preview([hnte_row(1)], province).counts == {"same": 1}


def test_a_platform_roster_knows_its_host_and_finds_its_entry_again(province):
    headers = ["名称", "编号", "依托单位", "依托单位统一社会信用代码", "设区市", "批准日期"]
    row = ["传感重点实验室（演示）", "SZ2018001", "演示大学", code_of(9), "唐山市", "2018年3月1日"]
    verbs.commit_import(batch=preview([row], province, "key_laboratory", headers), by=province)
    entry = entries("key_laboratory").in_force(DAY).get()
    assert (entry.subject, entry.home, entry.attrs["host_code"]) == ("SZ2018001", "130200", code_of(9))
    assert preview([row], province, "key_laboratory", headers).counts == {"same": 1}
