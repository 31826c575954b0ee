"""调整、延期、暂停和季度进度: asked for by the owner, decided by somebody else with a document. The plan's own figures stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import Adjustment, Charge, QuarterPace
from jichuang.plan.reads.access import may_act_for, may_check
from jichuang.plan.reads.adjusting import adjusted, standing
from jichuang.plan.terms import FOLLOWING, AdjustmentKind, ChargeKind, ChargeState, Decided
from jichuang.plan.verbs.charging import move

if TYPE_CHECKING:
    from jichuang.accounts.models import User

STATES = {AdjustmentKind.DEADLINE: ChargeState.EXTENDING}
QUARTERS = 4


@transaction.atomic
def ask_adjustment(
    *,
    charge: Charge,
    kind: AdjustmentKind | str,
    reason: str,
    by: User,
    value: Decimal | None = None,
    deadline: date | None = None,
) -> Adjustment:
    """申请调整、延期、暂停 or 恢复. Raises Refused for another's officer or a state that does not allow it (one application
    at a time); Invalid naming what is missing or does not change anything."""
    charge = _locked(charge)
    kind = AdjustmentKind(kind)
    assert charge.owner is not None
    require(may_act_for(by, charge.owner.department, charge.owner.office))
    to = STATES.get(kind, ChargeState.ADJUSTING)
    if to not in FOLLOWING[ChargeState(charge.state)]:
        raise Refused(
            f"{charge.code} 现在是“{charge.get_state_display()}”，不能申请{kind.label}。",
            remedy="待决定的申请办完后再提；未签收的请先签收。",
            conflict=True,
        )
    problems = _faults(charge, kind, reason, value, deadline)
    if problems:
        raise Invalid(problems)
    row = Adjustment.objects.create(
        plan=charge.plan, code=charge.code, kind=kind, old_text=standing(charge, kind), reason=reason.strip()[:300],
        value=value if kind == AdjustmentKind.TARGET else None,
        deadline=deadline if kind == AdjustmentKind.DEADLINE else None,
        asked_on=clock.today(), asked_by_user=by, asked_by=actor_text(by),
    )  # fmt: skip
    move(charge, to, by=by, note=f"{kind.label}：{row.reason}")
    journal.record(
        actor=by, verb="plan.ask_adjustment", subject=Ref("plan", f"{charge.plan.slug}/{charge.code}"),
        summary=f"{charge.code} 申请{kind.label}", detail={"value": value, "deadline": deadline},
    )  # fmt: skip
    return row


def _faults(
    charge: Charge, kind: AdjustmentKind, reason: str, value: Decimal | None, deadline: date | None
) -> list[Problem]:
    problems = []
    suspended = (
        change := adjusted(charge.plan, clock.today()).get(charge.code)
    ) is not None and change.suspended
    if not reason.strip():
        problems.append(Problem("reason", "未写理由", "请写明为什么要变、依据什么"))
    if kind == AdjustmentKind.TARGET:
        if charge.kind != ChargeKind.TARGET:
            problems.append(Problem("kind", f"{charge.code} 没有目标值", "只有目标可以调整目标值"))
        elif value is None or value <= 0:
            problems.append(Problem("value", "未填调整后的目标值", "请填大于零的数"))
    if kind == AdjustmentKind.DEADLINE and (deadline is None or deadline <= charge.deadline):
        problems.append(
            Problem("deadline", "调整后的期限应晚于现在的期限", f"现在是{charge.deadline}，请填之后的日期")
        )
    if kind == AdjustmentKind.SUSPEND and suspended:
        problems.append(Problem("kind", f"{charge.code} 已经暂停", "要继续办理请申请恢复"))
    if kind == AdjustmentKind.RESUME and not suspended:
        problems.append(Problem("kind", f"{charge.code} 没有暂停", "不需要恢复"))
    return problems


@transaction.atomic
def decide_adjustment(
    *,
    adjustment: Adjustment,
    approved: bool,
    by: User,
    document: str = "",
    approver: str = "",
    answer: str = "",
) -> Adjustment:
    """决定一份申请. Approval names its document and approver; from that day the board shows both old and new.

    Raises Refused for who asked, for officers of the owner and for a second decision; Invalid for what is missing.
    """
    row = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    charge = _locked(Charge.objects.get(plan=row.plan, code=row.code))
    assert charge.owner is not None
    require(
        may_check(
            by, department=charge.owner.department, office=charge.owner.office, doers=[row.asked_by_user_id]
        )
    )
    if row.state != Decided.ASKED:
        raise Refused("这份申请已经决定。", remedy="请刷新后再看。", conflict=True)
    _require_grounds(approved, document, approver, answer)
    row.state = Decided.APPROVED if approved else Decided.REFUSED
    row.document, row.approver, row.answer = (
        document.strip()[:120],
        approver.strip()[:60],
        answer.strip()[:300],
    )
    row.decided_on, row.decided_at, row.decided_by = clock.today(), clock.now(), actor_text(by)
    row.save()
    if approved and row.deadline is not None:
        charge.deadline = row.deadline
        charge.save(update_fields=["deadline"])
    words = f"{row.get_kind_display()}{row.get_state_display()}"
    if charge.state in {ChargeState.ADJUSTING, ChargeState.EXTENDING}:  # not when reassigned meanwhile
        move(charge, ChargeState.RUNNING, by=by, note=words, document=row.document)
    journal.record(
        actor=by, verb="plan.decide_adjustment", subject=Ref("plan", f"{row.plan.slug}/{row.code}"),
        summary=f"{row.code} {words}{f'（{row.document}）' if approved else f'：{row.answer}'}",
    )  # fmt: skip
    return row


def _require_grounds(approved: bool, document: str, approver: str, answer: str) -> None:
    """Raises Invalid for an approval without document or approver, or a refusal without a reason."""
    needed = [("document", "批准文号", document), ("approver", "批准人", approver)]
    missing = [(field, title) for field, title, text in needed if approved and not text.strip()]
    if not approved and not answer.strip():
        missing.append(("answer", "不同意的理由"))
    if missing:
        raise Invalid(
            Problem(field, f"未填{title}", "没有文号和批准人的调整不生效") for field, title in missing
        )


@transaction.atomic
def set_pace(*, charge: Charge, shares: Sequence[int], by: User, note: str = "") -> QuarterPace:
    """分解季度进度: `shares` in ‰, cumulative at the end of each quarter, the last 1000; in force once approved.

    Raises Refused for another's officer, for what carries no light, and while another one waits; Invalid otherwise.
    """
    charge = _locked(charge)
    assert charge.owner is not None
    require(may_act_for(by, charge.owner.department, charge.owner.office))
    if charge.kind not in {ChargeKind.TARGET, ChargeKind.MILESTONE}:
        raise Refused(f"{charge.code} 不设灯，不分解季度进度。", conflict=True)
    if QuarterPace.objects.filter(plan=charge.plan, code=charge.code, state=Decided.ASKED).exists():
        raise Refused(f"{charge.code} 已有一份分解等待审定。", remedy="审定后再改。", conflict=True)
    found = list(shares)
    rising = all(low <= high for low, high in zip([0, *found], found, strict=False))
    if len(found) != QUARTERS or not rising or found[-1] != 1000:
        raise Invalid.one("shares", "各季末累计应逐季不减，第四季度末为100%", "例如 10、35、70、100")
    row = QuarterPace.objects.create(
        plan=charge.plan, code=charge.code, shares=found, note=note.strip()[:300], set_on=clock.today(),
        set_by_user=by, set_by=actor_text(by),
    )  # fmt: skip
    journal.record(
        actor=by, verb="plan.set_pace", subject=Ref("plan", f"{charge.plan.slug}/{charge.code}"),
        summary=f"{charge.code} 分解季度进度", detail={"shares": found},
    )  # fmt: skip
    return row


@transaction.atomic
def decide_pace(*, pace: QuarterPace, approved: bool, by: User, answer: str = "") -> QuarterPace:
    """审定季度进度 by somebody else; from that day the pace line follows it. Raises as `decide_adjustment`."""
    row = QuarterPace.objects.select_for_update().get(pk=pace.pk)
    charge = _locked(Charge.objects.get(plan=row.plan, code=row.code))
    assert charge.owner is not None
    require(
        may_check(
            by, department=charge.owner.department, office=charge.owner.office, doers=[row.set_by_user_id]
        )
    )
    if row.state != Decided.ASKED:
        raise Refused("这份分解已经审定。", remedy="请刷新后再看。", conflict=True)
    if not approved and not answer.strip():
        raise Invalid.one("answer", "未写不同意的理由", "请写明应怎样分解")
    row.state = Decided.APPROVED if approved else Decided.REFUSED
    row.answer = answer.strip()[:300]
    row.decided_on, row.decided_at, row.decided_by = clock.today(), clock.now(), actor_text(by)
    row.save()
    journal.record(
        actor=by, verb="plan.decide_pace", subject=Ref("plan", f"{row.plan.slug}/{row.code}"),
        summary=f"{row.code} 季度进度{row.get_state_display()}",
    )  # fmt: skip
    return row


def _locked(charge: Charge) -> Charge:
    rows = Charge.objects.select_for_update(of=("self",)).select_related("owner__office", "plan")
    found = rows.get(pk=charge.pk)
    if found.owner is None:
        raise Refused(f"{found.code} 还没有责任单位。", remedy="请省科技厅经办先交办。", conflict=True)
    return found
