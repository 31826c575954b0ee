"""From a frozen quarter to an issued bulletin: totals equal the returns, secrets stay, two people, files as stored."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from jichuang.base import clock, files
from jichuang.base.errors import Invalid, Refused
from jichuang.indicators import verbs
from jichuang.indicators.bulletin.files import as_sdmx, as_workbook
from jichuang.indicators.models import Bulletin
from jichuang.indicators.reads.bulletins import issued, made_again, may_read
from jichuang.indicators.reads.tabulation import tabulated
from jichuang.indicators.terms import FileKind
from jichuang.indicators.tests.quarters import FIRMS, answers_of, people, reported
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint
from jichuang.returns import verbs as returns
from jichuang.returns.models import Filing, Owed


@pytest.fixture
def drafted(frozen, statisticians):
    return verbs.draft_bulletin(period="2018Q2", by=statisticians[0])


@pytest.fixture
def bulletin(drafted, statisticians):
    by, other = statisticians
    agreed = verbs.review_bulletin(bulletin=drafted, agree=True, note="", by=other, revision=drafted.revision)
    return verbs.issue_bulletin(bulletin=agreed, number="冀科统〔2018〕2号", by=by, revision=agreed.revision)


def body(bulletin: Bulletin, kind: FileKind) -> bytes:
    with files.open_file(bulletin.files.get(kind=kind).file) as stream:
        return stream.read()


def test_totals_equal_the_sum_of_the_frozen_returns_and_parts_sum_to_them(frozen):
    data, digest = tabulated("2018Q2")
    answers = Filing.objects.filter(owed__period=frozen).values_list("answers", flat=True)
    for key in ("income", "profit", "rd", "staff"):
        assert data["total"][key]["now"] == sum(one[key] for one in answers)
    assert digest == frozen.digest and data["reported"] == data["roster"] == sum(one[3] for one in FIRMS)
    for table in data["tables"]:
        assert sum(row["units"] for row in table["rows"]) == data["reported"]
        cells = [row["cells"]["income"] for row in table["rows"]]
        shown = sum(cell["now"] for cell in cells if cell["now"] is not None)
        whole = data["total"]["income"]["now"]
        assert shown == whole if all(cell["mark"] == "open" for cell in cells) else 0 < shown < whole


def test_a_lone_firm_is_nowhere_in_the_tables_nor_follows_from_them(frozen):
    data, _ = tabulated("2018Q2")
    lone = {answers_of(at, "")["income"] for at in (35, 45)}  # 秦皇岛's aerospace firm, 承德's only one
    text = json.dumps(data)
    assert not [one for one in lone if re.search(rf"\b{one}\b", text)]
    homes = data["tables"][0]["rows"]
    hidden = [row["title"] for row in homes if row["units"] and row["cells"]["income"]["mark"] != "open"]
    assert "承德市" in hidden and len(hidden) >= 2
    line = next(row for row in data["grid"]["rows"] if row["title"] == "秦皇岛市")
    assert sum(cell["mark"] != "open" for cell in line["cells"]) >= 2
    assert all(
        cell["now"] is None for row in data["grid"]["rows"] for cell in row["cells"] if cell["mark"] != "open"
    )


def test_before_the_freeze_nothing_is_tabulated(roster, statisticians):
    with pytest.raises(Refused, match="还没有冻结"):
        verbs.draft_bulletin(period="2018Q2", by=statisticians[0])


def test_who_drafted_does_not_review_and_nobody_else_reads_a_draft(drafted, statisticians):
    by, other = statisticians
    with pytest.raises(Refused, match="不能由您复核"):
        verbs.review_bulletin(bulletin=drafted, agree=True, note="", by=by, revision=drafted.revision)
    with pytest.raises(Refused):
        verbs.issue_bulletin(bulletin=drafted, number="冀科统〔2018〕2号", by=by, revision=drafted.revision)
    with pytest.raises(Invalid, match="退回原因"):
        verbs.review_bulletin(bulletin=drafted, agree=False, note=" ", by=other, revision=drafted.revision)
    roles = (Role.LEADER, Role.PROVINCE_OFFICER, Role.AUDITOR)
    for user, role in zip(people("boss", "officer", "eye"), roles, strict=True):
        appoint(user=user, role=role, valid_from=date(2018, 1, 2), by=None)
        assert not may_read(user, drafted)
        with pytest.raises(Refused):
            verbs.draft_bulletin(period="2018Q2", by=user)
    assert not may_read(None, drafted) and may_read(other, drafted)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.filter(pk=drafted.pk).update(reviewed_by=by)


def test_drafting_again_takes_a_new_snapshot_and_keeps_the_old_one(drafted, statisticians):
    again = verbs.draft_bulletin(period="2018Q2", by=statisticians[0])
    assert again.pk == drafted.pk and again.snapshot.identifier == "hnte-quarterly-2018Q2-2"
    assert again.snapshot.digest == drafted.snapshot.digest


@pytest.mark.parametrize(
    "number", ["冀科统[2018]2号", "冀科统〔2018〕第2号", "冀科统〔2018〕02号", "", "2号"]
)
def test_a_document_number_is_written_as_official_documents_write_it(drafted, statisticians, number):
    by, other = statisticians
    agreed = verbs.review_bulletin(bulletin=drafted, agree=True, note="", by=other, revision=drafted.revision)
    with pytest.raises(Invalid, match="写法不对"):
        verbs.issue_bulletin(bulletin=agreed, number=number, by=by, revision=agreed.revision)


def test_issued_files_are_stored_with_their_digest_and_made_again_byte_for_byte(bulletin, statisticians):
    for one in bulletin.files.select_related("file"):
        assert hashlib.sha256(body(bulletin, FileKind(one.kind))).hexdigest() == one.file.sha256
    lock = json.loads(body(bulletin, FileKind.LOCK))
    assert lock["snapshot"] == "hnte-quarterly-2018Q2-1" and {"typst", "bulletin.typ", "gbt9704.typ"} <= set(
        lock
    )
    clock.set_demonstration_day(date(2018, 9, 3))
    again = made_again(bulletin)
    assert again.same and not again.differs
    assert [one.period for one in issued("hnte-quarterly", 2018)] == ["2018Q2"]
    with pytest.raises(Refused, match="不能重新起草"):
        verbs.draft_bulletin(period="2018Q2", by=statisticians[0])


def cells(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_holds_the_page_s_numbers_as_numbers_and_comes_out_the_same(bulletin):
    stored = cells(body(bulletin, FileKind.XLSX))
    assert stored == cells(as_workbook(bulletin.paper, bulletin.lock))
    first = next(row for row in stored["表1"] if row[0] == "营业收入")
    exact = bulletin.snapshot.data["total"]["income"]["now"]
    assert Decimal(str(first[2])) == Decimal(exact) / 10
    printed = next(row for row in bulletin.paper["tables"][0]["rows"] if row[0] == "营业收入")
    assert printed[2] == f"{Decimal(str(first[2])):,.1f}"


def test_sdmx_is_the_same_apart_from_when_it_was_prepared_and_holds_no_secret(bulletin):
    stored = body(bulletin, FileKind.SDMX)
    fresh = as_sdmx(
        bulletin.snapshot.data, identifier=bulletin.snapshot.identifier, issued_on=bulletin.issued_on,
        source=f"{bulletin.office} {bulletin.number}", prepared=clock.machine_now(),
    )  # fmt: skip

    def plain(content: bytes) -> bytes:
        return re.sub(rb"<([\w:]*Prepared)>[^<]*<", rb"<\1><", content)

    assert plain(stored) == plain(fresh) and stored != plain(stored)
    assert b'"2018-Q2"' in stored and b'value="C"' in stored


def test_a_correction_is_appended_and_changes_nothing_that_was_issued(bulletin, statisticians):
    before = {one.kind: one.file.sha256 for one in bulletin.files.select_related("file")}
    with pytest.raises(Invalid) as refused:
        verbs.add_erratum(bulletin=bulletin, place=" ", was="", corrected="", why="", by=statisticians[0])
    assert len(refused.value.problems) == 4
    verbs.add_erratum(
        bulletin=bulletin,
        place="附件2 保定市",
        was="100.0",
        corrected="101.0",
        why="漏报一家",
        by=statisticians[0],
    )
    paper = bulletin.paper
    bulletin.refresh_from_db()
    assert bulletin.paper == paper and bulletin.errata.get().corrected == "101.0"
    assert before == {one.kind: one.file.sha256 for one in bulletin.files.select_related("file")}


def test_a_revision_after_the_freeze_is_kept_beside_and_moves_no_total(frozen, statisticians):
    before, _ = tabulated("2018Q2")
    row = Owed.objects.filter(period=frozen, frozen__isnull=False).order_by("id").first()
    Filing.objects.create(
        owed=row, number=2, answers={**row.answers, "income": 1}, at=clock.now(), by=statisticians[0], why="更正",
        after_freeze=True, digest="0" * 64,
    )  # fmt: skip
    assert tabulated("2018Q2")[0]["total"] == before["total"]


def test_the_next_year_compares_with_what_was_published_too(bulletin, roster, statisticians, settings):
    by = statisticians[0]
    clock.set_demonstration_day(date(2019, 7, 3))
    opened = reported("2019Q2", roster, by, date(2019, 7, 16))
    clock.set_demonstration_day(date(2019, 7, 18))
    returns.freeze(period=opened, by=by)
    draft = verbs.draft_bulletin(period="2019Q2", by=by)
    assert draft.snapshot.data["raw"]["income"] == bulletin.snapshot.data["total"]["income"]["now"]
