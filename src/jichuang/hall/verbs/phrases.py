"""规范用语: kept and dropped by the officers who use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.hall.models import Phrase
from jichuang.hall.reads.desks import desks_of
from jichuang.hall.reads.phrases import department_of

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def keep_phrase(*, by: User, text: str, shared: bool = False) -> Phrase:
    """留用一句: for oneself, or for the department of one's desk. Raises Refused without a desk, Invalid when empty or too long."""
    if not desks_of(by, clock.today()):
        raise Refused("您没有承办岗位，不能留用规范用语。", remedy="请向系统管理员申请任职。")
    words = " ".join(text.split())
    if not 2 <= len(words) <= 500:
        raise Invalid.one("text", "用语为空或过长", "请写 2 至 500 字")
    department = department_of(by, clock.today()) if shared else None
    if shared and department is None:
        raise Invalid.one("shared", "您的任职没有部门，不能供全部门使用", "请留作个人用语")
    row = Phrase.objects.create(text=words, department=department, written_by=by, written_at=clock.now())
    summary = f"留用规范用语（{department.name if department else '个人'}）：{words}"
    journal.record(actor=by, verb="phrase.keep", subject=Ref("user", str(by.pk)), summary=summary)
    return row


@transaction.atomic
def drop_phrase(*, phrase: Phrase, by: User) -> None:
    """删去一句: by whoever wrote it."""
    row = Phrase.objects.select_for_update().get(pk=phrase.pk)
    if row.written_by_id != by.pk:
        raise Refused("只能删去自己写的用语。", remedy="部门共用的用语，请由写入人删去。")
    journal.record(
        actor=by, verb="phrase.drop", subject=Ref("user", str(by.pk)), summary=f"删去规范用语：{row.text}"
    )
    row.delete()
