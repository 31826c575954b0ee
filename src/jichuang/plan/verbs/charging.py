"""交办: every promise becomes a 交办事项; owners are assigned, one by one, by item or from a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import Charge, ChargeStep, Owner, Plan
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.charges import office_named
from jichuang.plan.reads.people import leader_named
from jichuang.plan.terms import FINISHED, ChargeKind, ChargeState
from jichuang.registry.models import Department

if TYPE_CHECKING:
    from jichuang.accounts.models import User

WHOLE_PREAMBLE = "0"


@dataclass(frozen=True)
class Assignment:
    """One line of an assignment. `code` is a promise or a whole item's number (0 = the preamble)."""

    code: str
    department: str
    supporting: tuple[str, ...] = ()
    person: str = ""
    leader: str = ""
    document: str = ""


def open_ledger(plan: Plan) -> int:
    """立账: gives every promise of the plan its 交办事项 (待分解); returns how many were missing. Part of adoption."""
    today = clock.today()
    rows: list[Charge] = []
    promises: tuple[tuple[ChargeKind, Any, str], ...] = (
        (ChargeKind.TARGET, plan.targets, "name"),
        (ChargeKind.MILESTONE, plan.milestones, "deliverable"),
        (ChargeKind.DUTY, plan.duties, "quote"),
    )
    for kind, related, named in promises:
        for order, one in enumerate(related.select_related("item").order_by("order")):
            rows.append(
                Charge(
                    plan=plan,
                    code=one.code,
                    kind=kind,
                    item=one.item.number if one.item else 0,
                    order=list(ChargeKind).index(kind) * 1000 + order,
                    title=_title(one, named),
                    deadline=getattr(one, "deadline", plan.ends_on),
                    since=today,
                )  # fmt: skip
            )
    known = set(plan.charges.values_list("code", flat=True))
    return len(Charge.objects.bulk_create(row for row in rows if row.code not in known))


def _title(promise: object, named: str) -> str:
    verb = getattr(promise, "verb", "") if named == "deliverable" else ""
    return f"{verb}{getattr(promise, named)}"[:240]


@transaction.atomic
def assign_owner(
    *,
    plan: Plan,
    code: str,
    department: str,
    by: User,
    supporting: Iterable[str] = (),
    person: str = "",
    leader: str = "",
    document: str = "",
) -> Owner:
    """交办 of a promise (its code) or a whole item (its number; 0 the preamble).

    The parts of an item follow it until one has an owner of its own. Raises Refused without a provincial officer's
    appointment, Invalid for an unknown code or an empty name.
    """
    line = Assignment(code, department, tuple(supporting), person, leader, document)
    return assign_all(plan=plan, lines=[line], by=by)[0]


@transaction.atomic
def assign_all(*, plan: Plan, lines: Iterable[Assignment], by: User) -> list[Owner]:
    """批量交办: all lines or none. Raises as `assign_owner`, with every fault of every line at once."""
    require(may_keep(by))
    wanted = list(lines)
    known = {one.code: one for one in plan.charges.select_for_update(of=("self",)).select_related("owner")}
    items = {str(number) for number in plan.items.values_list("number", flat=True)} | {WHOLE_PREAMBLE}
    problems = [problem for line in wanted for problem in _faults(plan, line, known, items)]
    if problems:
        raise Invalid(problems)
    # items first: a promise named in the same table keeps its own owner
    offices: dict[str, Department | None] = {}
    leaders: dict[str, User | None] = {}
    return [
        _assign(plan, line, known, offices, leaders, by)
        for line in sorted(wanted, key=lambda one: one.code not in items)
    ]


def _faults(plan: Plan, line: Assignment, known: Mapping[str, Charge], items: set[str]) -> list[Problem]:
    problems = []
    if not line.department.strip():
        problems.append(Problem("department", "未填责任单位", "请填写单位全称，例如高新技术处"))
    if line.code not in known and line.code not in items:
        problems.append(
            Problem("code", f"《{plan.title}》没有“{line.code}”", "请从条目页上选择要确定责任单位的一项")
        )
    elif line.code in known and known[line.code].state in FINISHED:
        problems.append(Problem("code", f"{line.code} 已办结", "确需改派的，请先“回头看”重新打开"))
    return problems


def _leader(name: str, leaders: dict[str, User | None]) -> User | None:
    """The account of a leader's name, asked once for all lines."""
    if name.strip() not in leaders:
        leaders[name.strip()] = leader_named(name, clock.today())
    return leaders[name.strip()]


def _assign(
    plan: Plan,
    line: Assignment,
    known: Mapping[str, Charge],
    offices: dict[str, Department | None],
    leaders: dict[str, User | None],
    by: User,
) -> Owner:
    name = line.department.strip()
    if name not in offices:
        offices[name] = office_named(name)
    owner = Owner.objects.create(
        plan=plan, code=line.code, department=name, office=offices[name],
        supporting=[one.strip() for one in line.supporting if one.strip()], person=line.person.strip(),
        leader=line.leader.strip(), in_charge=_leader(line.leader, leaders), document=line.document.strip(), assigned_on=clock.today(),
        recorded_at=clock.now(), by=actor_text(by),
    )  # fmt: skip
    for charge in known.values():
        if charge.code == line.code or _follows(charge, line.code):
            move(charge, ChargeState.ASSIGNED, by=by, note=name, document=owner.document, owner=owner)
    journal.record(
        actor=by,
        verb="plan.assign",
        subject=Ref("plan", f"{plan.slug}/{line.code}"),
        summary=f"{line.code} 责任单位定为{name}",
        detail={"supporting": owner.supporting, "leader": owner.leader, "document": owner.document},
    )
    return owner


def _follows(charge: Charge, code: str) -> bool:
    """Whether a promise goes with its item: nobody owns it yet, or its owner came with the item."""
    own = charge.owner is not None and charge.owner.code == charge.code
    return code == str(charge.item) and not own and charge.state not in FINISHED


def move(
    charge: Charge,
    to: ChargeState,
    *,
    by: User | None,
    note: str = "",
    document: str = "",
    owner: Owner | None = None,
) -> ChargeStep:
    """Writes one step of the ledger and the state it leads to. The caller has checked permission and the state before."""
    charge.state, charge.since = to, clock.today()
    if owner is not None:
        charge.owner = owner
    charge.save(update_fields=["state", "since", "owner"])
    return ChargeStep.objects.create(
        charge=charge, state=to, on=clock.today(), note=note[:300], document=document[:120],
        recorded_at=clock.now(), by=actor_text(by),
    )  # fmt: skip
