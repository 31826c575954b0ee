"""登记调查表的批准: 表号、制定机关、批准或备案文号、有效期, all four or none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal, permissions
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.refs import Ref
from jichuang.returns import catalogue
from jichuang.returns.models import SurveyApproval
from jichuang.returns.reads.permissions import may_manage

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def record_approval(
    *, code: str, table: str, body: str, approval: str, valid_to: date | None, by: User | None
) -> SurveyApproval:
    """Records the approval under which a survey may be sent out; earlier ones stay. `by` None = the installation itself.

    Raises Invalid with every mark that is missing or a validity already over, Refused for what is no survey.
    """
    declared = catalogue.get(code)
    if by is not None:
        permissions.require(may_manage(by, declared))
    if declared.survey is None:
        raise Refused(f"{declared.title}不是统计调查，不需要批准文号。", conflict=True)
    given = {"table": ("表号", table), "body": ("制定机关", body), "approval": ("批准或备案文号", approval)}
    faults = [
        Problem(key, f"没有填写{title}", "按批准文件照录")
        for key, (title, text) in given.items()
        if not text.strip()
    ]
    if valid_to is None:
        faults.append(Problem("valid_to", "没有填写有效期", "按批准文件照录"))
    elif valid_to < clock.today():
        faults.append(Problem("valid_to", f"有效期至{valid_to}，已经过了", "请先报批延期，再登记新的有效期"))
    if faults or valid_to is None:
        raise Invalid(faults)
    row = SurveyApproval.objects.create(
        code=code, table=table.strip()[:40], body=body.strip()[:120], approval=approval.strip()[:80],
        valid_to=valid_to, recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="survey.approved",
        subject=Ref("report", code),
        summary=f"登记{declared.title}：{row.survey}",
        detail={"table": row.table, "approval": row.approval, "valid_to": valid_to},
    )
    return row
