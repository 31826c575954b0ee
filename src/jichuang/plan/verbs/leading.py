"""分管领导: which account a leader's name is, and what he is told about the promises he is in charge of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid
from jichuang.base.models import MessageKind
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.plan.models import Charge, Letter, Owner, Plan
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.judging import judged
from jichuang.plan.reads.people import in_charge, leaders
from jichuang.plan.terms import LIVE, LetterKind

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def link_leader(*, plan: Plan, name: str, account: int | None, by: User) -> int:
    """对应账号: says which account a 分管领导 of the assignments is (None = none any more); how many it concerned.

    Raises Refused without a keeper's appointment, Invalid for a name nobody was assigned under or an account that
    holds no leader's appointment today.
    """
    require(may_keep(by))
    wanted = next((one for one in leaders(clock.today()) if one.pk == account), None)
    if account is not None and wanted is None:
        raise Invalid.one("account", "这个账号今天没有领导岗位的任职", "请从列表中选择，或先办任职")
    rows = Owner.objects.filter(plan=plan, leader=name.strip()).exclude(leader="")
    if not rows.exists():
        raise Invalid.one("name", f"交办表里没有分管领导“{name}”", "请从列表中选择")
    rows.update(in_charge=wanted)
    count = plan.charges.filter(owner__leader=name.strip()).count()
    words = f"账号定为{wanted.username}" if wanted else "不再对应账号"
    journal.record(
        actor=by, verb="plan.link_leader", subject=Ref("plan", plan.slug),
        summary=f"分管领导{name.strip()}{words}，涉及{count}项", detail={"account": account},
    )  # fmt: skip
    return count


def tell_of_letters(plan: Plan, letters: Iterable[Letter], *, by: User | None) -> None:
    """One message to each leader about all the slips and talk notices on what he is in charge of; the issuer needs none."""
    issued = [one for one in letters if one.kind != LetterKind.REMINDER]
    known = in_charge(plan, {line["code"] for one in issued for line in one.lines}, clock.today())
    found: dict[int, tuple[User, list[Letter]]] = {}
    for letter in issued:
        for user in dict.fromkeys(known[line["code"]] for line in letter.lines if line["code"] in known):
            if by is None or user.pk != by.pk:
                found.setdefault(user.pk, (user, []))[1].append(letter)
    for user, mine in found.values():
        counted = [(kind.label, sum(one.kind == kind for one in mine)) for kind in LetterKind]
        what = "、".join(f"{label}{count}张" for label, count in counted if count)
        about = Ref("plan-letter", str(mine[0].pk)) if len(mine) == 1 else Ref("plan", plan.slug)
        tell(
            [user], kind=MessageKind.DUTY, subject=f"您分管的事项发出{what}", body=_listed(mine), about=about
        )


def _listed(letters: Iterable[Letter]) -> str:
    lines = []
    for letter in letters:
        until = f"，请于{letter.due_on}前答复" if letter.due_on else ""
        lines.append(f"{letter.title}，主送{letter.department}{until}：")
        lines += [f"　{one['code']} {one['title']}：{one['words']}" for one in letter.lines]
    return "\n".join(lines)


def tell_of_letter(letter: Letter, subject: str, body: str, *, by: User | None = None) -> None:
    """Tells the leaders in charge of what a letter is about, the actor apart."""
    known = in_charge(letter.plan, {line["code"] for line in letter.lines}, clock.today())
    people = [user for user in known.values() if by is None or user.pk != by.pk]
    about = Ref("plan-letter", str(letter.pk))
    tell(people, kind=MessageKind.DUTY, subject=subject, body=body, about=about)


def tell_of_reds(plan: Plan, day: date, before: date) -> int:
    """变红即告: tells leaders which of theirs are red on `day` and were not on `before`, as it was known then; how many."""
    rows = plan.charges.filter(owner__in_charge__isnull=False, state__in=LIVE).select_related("owner", "plan")
    mine = {one.code: one for one in rows.order_by("item", "order", "id")}
    if not mine:
        return 0
    now = judged(plan, day, mine.values())
    red = [code for code in mine if now[code].colour == "red"]
    then = judged(plan, before, [mine[code] for code in red], before)
    turned = [code for code in red if then[code].colour != "red"]
    found: dict[int, tuple[User, list[Charge]]] = {}
    for code, user in in_charge(plan, turned, day).items():
        found.setdefault(user.pk, (user, []))[1].append(mine[code])
    for user, reds in found.values():
        body = "\n".join(f"{one.code} {one.title}：{now[one.code].words}" for one in reds)
        about = Ref("plan", f"{plan.slug}/{reds[0].code}" if len(reds) == 1 else plan.slug)
        tell([user], kind=MessageKind.DUTY, subject=f"您分管的{len(reds)}项转为滞后", body=body, about=about)
    return len(turned)
