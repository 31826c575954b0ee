"""单位会签: the unit's legal person or administrator signs what a clerk filed, or hands it back to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base.errors import Invalid
from jichuang.hall.models import Case
from jichuang.hall.terms import CaseState, EventKind, TaskResult
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import event, finish_all, locked, require_can, save
from jichuang.hall.verbs.settling import settle
from jichuang.hall.verbs.submitting import pin, received
from jichuang.hall.verbs.windows import give_back

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def cosign(*, case: Case, by: User, revision: int | None = None) -> Case:
    """会签: binds the unit. Day, law and judgement are those of the signature; the case reaches its first desk."""
    case = locked(case)
    require_can(by, "cosign", case, revision)
    pin(case, case.declaration)
    case.save()
    finish_all(case, by, TaskResult.PASSED)
    settle(case, by, said=lambda: received(case, by, EventKind.COSIGNED))
    return case


@transaction.atomic
def hand_back(*, case: Case, by: User, why: str, revision: int | None = None) -> Case:
    """会签人退回修改: the case is a draft again; the clerk may mend and submit it anew. Raises Invalid without a reason."""
    case = locked(case)
    require_can(by, "hand_back", case, revision)
    if not why.strip():
        raise Invalid.one("why", "没有写明需要修改什么", "请写一句话")
    finish_all(case, by, TaskResult.CANCELLED)
    give_back(case)
    case.state, case.stage, case.submit_key, case.submitted_at = CaseState.DRAFT, "", None, None
    save(case, "state", "stage", "submit_key", "submitted_at")
    event(case, EventKind.HANDED_BACK, by, note=why.strip())
    tell_applicant(case, "会签人退回修改", f"{by.name}：{why.strip()}。修改后可以重新送会签。")
    return case
