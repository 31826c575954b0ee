"""The journal cannot be changed quietly: what `verify` finds after each kind of tampering."""

import errno
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from jichuang.base import journal, seals
from jichuang.base.models import JournalRow, Seal, SealHead, Unsealed
from jichuang.base.refs import Ref
from jichuang.base.seals import heads
from jichuang.base.seals.digest import COLUMNS, row_digest
from jichuang.base.today import machine_now

pytestmark = pytest.mark.django_db


def write(count, start=1):
    return [
        journal.record(
            actor=Ref("user", "7"), verb="case.submit", subject=Ref("case", str(n)), summary=f"第{n}件",
            detail={"得分": 61, "比例": 0.3, "日期": machine_now().date()},
        )
        for n in range(start, start + count)
    ]  # fmt: skip


def sealed(count=30):
    rows = write(count)
    assert seals.seal_pending() == count
    return rows


def tamper(sql, *parameters):
    """What somebody with the database's own password could do: triggers off, then the deed."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, parameters)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_an_untouched_journal_is_confirmed_and_its_unsealed_tail_is_named():
    sealed()
    tail = write(3, start=100)
    report = seals.verify()
    assert report.ok, report.findings
    assert (report.sealed, report.unsealed) == (30, 3)
    assert (report.unsealed_from, report.unsealed_to) == (tail[0].pk, tail[-1].pk)


def test_sealing_twice_adds_nothing():
    sealed(5)
    assert seals.seal_pending() == 0
    assert Seal.objects.count() == 5
    assert not Unsealed.objects.exists()


@pytest.mark.parametrize(
    "column, value", [("summary", "改过"), ("actor", "user:8"), ("detail", '{"得分": 99}')]
)
def test_a_changed_row_is_found(column, value):
    rows = sealed()
    tamper(f"UPDATE base_journalrow SET {column} = %s WHERE id = %s", value, rows[11].pk)
    report = seals.verify()
    assert [(f.code, f.row_id) for f in report.findings] == [("row_changed", rows[11].pk)]


def test_ten_deleted_last_rows_are_found_when_only_the_rows_go():
    rows = sealed()
    tamper("DELETE FROM base_journalrow WHERE id = ANY(%s)", [row.pk for row in rows[-10:]])
    report = seals.verify()
    assert [f.row_id for f in report.findings if f.code == "row_deleted"] == [row.pk for row in rows[-10:]]


def test_ten_deleted_last_rows_are_found_when_their_seals_go_too():
    rows = sealed()
    gone = [row.pk for row in rows[-10:]]
    tamper("DELETE FROM base_journalrow WHERE id = ANY(%s)", gone)
    tamper("DELETE FROM base_seal WHERE row_id = ANY(%s)", gone)
    report = seals.verify()
    assert report.codes() == {"tail_cut"}
    assert "缺10环" in report.findings[0].words


def test_a_rewritten_suffix_is_found_by_the_head_outside_the_database():
    rows = sealed()
    tamper("UPDATE base_journalrow SET summary = '伪造' WHERE id = %s", rows[20].pk)
    links = list(Seal.objects.order_by("position"))
    previous = links[19].digest
    for link in links[20:]:
        row = JournalRow.objects.filter(pk=link.row_id).values(*COLUMNS).get()
        previous = row_digest(previous, row)
        tamper("UPDATE base_seal SET digest = %s WHERE position = %s", previous, link.position)
    assert seals.verify().codes() == {"suffix_rewritten"}


def test_a_missing_link_in_the_middle_is_found():
    sealed()
    tamper("DELETE FROM base_seal WHERE position = 9")
    assert "link_missing" in seals.verify().codes()


def test_a_forged_head_is_found(data_directory):
    sealed()
    path = data_directory / "seals" / "latest.json"
    path.write_text(path.read_text().replace('"position": 30', '"position": 29'))
    assert seals.verify().codes() == {"head_forged"}


def test_heads_carried_away_are_missed(data_directory):
    sealed()
    (data_directory / "seals" / "latest.json").unlink()
    assert seals.verify().codes() == {"head_missing"}


def test_a_daily_head_is_signed_once_and_stands_in_file_and_database():
    sealed()
    tomorrow = machine_now().date() + timedelta(days=1)
    assert seals.sign_yesterday(tomorrow) is not None
    assert seals.sign_yesterday(tomorrow) is None
    assert [head.position for head in heads.daily()] == [30]
    assert seals.verify().ok
    tamper("DELETE FROM base_sealhead")
    assert seals.verify().codes() == {"head_differs"}
    assert not SealHead.objects.exists()


def test_the_key_is_for_its_owner_alone(data_directory):
    sealed(1)
    assert (data_directory / "seals" / "signing-key.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("table", ["base_journalrow", "base_seal", "base_sealhead"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_application_cannot_change_or_delete_what_is_written(table, deed):
    sealed(2)
    seals.sign_yesterday(machine_now().date() + timedelta(days=1))
    sql = deed.format(table).replace("id = id", "position = position" if table == "base_seal" else "id = id")
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_a_row_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="transaction"):
        journal.record(actor=None, verb="case.submit", subject=Ref("case", "1"), summary="x")


def test_a_rolled_back_row_is_never_sealed():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(1)
        raise ZeroDivisionError
    assert seals.seal_pending() == 0


def test_a_disk_that_fills_up_leaves_no_half_key_and_no_half_head(data_directory, monkeypatch):
    """What is not written is written later: neither an empty key nor a line that ends in the middle."""
    write(1)

    def full(*given):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as filled:
        filled.setattr("jichuang.base.seals.heads.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            seals.seal_pending()
        assert not list((data_directory / "seals").glob("*.pem"))
        assert not list((data_directory / "seals").glob(".key-*"))
    write(1)
    assert seals.seal_pending() == 1
    tomorrow = machine_now().date() + timedelta(days=1)
    with monkeypatch.context() as filled:
        filled.setattr("jichuang.base.seals.heads.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            seals.sign_yesterday(tomorrow)
        assert (
            data_directory / "seals" / "heads.jsonl"
        ).read_bytes() == b"" and not SealHead.objects.exists()
    assert seals.sign_yesterday(tomorrow) is not None
    assert seals.verify().ok
