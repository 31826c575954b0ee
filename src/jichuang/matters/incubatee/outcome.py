"""登记的效果: one tenant is one entry of `incubatee`, however many sites it has; its way along the chain stays with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.carriers import REGISTERS
from jichuang.matters.incubatee.form import CHAIN, ENTER, GRADUATE, MOVE
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import entries, party_by_code
from jichuang.registry.verbs import correct_entry, end_entry, record_entry, register_party

if TYPE_CHECKING:
    from jichuang.accounts.models import User

REGISTER, BASIS = "incubatee", "在孵企业登记"


def record(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the event of one tenant. Raises Refused for a move or an end of who is no tenant."""
    answers, source = case.answers, Ref("case", case.number)
    rung = dict(CHAIN)[str(answers["rung"])]
    held = entries(REGISTER).in_force(on).filter(subject=answers["tenant_code"]).first()
    if answers["event"] == ENTER:
        entry = _enter(held, case, by, on, rung)
    elif held is None:
        raise Refused("这家企业不在在孵企业名录。", remedy="请先登记入驻。", conflict=True)
    elif answers["event"] == MOVE:
        steps = [*held.attrs.get("steps", []), [answers["rung"], on.isoformat()]]
        entry = _told(held, by, source, rung=rung, way=f"{held.attrs['way']} → {rung}（{on}）", steps=steps)
    else:
        reason = "毕业" if answers["event"] == GRADUATE else "退出"
        entry = end_entry(entry=held, last_day=on, by=by, reason=reason, source=source)
    return Ref("entry", str(entry.pk))


def _enter(held: Entry | None, case: Case, by: User | None, on: date, rung: str) -> Entry:
    """A new tenant, or another site of one that is counted already."""
    if held is not None:
        known = held.attrs.get("sites", [])
        if case.party.name in known:
            return held
        return _told(held, by, Ref("case", case.number), sites=[*known, case.party.name])
    return record_entry(
        register=REGISTER,
        party=_tenant(case),
        valid_from=on,
        basis=BASIS,
        source=Ref("case", case.number),
        attrs={
            "sites": [case.party.name],
            "rung": rung,
            "way": f"{rung}（{on}）",
            "steps": [[case.answers["rung"], on.isoformat()]],
        },
        by=by,
    )


def _told(entry: Entry, by: User | None, source: Ref, **more: Any) -> Entry:
    return correct_entry(
        entry=entry, by=by, reason="在孵情况变动", source=source, attrs={**entry.attrs, **more}
    )


def _tenant(case: Case) -> Party:
    """The tenant as a party; one the registry does not know is registered as the operator told it."""
    code = str(case.answers["tenant_code"])
    known = party_by_code(code)
    if known is not None:
        return known
    return register_party(
        name=str(case.answers["tenant_name"]),
        credit_code=code,
        region=case.party.region,
        established_on=date.fromisoformat(str(case.answers["tenant_founded"])),
        source=f"在孵企业登记 {case.number}",
        as_of=case.business_date,
        by=None,
    )


def hindrance(*, party: Party, on: date) -> str:
    """Only who operates a listed carrier tells of tenants."""
    if entries(REGISTERS).in_force(on).filter(party=party).exists():
        return ""
    return "贵单位名下没有在册的孵化器、众创空间或星创天地。"
