"""公告的效果: the registration number enters the register `tech_sme`, and the query slip is issued.

Numbers are the national platform's. Only a demonstration makes its own, labelled, with serials from 900001.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max
from django.db.models.functions import Right

from jichuang import policy
from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.codes.serials import DEMONSTRATION_FROM, TechSmeEntry
from jichuang.hall.models import Case
from jichuang.hall.verbs import issue_certificate
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import entries
from jichuang.registry.verbs import record_entry
from jichuang.registry.verbs.guards import lock_register

if TYPE_CHECKING:
    from jichuang.accounts.models import User

REGISTER = "tech_sme"
POLICY = "tech-sme"
SLIP = "科技型中小企业入库登记编号查询凭单"
BASIS = "国科发政〔2017〕115号；国科发火〔2018〕11号"
FILED_BY = (5, 31)
"""Month and day up to which a self-evaluation counts as filed in time for the previous year's settlement."""


def record_registration(*, case: Case, by: User, on: date, number: str | None = None) -> Ref:
    """Writes the entry, valid from the announcement to the year's end, with its slip; returns the entry's Ref.

    Raises Refused when no national number is given outside a demonstration, Invalid for a malformed one.
    """
    if number is None:
        number = demonstration_number(case, on)
    entry = record_entry(
        register=REGISTER,
        party=case.party,
        number=number,
        valid_from=on,
        valid_to=year_end(on),
        basis=BASIS,
        source=Ref("case", case.number),
        by=by,
    )
    issue_slip(entry, case.party, case=case, by=by)
    return Ref("entry", str(entry.pk))


def issue_slip(entry: Entry, party: Party, *, case: Case | None, by: User | None) -> None:
    """登记编号查询凭单: once for each entry."""
    issue_certificate(
        title=SLIP,
        matter="tech-sme-evaluation",
        party=party,
        number=entry.number,
        valid_from=entry.valid.lower,
        valid_to=entry.valid_to or year_end(entry.valid.lower),
        entry=Ref("entry", str(entry.pk)),
        basis=BASIS,
        case=case,
        demonstration=is_demonstration(entry.number),
        by=by,
    )


def year_end(on: date) -> date:
    """The last day of a number announced on `on`, by the policy's parameter (month-day of the same year)."""
    for parameter in policy.parameters(POLICY, on=on):
        if parameter.key == "entry_ends":
            month, day = str(parameter.value).split("-")
            return date(on.year, int(month), int(day))
    raise Refused(f"{on}没有入库登记编号有效期的规定。", remedy="请核对规则库中的参数。", conflict=True)


def demonstration_number(case: Case, on: date) -> str:
    """A labelled number for demonstrations. Raises Refused in a real installation."""
    if not settings.DEMONSTRATION:
        raise Refused(
            "入库登记编号由全国科技型中小企业信息服务平台赋予，本系统不生成。",
            remedy="请在全国平台公告后，导入公告名单，系统按统一社会信用代码对账并写入名录。",
            conflict=True,
        )
    lock_register(REGISTER)
    established = case.party.established_on
    return TechSmeEntry.make(
        on.year,
        case.party.region,
        established is None or established.year < on.year,
        filed_on(case) <= date(on.year, *FILED_BY),
        _next_serial(on.year),
    ).value


def filed_on(case: Case) -> date:
    """The day the self-evaluation, or its last supplement, came in."""
    answered = case.supplements.aggregate(last=Max("answered_at"))["last"]
    moment = answered or case.submitted_at or case.started_at
    return moment.date()


def _next_serial(year: int) -> int:
    numbers = Entry.objects.filter(register=REGISTER, number_year=year, current=True).order_by()
    last = numbers.annotate(serial=Right("number", 6)).aggregate(last=Max("serial"))["last"]
    return max(int(last) + 1 if last and last.isdigit() else 0, DEMONSTRATION_FROM)


def is_demonstration(number: str) -> bool:
    """Whether the serial lies in the range reserved for demonstrations."""
    return number[-6:].isdigit() and int(number[-6:]) >= DEMONSTRATION_FROM


def already_entered(*, party: Party, on: date) -> str:
    """A sentence when the party already holds this year's number; a second evaluation would change nothing."""
    if not party.credit_code:
        return "贵单位尚未登记统一社会信用代码，不能评价。"
    held = entries(REGISTER).in_force(on).filter(subject=party.credit_code).first()
    if held is None:
        return ""
    return f"贵单位已有{on.year}年度入库登记编号{held.number}，有效至{held.valid_to}，无须重复评价。"
