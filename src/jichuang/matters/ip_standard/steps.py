"""辅导步骤: the adviser logs what was done; the certificate is registered only after the three steps stand on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.hall.terms import Outcome
from jichuang.hall.verbs.granting import entry_of
from jichuang.matters.models import Contact
from jichuang.matters.terms import ContactKind
from jichuang.registry.reads import may_act, party_by_code
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

STEPS = {"diagnosis": "贯标诊断", "system": "体系建立与运行", "audit": "内部审核与管理评审"}
"""The usual three steps before certification, as an assumption (推定); they come in this order."""


@transaction.atomic
def log_step(*, case: Case, step: str, held_on: date, found: str, by: User, advice: str = "") -> Contact:
    """Logs one step of an opened case. Raises Refused for anybody but the adviser, out of turn, or twice; Invalid without content."""
    adviser = party_by_code(str(case.answers.get("adviser_code", "")))
    if adviser is None or case.outcome != Outcome.GRANTED:
        raise Refused("还没有建档，或辅导机构没有在本系统登记。", remedy="请先完成建档。", conflict=True)
    require(may_act(by, adviser, scope=Scope.PREPARER, on=clock.today()))
    if not found.strip() or held_on > clock.today():
        raise Invalid.one("found", "没有写明完成情况，或日期在今天之后", "请写明做了什么、发现什么问题")
    Case.objects.select_for_update().get(pk=case.pk)
    done = list(Contact.objects.filter(case=case).values_list("step", flat=True))
    following = next((key for key in STEPS if key not in done), None)
    if step != following:
        wanted = STEPS.get(following or "", "")
        raise Refused(
            f"现在应记录“{wanted}”。" if wanted else "三个步骤都已记录。", remedy="步骤依次进行，每步记录一次。", conflict=True
        )  # fmt: skip
    logged = Contact.objects.create(
        enterprise=case.party, body=adviser, kind=ContactKind.STEP, case=case, step=step, held_on=held_on,
        problem=found.strip(), advice=advice.strip(), logged_by=by, logged_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by, verb="ip_standard.step", subject=Ref("case", case.number), summary=f"{case.party.name}：{STEPS[step]}"
    )  # fmt: skip
    return logged


def steps_lacking(*, case: Case) -> list[Problem]:
    """The steps that the case it follows on has not seen yet."""
    opened = Case.objects.get(number=Ref.parse(entry_of(case).source).id)
    done = set(Contact.objects.filter(case=opened).values_list("step", flat=True))
    left = [title for key, title in STEPS.items() if key not in done]
    return [Problem("certificate", f"辅导步骤还差{'、'.join(left)}", "请辅导机构先记录")] if left else []
