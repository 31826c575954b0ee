"""Parties: register, correct, rename, hold facts, set the recommender, read personal data. Every reading of a person is
journalled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.codes import chinese
from jichuang.codes.credit_code import CreditCode
from jichuang.codes.errors import CodeError
from jichuang.registry.models import Department, Entry, Party, PartyName, Recommender
from jichuang.registry.reads.parties import may_act
from jichuang.registry.reads.personal import may_read_personal, personal_of
from jichuang.registry.reads.regions import home_of
from jichuang.registry.terms import PartyKind, RecommenderKind, Scope
from jichuang.registry.verbs.guards import may_import, require_importer

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def party_ref(party: Party) -> Ref:
    """The party's reference: `party:<credit code>`, or its key where it has none."""
    return Ref("party", party.credit_code or str(party.pk))


@transaction.atomic
def register_party(
    *,
    name: str,
    credit_code: str | None,
    region: str,
    by: User | None,
    kind: PartyKind | str = PartyKind.ENTERPRISE,
    address: str = "",
    established_on: date | None = None,
    legal_person: str = "",
    industry_code: str = "",
    source: str = "",
    as_of: date | None = None,
    demonstration: bool = False,
) -> Party:
    """Registers a party and binds the register entries already standing under its credit code.

    Anyone signed in may register a party; acting for it needs a delegation. Raises Invalid naming each wrong field,
    Refused when the code is already registered.
    """
    today = clock.today()
    code, home = _checked(name, credit_code, region, established_on, today)
    party = Party.objects.create(
        credit_code=code, name=name.strip(), kind=kind, region=region, home=home, address=address,
        established_on=established_on, legal_person=legal_person, industry_code=industry_code,
        initials=chinese.initials(name)[:200], source=source, as_of=as_of, demonstration=demonstration,
        registered_at=clock.now(),
    )  # fmt: skip
    PartyName.objects.create(
        party=party, name=party.name, valid=DateRange(established_on or today, None, "[)")
    )
    if code:
        Entry.objects.filter(subject=code, party=None).update(party=party)
    journal.record(
        actor=by, verb="party.register", subject=party_ref(party), summary=f"登记主体 {party.name}"
    )
    return party


def _checked(
    name: str, credit_code: str | None, region: str, established_on: date | None, today: date
) -> tuple[str | None, str]:
    """(credit code, 考核归属) of a party about to be registered; see register_party for what it raises."""
    problems: list[Problem] = []
    if not name.strip():
        problems.append(Problem("name", "名称为空", "请填写营业执照上的全称"))
    if established_on is not None and established_on > today:
        problems.append(
            Problem("established_on", f"成立日期{established_on}晚于今天", "请填写营业执照上的成立日期")
        )
    code = _parsed(credit_code, problems) if credit_code else None
    home = home_of(region, today)
    if home is None:
        problems.append(Problem("region", f"行政区划“{region}”不属于本省", "请选择本省的市、县（市、区）"))
    if problems or home is None:
        raise Invalid(problems)
    if code and Party.objects.filter(credit_code=code).exists():
        raise Refused(
            f"统一社会信用代码 {code} 已登记。",
            remedy="请申请该单位的授权，由其确认提交人同意。",
            field="credit_code",
            conflict=True,
        )
    return code, home


def _parsed(code: str, problems: list[Problem]) -> str | None:
    try:
        return CreditCode.parse(code).value
    except CodeError as error:
        problems.append(Problem("credit_code", error.problem, error.remedy))
        return None


def require_party_writer(user: User | None, party: Party, scope: Scope) -> None:
    """Raises Refused unless `user` acts for the party in `scope`, or keeps the registry; None is the system."""
    if user is None or may_import(user, clock.today()):
        return
    require(may_act(user, party, scope=scope, on=clock.today()))


@transaction.atomic
def rename_party(*, party: Party, name: str, from_day: date, basis: str, by: User | None) -> Party:
    """Gives the party a new name from `from_day` on; the former name stays in the history.

    Raises Invalid when the name is empty or unchanged, or the day lies before the present name's first day.
    """
    require_party_writer(by, party, Scope.ACCEPTOR)
    name = name.strip()
    if not name or name == party.name:
        raise Invalid.one("name", "新名称为空或与现名称相同", "请填写变更后的名称")
    former = PartyName.objects.filter(party=party, valid__upper_inf=True).first()
    if former is not None:
        if from_day <= former.valid.lower:
            raise Invalid.one(
                "from_day", f"{from_day} 不晚于现名称的起始日 {former.valid.lower}", "请核对变更日期"
            )
        former.valid = DateRange(former.valid.lower, from_day, "[)")
        former.save(update_fields=["valid"])
    PartyName.objects.create(party=party, name=name, valid=DateRange(from_day, None, "[)"), basis=basis)
    old, party.name, party.initials = party.name, name, chinese.initials(name)[:200]
    party.save(update_fields=["name", "initials"])
    journal.record(
        actor=by,
        verb="party.rename",
        subject=party_ref(party),
        summary=f"{old} 更名为 {name}",
        detail={"from": from_day},
    )
    return party


EDITABLE = ("address", "legal_person", "industry_code", "established_on", "region", "kind", "source", "as_of")


@transaction.atomic
def correct_party(*, party: Party, by: User | None, **changes: Any) -> Party:
    """Corrects registered particulars (address, legal_person, industry_code, established_on, region, kind)."""
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise TypeError(f"correct_party cannot change {', '.join(sorted(unknown))}")
    require_party_writer(by, party, Scope.ACCEPTOR)
    before = {key: str(getattr(party, key)) for key in changes}
    for key, value in changes.items():
        setattr(party, key, value)
    if "region" in changes:
        home = home_of(party.region, clock.today())
        if home is None:
            raise Invalid.one("region", f"行政区划“{party.region}”不属于本省", "请选择本省的市、县（市、区）")
        party.home = home
    party.save()
    journal.record(
        actor=by,
        verb="party.correct",
        subject=party_ref(party),
        summary=f"更正 {party.name} 的登记信息",
        detail={"before": before},
    )
    return party


@transaction.atomic
def set_recommender(
    *,
    party: Party,
    department: Department,
    kind: RecommenderKind | str,
    from_day: date,
    by: User | None,
    basis: str = "",
) -> Recommender:
    """From `from_day` on the party is recommended by `department`; the former relation ends the day before."""
    require_importer(by)
    for former in Recommender.objects.filter(party=party, valid__upper_inf=True):
        if former.valid.lower >= from_day:
            raise Invalid.one(
                "from_day", f"{from_day} 不晚于现推荐关系的起始日 {former.valid.lower}", "请核对日期"
            )
        former.valid = DateRange(former.valid.lower, from_day, "[)")
        former.save(update_fields=["valid"])
    row = Recommender.objects.create(
        party=party, department=department, kind=kind, valid=DateRange(from_day, None, "[)"), basis=basis
    )
    journal.record(
        actor=by, verb="party.recommender", subject=party_ref(party),
        summary=f"{party.name} 自 {from_day} 起由{department.name}推荐（{from_day - timedelta(days=1)} 止为原渠道）",
    )  # fmt: skip
    return row


@transaction.atomic
def reveal_personal(*, party: Party, by: User, purpose: str) -> dict[str, str]:
    """{key: full value} of the party's personal facts, the reading journalled with its purpose and shown to the party.

    Raises Refused when the reader's role does not need them, Invalid when no purpose is given.
    """
    require(may_read_personal(by, party, clock.today()))
    if not purpose.strip():
        raise Invalid.one("purpose", "没有写明查看用途", "如：通知补正材料")
    found = personal_of(party, masked=False)
    journal.record(
        actor=by,
        verb="party.read_personal",
        subject=party_ref(party),
        summary=f"查看 {party.name} 的联系信息：{purpose.strip()}",
        detail={"keys": sorted(found), "purpose": purpose.strip()},
    )
    return {key: value.value for key, value in found.items()}
