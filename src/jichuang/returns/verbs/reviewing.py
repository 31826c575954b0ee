"""审核: accept (one, or all without a doubt), send back with what is wrong, excuse from one period with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, permissions
from jichuang.base.errors import Invalid, Refused
from jichuang.returns.models import Filing, OpenPeriod, Owed
from jichuang.returns.reads.permissions import may_review, may_review_some
from jichuang.returns.terms import State
from jichuang.returns.verbs.common import changed, locked, note, write_to

if TYPE_CHECKING:
    from jichuang.accounts.models import User

CORRECTION_DAYS = 5
"""Working days a unit has to mend a returned report (own arrangement, 推定)."""


def _decided(owed: Owed, by: User, state: State, words: str) -> Owed:
    owed.state, owed.note, owed.revision = state, words, owed.revision + 1
    owed.decided_by, owed.decided_on = by, clock.today()
    owed.save(update_fields=["state", "note", "revision", "decided_by", "decided_on", "due_on"])
    return owed


def _reviewed(owed: Owed, by: User, revision: int) -> Owed:
    """The locked row, if it waits for a review and nobody was faster."""
    owed = locked(owed)
    permissions.require(may_review(by, owed))
    if owed.state != State.HANDED_IN or owed.revision != revision:
        raise changed(owed)
    return owed


@transaction.atomic
def accept(*, owed: Owed, by: User, revision: int) -> Owed:
    """审核通过."""
    owed = _decided(_reviewed(owed, by, revision), by, State.ACCEPTED, "")
    note(owed, by, "accepted", "审核通过")
    return owed


@transaction.atomic
def accept_clean(*, period: OpenPeriod, by: User) -> int:
    """审核通过 every return handed in without any explanation: the checks found nothing to look at. Returns how many.

    Those with an explanation stay for a person to read. Raises Refused without the reviewing role, or when none is clean.
    """
    permissions.require(may_review_some(by, period))
    rows = Owed.objects.select_for_update(of=("self",)).filter(period=period, state=State.HANDED_IN)
    held = [row for row in rows.select_related("period", "party") if may_review(by, row)]
    newest = {one.owed_id: one for one in Filing.objects.filter(owed__in=held).order_by("owed_id", "number")}
    clean = [row for row in held if not newest[row.pk].explanations and not newest[row.pk].why]
    if not clean:
        raise Refused(
            "没有可以一并通过的：待审核的都带有说明或更正原因。", remedy="请逐份查看。", conflict=True
        )
    for row in clean:
        note(_decided(row, by, State.ACCEPTED, ""), by, "accepted", "审核通过（机器审核无疑点）")
    return len(clean)


@transaction.atomic
def send_back(*, owed: Owed, by: User, why: str, revision: int) -> Owed:
    """退回修改: the unit has five working days; what it handed in is kept. Raises Invalid without a reason."""
    owed = _reviewed(owed, by, revision)
    if not why.strip():
        raise Invalid.one("why", "没有写明要改什么", "请写明哪一项、什么问题")
    owed.due_on = max(owed.due_on, clock.calendar().add_workdays(clock.today(), CORRECTION_DAYS))
    owed = _decided(owed, by, State.RETURNED, why.strip()[:500])
    note(owed, by, "returned", f"退回修改：{owed.note}")
    write_to([owed], "退回修改", f"审核岗位退回：{owed.note}")
    return owed


@transaction.atomic
def excuse(*, owed: Owed, by: User, why: str, revision: int) -> Owed:
    """免报 (停业、注销、合并等): the unit owes nothing for this period. Raises Invalid without a reason."""
    owed = locked(owed)
    permissions.require(may_review(by, owed))
    if not State(owed.state).is_open or owed.revision != revision:
        raise changed(owed)
    if not why.strip():
        raise Invalid.one("why", "没有写明免报理由", "如 2018年6月注销")
    owed = _decided(owed, by, State.EXCUSED, why.strip()[:500])
    note(owed, by, "excused", f"免报：{owed.note}")
    return owed
