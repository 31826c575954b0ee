"""成员在线确认: every unit named in the draft is asked, and answers in its own account; who refuses is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import Decision, require
from jichuang.base.refs import Ref
from jichuang.codes.credit_code import CreditCode
from jichuang.codes.errors import CodeError
from jichuang.hall.declare.values import rows
from jichuang.hall.models import Case
from jichuang.hall.reads import can
from jichuang.hall.verbs.letters import tell_party
from jichuang.matters.alliance.form import MEMBER_COLUMNS
from jichuang.matters.models import Membership
from jichuang.matters.terms import Answer
from jichuang.registry.reads import may_act, party_by_code
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

NAME, CODE, PART = MEMBER_COLUMNS


def named(case: Case) -> dict[str, dict[str, str]]:
    """The rows of the draft by credit code. Raises Invalid naming every code that cannot be one, is named twice, or is the lead's own."""
    found: dict[str, dict[str, str]] = {}
    problems = []
    for row in rows(case.declaration.form.field("members"), case.answers.get("members")):
        try:
            code = CreditCode.parse(row[CODE]).value
        except CodeError as fault:
            problems.append(Problem("members", f"“{row[NAME]}”：{fault}"))
            continue
        if code in found or code == case.party.credit_code:
            problems.append(
                Problem("members", f"“{row[NAME]}”重复，或就是牵头单位", "每家只列一次，牵头单位不必再列")
            )
        found[code] = row
    if problems:
        raise Invalid(problems)
    return found


@transaction.atomic
def ask_members(*, case: Case, by: User) -> list[Membership]:
    """发起确认: asks who is new or has another part, takes out who is no longer named; answers already given stand.

    Raises Refused without the draft's authorisation, Invalid for a list that cannot be asked.
    """
    require(can(by, "save_draft", case))
    units = named(case)
    if not units:
        raise Invalid.one("members", "还没有填写成员单位", "请先在表中填写并保存")
    standing = {one.credit_code: one for one in Membership.objects.select_for_update().filter(case=case)}
    for code, one in standing.items():
        if code not in units and one.answer != Answer.WITHDRAWN:
            one.answer = Answer.WITHDRAWN
            one.save(update_fields=["answer"])
    for code, row in units.items():
        before = standing.get(code)
        if before is None or before.part != row[PART] or before.answer == Answer.WITHDRAWN:
            _ask(case, code, row)
    journal.record(
        actor=by, verb="alliance.ask", subject=Ref("case", case.number), summary=f"向{len(units)}家成员单位发起确认"
    )  # fmt: skip
    return list(Membership.objects.filter(case=case).exclude(answer=Answer.WITHDRAWN))


def _ask(case: Case, code: str, row: dict[str, str]) -> None:
    fresh = {
        "name": row[NAME], "part": row[PART], "answer": Answer.ASKED, "asked_at": clock.now(), "answered_at": None,
        "answered_by": None, "reason": "",
    }  # fmt: skip
    Membership.objects.update_or_create(case=case, credit_code=code, defaults=fresh)
    party = party_by_code(code)
    if party is not None:
        words = f"{case.party.name}组建“{case.answers.get('alliance') or '产业技术创新联盟'}”，把贵单位列为成员（{row[PART]}），请在线确认。"
        tell_party(
            party, "请确认是否参加产业技术创新联盟", words, Ref("case", case.number), MessageKind.NOTICE
        )


def may_answer(user: User | None, membership: Membership) -> Decision:
    """Only who may sign for the unit that was asked answers for it."""
    party = party_by_code(membership.credit_code)
    if user is None or party is None:
        return Decision.no(f"“{membership.name}”还没有在本系统登记。", "请该单位先登记并授权经办人。")
    return may_act(user, party, scope=Scope.ACCEPTOR, on=clock.today())


@transaction.atomic
def answer_membership(*, membership: Membership, by: User, agree: bool, reason: str = "") -> Membership:
    """确认参加 or 不参加. Raises Refused for a stranger, and when there is nothing left to answer."""
    require(may_answer(by, membership))
    membership = Membership.objects.select_for_update().select_related("case").get(pk=membership.pk)
    if membership.answer != Answer.ASKED:
        raise Refused(
            f"“{membership.name}”{Answer(membership.answer).label}，不能再答复。", remedy="需要更改的，请牵头单位重新发起。", conflict=True
        )  # fmt: skip
    membership.answer = Answer.CONFIRMED if agree else Answer.REFUSED
    membership.answered_at, membership.answered_by, membership.reason = clock.now(), by, reason.strip()[:300]
    membership.save(update_fields=["answer", "answered_at", "answered_by", "reason"])
    journal.record(
        actor=by, verb="alliance.answer", subject=Ref("case", membership.case.number), summary=str(membership),
        detail={"reason": membership.reason},
    )  # fmt: skip
    return membership


def members_lacking(*, case: Case) -> list[Problem]:
    """Whom to ask or to wait for, and that somebody must have agreed. Nothing while the list itself is not filled in."""
    if not case.answers.get("members"):
        return []
    try:
        units = named(case)
    except Invalid as fault:
        return list(fault.problems)
    standing = {one.credit_code: one for one in Membership.objects.filter(case=case)}
    unasked = [
        row[NAME] for code, row in units.items() if code not in standing or standing[code].part != row[PART]
    ]
    waiting = [
        row[NAME] for code, row in units.items() if code in standing and standing[code].answer == Answer.ASKED
    ]
    if unasked:
        return [Problem("members", f"还没有向{'、'.join(unasked)}发起确认", "请到“成员单位在线确认”发起")]
    if waiting:
        return [Problem("members", f"{'、'.join(waiting)}还没有答复", "请等待各单位用自己的账号确认")]
    agreed = any(one.answer == Answer.CONFIRMED for code, one in standing.items() if code in units)
    return [] if agreed else [Problem("members", "没有成员单位确认参加", "请重新邀请成员单位")]
