"""Writes of the room: put aside, move, drop. Nobody touches another's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid
from jichuang.base.refs import Ref
from jichuang.passages import sources
from jichuang.passages.models import Kept
from jichuang.passages.reads import written_for
from jichuang.passages.terms import Form
from jichuang.passages.word import Piece, document

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST = 60
"""Things in one document; more is a report, not a passage."""


@transaction.atomic
def keep(*, by: User, ref: Ref, params: Mapping[str, str], form: str) -> Kept:
    """放入素材夹; the same thing in the same form again changes nothing.

    Raises what the thing's own room raises when `by` may not read it, Invalid for a form it cannot take or a full folder.
    """
    passage = sources.make(ref, params, by)
    if form not in passage.forms:
        offered = "、".join(str(one.label) for one in passage.forms)
        raise Invalid.one("form", f"“{passage.title}”不能写成这种形式", f"可选：{offered}")
    mine = Kept.objects.filter(owner=by)
    if mine.count() >= MOST:
        raise Invalid.one("form", f"素材夹已有 {MOST} 条", "请先生成文件或删去一些")
    last = mine.aggregate(last=Max("order"))["last"] or 0
    row, new = Kept.objects.get_or_create(
        owner=by, ref=str(ref), params=dict(params), form=form,
        defaults={"title": passage.title[:200], "order": last + 1, "kept_at": clock.now()},
    )  # fmt: skip
    if new:
        journal.record(actor=by, verb="passage.keep", subject=ref, summary=f"放入素材夹：{row}")
    return row


@transaction.atomic
def move(*, by: User, key: int, up: bool) -> None:
    """上移或下移一位. A key that is not the person's own is none at all."""
    rows = list(Kept.objects.select_for_update().filter(owner=by))
    at = next((n for n, row in enumerate(rows) if row.pk == key), None)
    if at is None:
        return
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    for order, row in enumerate(rows, start=1):
        row.order = order
    Kept.objects.bulk_update(rows, ["order"])


@transaction.atomic
def drop(*, by: User, key: int | None = None) -> int:
    """删去一条，或清空; returns how many went."""
    mine = Kept.objects.filter(owner=by)
    gone, _ = (mine if key is None else mine.filter(pk=key)).delete()
    if gone:
        journal.record(actor=by, verb="passage.drop", subject=Ref.user(by), summary=f"从素材夹删去{gone}条")
    return gone


@transaction.atomic
def write(*, by: User, heading: str) -> bytes:
    """生成文件: the folder as one Word document with today's figures. Raises Invalid when nothing in it can be written."""
    found = [(one.kept, one.passage) for one in written_for(by) if one.passage]
    if not found:
        raise Invalid.one("form", "素材夹里没有可以写出的内容", "先在目标、名录等页面点“写进材料”")
    pieces = [Piece(Ref.parse(kept.ref), kept.params, Form(kept.form), passage) for kept, passage in found]
    title = " ".join(heading.split())[:60] or "素材"
    named = "、".join(str(kept) for kept, _ in found)
    journal.record(
        actor=by,
        verb="passage.write",
        subject=Ref.user(by),
        summary=f"生成材料《{title}》，{len(found)}条：{named}"[:500],
    )
    return document(title, pieces, made_on=clock.today())
