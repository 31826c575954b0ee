"""Walks the whole chain and compares it with the heads kept outside the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from jichuang.base.models import JournalRow, Seal, SealHead
from jichuang.base.seals import heads
from jichuang.base.seals.digest import COLUMNS, GENESIS, row_digest
from jichuang.base.seals.heads import Head

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Finding:
    """一处异常. `code` is stable: row_changed, row_deleted, link_missing, tail_cut, suffix_rewritten, head_*."""

    code: str
    words: str
    position: int | None = None
    row_id: int | None = None


@dataclass(slots=True)
class Report:
    """核验结果. `ok` when nothing was found; the unsealed tail is named and is no fault."""

    sealed: int = 0
    heads: int = 0
    unsealed: int = 0
    unsealed_from: int | None = None
    unsealed_to: int | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the journal is as it was sealed."""
        return not self.findings

    def codes(self) -> set[str]:
        """The kinds of findings."""
        return {finding.code for finding in self.findings}


def verify() -> Report:
    """核验: every link, every head on file and in the database; constant memory, one reading of the journal."""
    report = Report()
    known = _known_heads(report)
    digests: dict[int, str] = {}
    wanted = {head.position for head in known}
    with transaction.atomic():
        last = _walk(report, wanted, digests)
        _unsealed_tail(report)
    for head in known:
        _compare(report, head, digests, last)
    _compare_database_heads(report, known)
    return report


def _known_heads(report: Report) -> list[Head]:
    found: list[Head] = []
    try:
        found = heads.daily()
        latest = heads.latest()
        if latest is not None:
            found = [*found, latest]
    except ValueError as fault:
        report.findings.append(Finding("head_unreadable", f"{fault}：链头文件被改动或损坏"))
    if not found and Seal.objects.exists():
        report.findings.append(
            Finding("head_missing", "数据库之外没有任何链头：链头文件被移走，无法核对链尾")
        )
    report.heads = len(found)
    return found


def _walk(report: Report, wanted: set[int], digests: dict[int, str]) -> int:
    """Recomputes each link from its row. A broken link is named once; the walk goes on from the stored digest."""
    previous, expected = GENESIS, 1
    for position, row_id, digest, row in _links():
        if position != expected:
            report.findings.append(
                Finding("link_missing", f"封存链第{expected}至{position - 1}环缺失", position=expected)
            )
        expected = position + 1
        report.sealed += 1
        if row is None:
            report.findings.append(Finding("row_deleted", f"日志第{row_id}行已被删除", position, row_id))
        elif row_digest(previous, row) != digest:
            report.findings.append(
                Finding("row_changed", f"日志第{row_id}行与封存时不一致", position, row_id)
            )
        if position in wanted:
            digests[position] = digest
        previous = digest
    return expected - 1


def _links() -> Iterator[tuple[int, int, str, dict[str, Any] | None]]:
    """Links with their rows in chunks; the row is None where it is gone."""
    after = 0
    while True:
        seals = list(
            Seal.objects.filter(position__gt=after)
            .order_by("position")
            .values_list("position", "row_id", "digest")[:CHUNK]
        )
        if not seals:
            return
        rows = _rows([row_id for _, row_id, _ in seals])
        for position, row_id, digest in seals:
            yield position, row_id, digest, rows.get(row_id)
        after = seals[-1][0]


def _rows(ids: list[int]) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in JournalRow.objects.filter(id__in=ids).order_by().values(*COLUMNS)}


def _compare(report: Report, head: Head, digests: dict[int, str], last: int) -> None:
    name = "最新链头" if head.day == "latest" else f"{head.day}的链头"
    if not heads.genuine(head):
        report.findings.append(Finding("head_forged", f"{name}的签名不是本系统的密钥所签", head.position))
    elif head.position > last:
        report.findings.append(
            Finding(
                "tail_cut",
                f"封存链被截短：{name}在第{head.position}环，链上只到第{last}环，缺{head.position - last}环",
                last,
            )
        )
    elif digests.get(head.position) != head.digest:
        report.findings.append(
            Finding("suffix_rewritten", f"封存链被重写：第{head.position}环与{name}不一致", head.position)
        )


def _compare_database_heads(report: Report, known: list[Head]) -> None:
    on_file = {head.day: head for head in known}
    for row in SealHead.objects.order_by("day"):
        kept = on_file.get(row.day.isoformat())
        if kept is None:
            words = f"{row.day.isoformat()}的链头不在链头文件里"
        elif (kept.position, kept.digest, kept.signature) != (row.position, row.digest, row.signature):
            words = f"{row.day.isoformat()}的链头在数据库与文件里不一致"
        else:
            continue
        report.findings.append(Finding("head_differs", words, row.position))
    days = {row.isoformat() for row in SealHead.objects.values_list("day", flat=True)}
    for head in known:
        if head.day not in days and head.day != "latest":
            report.findings.append(Finding("head_differs", f"{head.day}的链头已从数据库删除", head.position))


def _unsealed_tail(report: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(j.id), max(j.id) FROM base_journalrow j"
            " WHERE NOT EXISTS (SELECT 1 FROM base_seal s WHERE s.row_id = j.id)"
        )
        report.unsealed, report.unsealed_from, report.unsealed_to = cursor.fetchone()
