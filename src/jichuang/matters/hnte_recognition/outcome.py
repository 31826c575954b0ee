"""发证的效果: the certificate enters the register `hnte` for three years. Numbers are the national office's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.codes.serials import DEMONSTRATION_FROM, HnteCertificate
from jichuang.hall.models import Case
from jichuang.hall.verbs import issue_certificate
from jichuang.hall.verbs.granting import entry_of
from jichuang.matters.hnte_reserve.outcome import leave_certified
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import entries
from jichuang.registry.verbs import correct_entry, record_entry
from jichuang.registry.verbs.guards import lock_register

if TYPE_CHECKING:
    from jichuang.accounts.models import User

REGISTER, BASIS, HEBEI = "hnte", "国科发火〔2016〕32号 第九条", "13"


def certify(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the certificate, valid three years from today, with its slip. Raises Refused without a national number."""
    if number is None and not settings.DEMONSTRATION:
        raise Refused(
            "证书编号由全国高新技术企业认定管理工作领导小组办公室赋予，本系统不生成。",
            remedy="请填写公告中的证书编号。",
            conflict=True,
        )
    entry = record_entry(
        register=REGISTER,
        party=case.party,
        number=number or demonstration_number(on),
        valid_from=on,
        basis=BASIS,
        source=Ref("case", case.number),
        by=by,
    )
    leave_certified(party=case.party, on=on, by=by, source=Ref("case", case.number))
    ref = Ref("entry", str(entry.pk))
    issue_certificate(
        title="高新技术企业证书查询凭单", matter=case.matter, party=case.party, number=entry.number, valid_from=on,
        valid_to=entry.valid_to or on, entry=ref, basis=BASIS, case=case, demonstration=number is None, by=by,
    )  # fmt: skip
    return ref


def demonstration_number(on: date) -> str:
    """The next number of the range reserved for demonstrations; the register stays locked until it is written."""
    lock_register(REGISTER)
    first = HnteCertificate.make(on.year, HEBEI, DEMONSTRATION_FROM).value
    taken = Entry.objects.filter(register=REGISTER, number_year=on.year, current=True, number__gte=first)
    last = taken.order_by("-number").values_list("number", flat=True).first()
    return f"{first[:-6]}{int(last[-6:]) + 1:06d}" if last else first


def rename(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """更名: the entry carries the new name; number and validity stay."""
    fresh = correct_entry(
        entry=entry_of(case),
        by=by,
        reason="企业更名",
        source=Ref("case", case.number),
        name=case.answers["new_name"],
    )
    return Ref("entry", str(fresh.pk))


def already_certified(*, party: Party, on: date) -> str:
    """A sentence when the party holds a certificate in force: it renews, it does not apply anew."""
    held = entries(REGISTER).in_force(on).filter(subject=party.credit_code or "").first()
    if held is None:
        return ""
    return f"贵单位持有有效的高新技术企业证书{held.number}，至{held.valid_to}；期满前请办理重新认定。"
