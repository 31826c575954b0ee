"""建档 writes an entry of `ip_standard_opened`, 认证登记 one of `ip_standard` for the certificate's own period: opened and certified are counted apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.matters.listing import Listing
from jichuang.registry.verbs import record_entry

if TYPE_CHECKING:
    from jichuang.accounts.models import User

open_case = Listing(
    register="ip_standard_opened", prefix="GB", basis="企业知识产权贯标建档", kept=("adviser", "aim_on")
)


def certify(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the certificate's entry. Raises Refused for one that is over or not yet given."""
    given = {
        key: str(case.answers[key]) for key in ("certificate", "body", "certified_on", "certified_until")
    }
    begun, ends = date.fromisoformat(given["certified_on"]), date.fromisoformat(given["certified_until"])
    if not begun <= on <= ends:
        raise Refused(f"证书有效期{begun}至{ends}，今天不在其内。", remedy="请核对证书日期。", conflict=True)
    entry = record_entry(
        register="ip_standard", party=case.party, number=number or given["certificate"], valid_from=begun, valid_to=ends,
        basis="GB/T 29490—2013", source=Ref("case", case.number), attrs={"body": given["body"]}, by=by,
    )  # fmt: skip
    return Ref("entry", str(entry.pk))
