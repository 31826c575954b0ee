"""公报: draft from a frozen quarter, review by a second person, issue with its files, append what was wrong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, files, journal, permissions
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.refs import Ref
from jichuang.base.seals.digest import sm3
from jichuang.indicators.bulletin.papers import title_of
from jichuang.indicators.models import Bulletin, Erratum, IssuedFile, Snapshot
from jichuang.indicators.reads.bulletins import content, lock_of, made, may_count
from jichuang.indicators.reads.tabulation import SURVEY, tabulated
from jichuang.indicators.terms import BulletinState, FileKind
from jichuang.registry.reads import appointments_of
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔20\d{2}〕[1-9]\d{0,3}号")


def ref(bulletin: Bulletin) -> Ref:
    """`bulletin:hnte-quarterly/2018Q2`."""
    return Ref("bulletin", f"{bulletin.survey}/{bulletin.period}")


def _note(bulletin: Bulletin, by: User, verb: str, words: str, **detail: object) -> None:
    summary = f"{bulletin.title}{words}"
    journal.record(actor=by, verb=f"bulletin.{verb}", subject=ref(bulletin), summary=summary, detail=detail)


def _locked(bulletin: Bulletin, by: User, revision: int, *states: BulletinState) -> Bulletin:
    """The row as it is now; Refused when somebody was faster or it stands elsewhere."""
    permissions.require(may_count(by))
    rows = Bulletin.objects.select_for_update(of=("self",)).select_related("snapshot", "drafted_by")
    row = rows.get(pk=bulletin.pk)
    if row.revision != revision or row.state not in states:
        raise Refused(
            f"“{row.title}”在您打开之后已有变化，现在是“{row.get_state_display()}”。",
            remedy="请刷新后再办理；您的操作没有生效。",
            conflict=True,
        )
    row.revision += 1
    return row


@transaction.atomic
def draft_bulletin(*, period: str, by: User) -> Bulletin:
    """起草: tabulates the frozen quarter into a snapshot and drafts from it. Again while drafting: from a new snapshot.

    Raises Refused without the role, before the freeze, or once the bulletin has been reviewed.
    """
    permissions.require(may_count(by))
    data, frozen = tabulated(period)
    held = Bulletin.objects.select_for_update().filter(survey=SURVEY, period=period).first()
    if held is not None and held.state != BulletinState.DRAFT:
        raise Refused(
            f"“{held.title}”{held.get_state_display()}，不能重新起草。",
            remedy="有错的，退回或用更正说明。",
            conflict=True,
        )
    before = Bulletin.objects.filter(
        survey=SURVEY, period=f"{data['year'] - 1}Q{data['number']}", state=BulletinState.ISSUED
    ).first()
    if before is not None:
        data["raw"] = {key: one["now"] for key, one in before.snapshot.data["total"].items()}
    number = Snapshot.objects.filter(survey=SURVEY, period=period).count() + 1
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    snapshot = Snapshot.objects.create(
        survey=SURVEY, period=period, number=number, data=data, period_digest=frozen, digest=sm3(text.encode()),
        taken_at=clock.now(), taken_by=by,
    )  # fmt: skip
    bulletin = held or Bulletin(survey=SURVEY, period=period)
    bulletin.snapshot, bulletin.title = snapshot, title_of(data, data["province_name"])
    bulletin.office, bulletin.drafted_by, bulletin.drafted_on = _office(by), by, clock.today()
    bulletin.reviewed_by = bulletin.reviewed_on = None
    bulletin.revision = (held.revision if held else 0) + 1
    bulletin.save()
    _note(bulletin, by, "drafted", "起草", snapshot=snapshot.identifier, digest=snapshot.digest)
    return bulletin


def _office(by: User) -> str:
    rows = [row for row in appointments_of(by, clock.today()) if row.role == Role.STATISTICIAN]
    return next((row.department.name for row in rows if row.department), "省科学技术厅")


@transaction.atomic
def write_remark(*, bulletin: Bulletin, words: str, by: User, revision: int) -> Bulletin:
    """情况说明: the one part people write. Raises Invalid when it is too long."""
    row = _locked(bulletin, by, revision, BulletinState.DRAFT)
    if len(words) > 1000:
        raise Invalid.one("remark", f"情况说明共{len(words)}字，过长", "最多1000字")
    row.remark = words.strip()
    row.save(update_fields=["remark", "revision"])
    _note(row, by, "remarked", "写情况说明")
    return row


@transaction.atomic
def review_bulletin(*, bulletin: Bulletin, agree: bool, note: str, by: User, revision: int) -> Bulletin:
    """复核 by somebody else than who drafted: agreed, or back to drafting with a reason."""
    row = _locked(bulletin, by, revision, BulletinState.DRAFT, BulletinState.REVIEWED)
    if agree and row.drafted_by_id == by.pk:
        raise Refused("您起草的公报不能由您复核。", remedy="请另一位统计人员复核。", conflict=True)
    if agree and row.state == BulletinState.REVIEWED:
        raise Refused("这份公报已经复核。", remedy="可以发布，或退回起草。", conflict=True)
    if not agree and not note.strip():
        raise Invalid.one("note", "没有写明退回原因", "请写明哪一段、哪个数、什么问题")
    row.note = note.strip()[:500]
    row.state = BulletinState.REVIEWED if agree else BulletinState.DRAFT
    row.reviewed_by, row.reviewed_on = (by, clock.today()) if agree else (None, None)
    row.save(update_fields=["note", "state", "reviewed_by", "reviewed_on", "revision"])
    _note(row, by, "reviewed" if agree else "returned", "复核同意" if agree else f"退回起草：{row.note}")
    return row


@transaction.atomic
def issue_bulletin(*, bulletin: Bulletin, number: str, by: User, revision: int) -> Bulletin:
    """发布: content, files and lock are made once, stored with their digests, and served as stored from then on.

    Raises Invalid for a document number that is not written as official documents write it or is taken.
    """
    row = _locked(bulletin, by, revision, BulletinState.REVIEWED)
    number, day = number.strip(), clock.today()
    if not NUMBER.fullmatch(number):
        raise Invalid.one(
            "number", f"发文字号“{number[:40]}”写法不对", "如 冀科统〔2018〕2号：六角括号，不编虚位，不加“第”"
        )
    if Bulletin.objects.filter(number=number).exclude(pk=row.pk).exists():
        raise Invalid.one("number", f"发文字号“{number}”已经用过", "请按登记簿取下一号")
    row.number, row.state, row.issued_by, row.issued_on = number, BulletinState.ISSUED, by, day
    row.lock = lock_of(row, number, day)
    row.paper = content(row, number=number, day=day)
    row.save()
    kept = made(row, row.paper, row.lock, clock.now())
    kept[FileKind.LOCK] = json.dumps(row.lock, ensure_ascii=False, indent=1, sort_keys=True).encode()
    for kind, body in kept.items():
        name = f"{row.title}.{kind.ending}"
        stored = files.keep(body, name, media_type=kind.media_type, by=by)
        IssuedFile.objects.create(bulletin=row, kind=kind, file=stored)
    digests = {
        kind.value: one.file.sha256
        for one in row.files.select_related("file")
        for kind in [FileKind(one.kind)]
    }
    _note(row, by, "issued", f"发布，{number}", digests=digests, snapshot=row.snapshot.identifier)
    return row


@transaction.atomic
def add_erratum(*, bulletin: Bulletin, place: str, was: str, corrected: str, why: str, by: User) -> Erratum:
    """更正: appended; text, tables and files stay as issued. Raises Refused before the issue, Invalid for what is empty."""
    permissions.require(may_count(by))
    if not bulletin.is_issued:
        raise Refused("公报还没有发布，请直接修改。", conflict=True)
    given = {
        "place": ("位置", place),
        "was": ("原文", was),
        "corrected": ("更正后的文字", corrected),
        "why": ("原因", why),
    }
    faults = [
        Problem(key, f"没有填写{title}", "读者要对得上原文")
        for key, (title, text) in given.items()
        if not text.strip()
    ]
    if faults:
        raise Invalid(faults)
    row = Erratum.objects.create(
        bulletin=bulletin, place=place.strip()[:120], was=was.strip()[:500], corrected=corrected.strip()[:500],
        why=why.strip()[:500], on=clock.today(), by=by,
    )  # fmt: skip
    _note(bulletin, by, "corrected", f"更正：{row.place}", was=row.was, corrected=row.corrected)
    return row
