"""签收、申请办结、核验办结、销号、回头看: the moves of a 交办事项 that people make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.plan.models import Charge, Plan
from jichuang.plan.reads.access import may_act_for, may_check, may_keep
from jichuang.plan.terms import FOLLOWING, ChargeState
from jichuang.plan.verbs.charging import move

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def sign(*, plan: Plan, codes: Iterable[str], by: User) -> int:
    """签收 of what was assigned to one's own department; returns how many. Raises Refused for another's, or for none."""
    rows = _locked(plan, codes)
    for one in rows:
        if one.owner is not None:
            require(may_act_for(by, one.owner.department, one.owner.office))
    waiting = [one for one in rows if one.state == ChargeState.ASSIGNED]
    if not waiting:
        raise Refused("所选事项都不在待签收状态。", remedy="请刷新后再看。", conflict=True)
    for one in waiting:
        move(one, ChargeState.SIGNED, by=by)
    first = waiting[0]
    journal.record(
        actor=by,
        verb="plan.sign",
        subject=Ref("plan", f"{plan.slug}/{first.code}"),
        summary=f"签收{len(waiting)}项，自{first.code}起",
        detail={"codes": [one.code for one in waiting]},
    )
    return len(waiting)


@transaction.atomic
def claim_done(*, charge: Charge, evidence: str, by: User) -> Charge:
    """申请办结, with evidence. Raises Refused for another's officer or a state that does not lead there, Invalid without evidence."""
    charge = _one(charge)
    _require_owned(charge)
    assert charge.owner is not None
    require(may_act_for(by, charge.owner.department, charge.owner.office))
    if not evidence.strip():
        raise Invalid.one("evidence", "未写办结依据", "请写明文号、会议或文件名称")
    return _to(charge, ChargeState.CHECKING, by, evidence, "plan.claim_done", "申请办结")


@transaction.atomic
def judge_done(*, charge: Charge, accepted: bool, reason: str, by: User, document: str = "") -> Charge:
    """核验办结 by a second person: accepted it is 办结, else it goes back to work with the reason.

    Raises Refused for whoever claimed it or works in its department, and when nothing was claimed.
    """
    charge = _one(charge)
    _require_owned(charge)
    assert charge.owner is not None
    require(may_check(by, department=charge.owner.department, office=charge.owner.office))
    if charge.state != ChargeState.CHECKING:
        raise Refused(f"{charge.code} 没有申请办结，不能核验。", remedy="请等责任单位申请。", conflict=True)
    claimed = charge.steps.filter(state=ChargeState.CHECKING).order_by("-id").first()
    if claimed is not None and claimed.by == str(Ref.user(by)):
        raise Refused("本人申请办结的事项不能由本人核验。", remedy="请由另一名经办核验。")
    if not accepted and not reason.strip():
        raise Invalid.one("reason", "未写退回理由", "请写明缺什么、补到什么程度可以办结")
    to = ChargeState.DONE if accepted else ChargeState.RUNNING
    words = "核验办结" if accepted else f"办结申请退回：{reason.strip()}"
    return _to(charge, to, by, reason.strip() or words, "plan.judge_done", words, document)


@transaction.atomic
def close(*, charge: Charge, document: str, by: User) -> Charge:
    """销号 of what is 办结. Raises Refused without a keeper's appointment or in another state, Invalid without a document."""
    require(may_keep(by))
    if not document.strip():
        raise Invalid.one("document", "未写销号依据", "请写明会议纪要或批示的文号")
    return _to(_one(charge), ChargeState.CLOSED, by, "销号", "plan.close", "销号", document)


@transaction.atomic
def reopen(*, charge: Charge, reason: str, by: User) -> Charge:
    """回头看: opens a finished one again. Raises Refused without a keeper's appointment or in another state."""
    require(may_keep(by))
    if not reason.strip():
        raise Invalid.one("reason", "未写回头看的理由", "请写明发现了什么")
    return _to(_one(charge), ChargeState.REOPENED, by, reason, "plan.reopen", f"回头看：{reason.strip()}")


def _to(
    charge: Charge, to: ChargeState, by: User, note: str, verb: str, words: str, document: str = ""
) -> Charge:
    if to not in FOLLOWING[ChargeState(charge.state)]:
        raise Refused(
            f"{charge.code} 现在是“{charge.get_state_display()}”，不能转为“{to.label}”。",
            remedy="请先完成前一步；各步见事项页的办理记录。",
            conflict=True,
        )
    move(charge, to, by=by, note=note.strip(), document=document.strip())
    journal.record(
        actor=by,
        verb=verb,
        subject=Ref("plan", f"{charge.plan.slug}/{charge.code}"),
        summary=f"{charge.code} {words}",
        detail={"document": document.strip(), "on": clock.today()},
    )
    return charge


def _require_owned(charge: Charge) -> None:
    if charge.owner is None:
        raise Refused(f"{charge.code} 还没有责任单位。", remedy="请省科技厅经办先交办。", conflict=True)


def _one(charge: Charge) -> Charge:
    return _locked(charge.plan, [charge.code])[0]


def _locked(plan: Plan, codes: Iterable[str]) -> list[Charge]:
    rows = plan.charges.select_for_update(of=("self",)).select_related("owner__office", "plan")
    return list(rows.filter(code__in=list(codes)).order_by("id"))
