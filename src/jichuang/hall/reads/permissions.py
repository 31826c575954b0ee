"""谁能对一件办件做什么. Deny by default; every answer carries its reason and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.hall.declare import Action, Desk, Submission
from jichuang.hall.models import Case, PublicityNotice, Task
from jichuang.hall.reads.colleagues import may_act_on
from jichuang.hall.reads.desks import Seat, acts_for, at_desk
from jichuang.hall.terms import CaseState, Holder
from jichuang.registry.reads import capacity_of, has_role, may_act, scope_of
from jichuang.registry.terms import Role, Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

APPLICANT_VERBS = {
    "save_draft": Scope.PREPARER,
    "attach": Scope.PREPARER,
    "detach": Scope.PREPARER,
    "submit": Scope.ACCEPTOR,
    "resubmit": Scope.ACCEPTOR,
    "withdraw": Scope.ACCEPTOR,
}
SIGNING_VERBS = {"cosign", "hand_back"}
DESK_VERBS = {
    Action.ACCEPT_COMPLETE, Action.RETURN_FOR_SUPPLEMENT, Action.SEND_BACK, Action.MARK_NOT_MET, Action.CONCLUDE,
}  # fmt: skip
NOTICE_VERBS = {Action.COMPOSE_NOTICE, Action.POST_NOTICE, Action.RESOLVE_OBJECTION, Action.ANNOUNCE}
CLAIM_VERBS = {"claim", "release"}
SIGN_IN = Decision.no("您尚未登录。", "请先登录。")


def can(user: User | None, verb: str, case: Case, tasks: Sequence[Task] | None = None) -> Decision:
    """Whether `user` may do `verb` with this case now: `view`, `bundle`, an applicant's verb, a claim, or an Action of its stage.

    `tasks` are the open tasks of the case where they are at hand.
    """
    if user is None or user.pk is None:
        return SIGN_IN
    on = clock.today()
    if verb == "view":
        return _may_view(user, case, on)
    if verb == "bundle":
        own = own_application(user, case, on)
        return own if own is not None else _may_view(user, case, on)
    if verb in APPLICANT_VERBS:
        return _may_apply(user, verb, case, on)
    if verb in SIGNING_VERBS:
        return _may_sign(user, case, on)
    if verb in CLAIM_VERBS:
        return _at_desk_for(user, None, case, on, tasks)
    if verb in DESK_VERBS or verb in NOTICE_VERBS:
        return _at_desk_for(user, Action(verb), case, on, tasks)
    return Decision.no(f"没有规则允许“{verb}”，系统默认不允许。")


def may_try(user: User | None, verb: str, case: Case) -> Decision:
    """Who the person is, whatever the case's stage: asked before a form is read, so that a stranger learns nothing from its faults."""
    if user is None or user.pk is None:
        return SIGN_IN
    on = clock.today()
    if verb in APPLICANT_VERBS:
        return may_act_on(user, case, APPLICANT_VERBS[verb], on)
    if verb in SIGNING_VERBS:
        return may_act(user, case.party, scope=Scope.ACCEPTOR, on=on)
    own = own_application(user, case, on)
    return own if own is not None else _seat(user, Action(verb), case, on)


def sits_for(user: User | None, action: Action, case: Case) -> bool:
    """Whether the action belongs to a desk of this case's route at which the person sits, whatever the stage now."""
    return bool(may_try(user, action.value, case))


def own_application(user: User, case: Case, on: date) -> Decision | None:
    """A refusal when the person applied for the case, saved its draft, or acts for its party; None otherwise."""
    if user.pk in (case.applicant_id, case.saved_by_id) or scope_of(user, case.party, on) is not None:
        return Decision.no(
            f"“{case.party.name}”的这件由您或您所代表的单位申报，按回避要求您不能办理。",
            "请由同岗位的其他人员办理。",
        )
    return None


def absent_must_avoid(user: User, seat: Seat, case: Case, on: date) -> Decision | None:
    """A refusal when the user sits there only in place of somebody who has to keep away from this case; None otherwise."""
    absent = acts_for(user, [seat], on)
    if absent is None or own_application(absent, case, on) is None:
        return None
    return Decision.no(
        f"您在代理{absent.name}，而“{case.party.name}”的这件由其本人或其所代表的单位申报，应回避的事项不能代办。",
        "请由同岗位的其他人员办理。",
    )


def may_handle_notices(user: User | None, notice: PublicityNotice) -> Decision:
    """Whether the person sits at the desk that composes and posts this matter's notices."""
    if user is None or user.pk is None:
        return SIGN_IN
    return holds_province_desk(user, clock.today())


def holds_province_desk(user: User | None, on: date) -> Decision:
    """Whether the person sits at the provincial desk today."""
    return at_desk(user, Seat(Desk.PROVINCE), on=on)


def _may_view(user: User, case: Case, on: date) -> Decision:
    if scope_of(user, case.party, on) is not None:
        return may_act(user, case.party, scope=Scope.VIEWER, on=on)
    auditor = has_role(user, Role.AUDITOR, on=on)
    if auditor:
        return auditor
    if case.state == CaseState.DRAFT:
        return Decision.no("这是未提交的草稿，只有申报单位的经办人员能看。", "请用申报单位授权的账号登录。")
    desks = {desk for stage in case.declaration.route.stages for desk in stage.desks} - {Desk.UNIT}
    refusal = Decision.no(
        "您没有这件办件的任职或授权。", "申报单位人员请先取得单位授权；工作人员请向管理员申请任职。"
    )
    for desk in sorted(desks, key=lambda one: one.value):
        decision = at_desk(user, Seat.of(desk, case), on=on)
        if decision:
            return decision
        refusal = decision if "任职范围" in decision.reason else refusal
    return refusal


def _may_apply(user: User, verb: str, case: Case, on: date) -> Decision:
    needed = APPLICANT_VERBS[verb]
    first = case.declaration.route.first
    if verb == "submit" and isinstance(first, Submission):
        needed = Scope.PREPARER  # another person signs, so the clerk binds nobody yet
    allowed = may_act_on(user, case, needed, on)
    if not allowed:
        return allowed
    state = CaseState(case.state)
    if verb in {"save_draft", "attach", "detach"} and not state.is_editable:
        return Decision.no(
            f"办件{case.number}{state.label}，填报内容已不能修改。",
            "如需更正，请联系承办岗位退回补正，或撤回后重报。",
        )
    if verb == "submit" and state is not CaseState.DRAFT:
        return Decision.no(f"办件{case.number}已经提交，现在是“{state.label}”。", "请到办件页查看进度。")
    if verb == "resubmit" and state is not CaseState.SUPPLEMENT:
        return Decision.no(f"办件{case.number}现在没有待补正的内容。", "请到办件页查看进度。")
    if verb == "withdraw":
        return _may_withdraw(case, state, allowed)
    return allowed


def _may_withdraw(case: Case, state: CaseState, allowed: Decision) -> Decision:
    if state is CaseState.CLOSED:
        return Decision.no(f"办件{case.number}已办结，不能撤回。")
    if case.declaration.purpose.ex_officio:
        return Decision.no("这件由机关依职权提出，贵单位可以陈述意见，不能撤回。")
    stage = case.stage_now
    if stage is not None and not stage.allows(Action.WITHDRAW):
        return Decision.no(f"“{stage.title}”环节不能撤回。")
    return allowed


def _may_sign(user: User, case: Case, on: date) -> Decision:
    """会签: by another person than the one who filed, in one of the capacities the stage names."""
    stage = case.stage_now
    capacity = capacity_of(user, case.party, on)
    if capacity is None:
        return may_act(user, case.party, scope=Scope.ACCEPTOR, on=on)
    if not isinstance(stage, Submission):
        return Decision.no(f"办件{case.number}现在不在单位确认环节。", "请到办件页查看进度。")
    titles = "或".join(signer.title for signer in stage.cosign)
    if capacity.value not in {signer.value for signer in stage.cosign}:
        return Decision.no(
            f"单位确认须由{titles}办理，您的身份是{capacity.label}。", f"请转由本单位的{titles}确认。"
        )
    if user.pk == case.applicant_id:
        return Decision.no("单位确认不能由提交人自己办理。", f"请由本单位另一位{titles}确认。")
    return Decision.yes(f"您是本单位的{capacity.label}。")


def _at_desk_for(
    user: User, action: Action | None, case: Case, on: date, tasks: Sequence[Task] | None
) -> Decision:
    """First who the person is, then where the case is: a stranger learns nothing about the stage."""
    own = own_application(user, case, on)
    if own is not None:
        return own
    seated = _seat(user, action, case, on)
    if not seated:
        return seated
    stage = case.stage_now
    if stage is None:
        return Decision.no(
            f"办件{case.number}{CaseState(case.state).label}，没有可办理的环节。", "请到办件页查看进度。"
        )
    parts = [part for part in stage.parts if action is None or action in part.actions]
    if not parts:
        return Decision.no(
            f"办件{case.number}在“{stage.title}”环节，不能做这一步。", "请刷新页面查看现在的环节。"
        )
    refusal = Decision.no(f"“{stage.title}”由{'、'.join(desk.title for desk in stage.desks)}承办。")
    for part in parts:
        for desk in part.desks:
            decision = at_desk(user, Seat.of(desk, case), on=on)
            if not decision:
                continue
            avoid = absent_must_avoid(user, Seat.of(desk, case), case, on)
            refusal = (
                avoid if avoid is not None else _with_desk(case, part.key, desk, action, decision, tasks)
            )
            if refusal:
                return refusal
    return refusal


def _seat(user: User, action: Action | None, case: Case, on: date) -> Decision:
    """Whether the person sits at any desk of the route that may do `action` (any action when None)."""
    refusal = Decision.no("您不在这一事项的承办岗位。")
    for part in case.declaration.route.parts:
        if action is not None and action not in part.actions:
            continue
        for desk in part.desks:
            decision = at_desk(user, Seat.of(desk, case), on=on)
            if decision:
                return decision
            refusal = decision
    return refusal


def _with_desk(
    case: Case,
    part: str,
    desk: Desk,
    action: Action | None,
    decision: Decision,
    tasks: Sequence[Task] | None,
) -> Decision:
    """At a desk that works on the case its task must be in the desk's hands; elsewhere sitting there is enough."""
    if action is not None and action not in DESK_VERBS:
        return decision
    if tasks is None:
        tasks = list(Task.objects.filter(case=case, stage=part, desk=desk.value, done_at__isnull=True))
    task = next((one for one in tasks if one.stage == part and one.desk == desk.value), None)
    if task is None:
        return Decision.no("您的岗位在这一环节已没有未完成的任务。", "请刷新页面。")
    if task.holder == Holder.APPLICANT:
        return Decision.no("已退回补正，正在申报人手里。", "补正后会自动回到您的岗位。")
    return decision
