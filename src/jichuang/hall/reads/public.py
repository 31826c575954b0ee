"""公开查询: what anybody may ask without signing in. A case answers with its stage only; a certificate with its facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jichuang.base import clock
from jichuang.base.refs import Ref
from jichuang.hall.models import Case, Certificate
from jichuang.hall.terms import CaseState, Outcome
from jichuang.registry.models import Entry


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """The stage of a case, for somebody who knows its number and the last four characters of the credit code."""

    number: str
    matter: str
    label: str
    since: date | None


def public_status(number: str, last_four: str) -> PublicStatus | None:
    """Stage only; None when number and code do not belong together (the two cases are not told apart)."""
    case = (
        Case.objects.filter(number=number.strip())
        .exclude(state=CaseState.DRAFT)
        .select_related("party")
        .first()
    )
    code = (case.party.credit_code or "") if case else ""
    if case is None or len(last_four.strip()) != 4 or not code.endswith(last_four.strip().upper()):
        return None
    stage = case.stage_now
    label = stage.public_label if stage else Outcome(case.outcome).label
    if CaseState(case.state) is CaseState.SUPPLEMENT:
        label = "待补正"
    return PublicStatus(case.number, case.declaration.title, str(label), case.stage_opened_on)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a certificate's page says. `state` is valid | lapsed | not_yet | ended (the register no longer holds it)."""

    title: str
    number: str
    party_name: str
    credit_code: str
    valid_from: date
    valid_to: date | None
    issued_on: date
    basis: str
    state: str
    words: str
    asked_on: date
    demonstration: bool


def verify(token: str) -> Verification | None:
    """The certificate under a token as the register holds it today; None for an unknown token."""
    row = Certificate.objects.filter(token=token).first()
    if row is None:
        return None
    on = clock.today()
    state, words = _state(row, on)
    return Verification(
        title=row.title,
        number=row.number,
        party_name=row.party_name,
        credit_code=row.credit_code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        issued_on=row.issued_on,
        basis=row.basis,
        state=state,
        words=words,
        asked_on=on,
        demonstration=row.demonstration,
    )


def _state(row: Certificate, on: date) -> tuple[str, str]:
    entry = Entry.objects.filter(pk=Ref.parse(row.entry).id).first()
    held = None
    if entry is not None:
        same = Entry.objects.filter(
            register=entry.register, subject=entry.subject, number=row.number, current=True
        )
        held = same.filter(valid__contains=row.valid_from).first()
    if held is None:
        return "ended", "名录中已没有这一登记编号（可能已撤销或更正）"
    if on < row.valid_from:
        return "not_yet", f"自{row.valid_from:%Y年%m月%d日}起有效"
    if row.valid_to is not None and on > row.valid_to:
        return "lapsed", f"已于{row.valid_to:%Y年%m月%d日}期满失效"
    if held.valid_to is not None and on > held.valid_to:
        return "ended", f"登记已于{held.valid_to:%Y年%m月%d日}终止"
    return "valid", f"有效，{row.until}" if row.valid_to else "长期有效"
