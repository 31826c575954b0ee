"""提交、补正后重新提交、撤回. Submission pins the law; a retried click makes one case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang import policy
from jichuang.base import batches, clock
from jichuang.base.batches import one_message
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.hall import catalogue, judging
from jichuang.hall.declare import Desk, Matter, StageKind
from jichuang.hall.declare.changes import between
from jichuang.hall.errors import NotPassed
from jichuang.hall.models import Case, NoticeItem, Pause, Supplement, Task
from jichuang.hall.reads.cases import earlier_filing
from jichuang.hall.terms import (
    ALIVE,
    CaseState,
    EventKind,
    Holder,
    ItemKind,
    ListingState,
    Outcome,
    TaskResult,
)
from jichuang.hall.verbs.entering import enter
from jichuang.hall.verbs.letters import tell_applicant, tell_signers
from jichuang.hall.verbs.moving import changed_meanwhile, close, event, hold, locked, require_can, save
from jichuang.hall.verbs.returning import look_again
from jichuang.hall.verbs.windows import admit, give_back
from jichuang.hall.weighing import LIGHT, write_light
from jichuang.registry.reads import recommender_of

if TYPE_CHECKING:
    from jichuang.accounts.models import User


PINNED = (
    "applicant", "submit_key", "business_date", "findings", "policy_on", "policy_known", "submitted_at", "earlier",
    "recommender", *LIGHT,
)  # fmt: skip
"""What a submission writes to the case, besides where it lies."""


@transaction.atomic
@one_message()
def submit(
    *, case: Case, by: User, key: str, revision: int | None = None, arrived: datetime | None = None
) -> Case:
    """提交: checks, judges, pins version, law, findings and recommender, and opens the first stage. Returns the case.

    Where the route begins with a signature, the unit's signer has the case next. `key` names the click: the same key again
    returns the case already submitted. `arrived` is when the request reached the server (now, where nobody says): in a matter
    with windows it decides whether the submission is in time. Raises Invalid with every fault at once, NotPassed when the rules fail, Refused
    when the draft changed, already went in under another key, is out of time, or no place is left.
    """
    if not key or len(key) > 64:
        raise Invalid.one("key", "提交标识为空或过长", "请从填报页面重新提交")
    case = locked(case)
    if case.submit_key == key:
        return case
    require_can(by, "submit", case)
    if revision is not None and revision != case.revision:
        raise Refused(
            "草稿在您打开核对页之后又有改动，没有提交。", remedy="请重新核对后再提交。", conflict=True
        )
    _refuse_foreign_key(case, key)
    matter = _current(case)
    faults = judging.problems(matter, case.answers, case.rough, attached_materials(case))
    faults += matter.lacking(case=case)
    if faults:
        raise Invalid(faults)
    case.applicant, case.submit_key, case.state = by, key, CaseState.OPEN
    pin(case, matter)
    admit(case, arrived or clock.now())
    first = matter.route.first
    case.stage = first.key
    batches.update(case, *PINNED)
    enter(case, first)
    if first.kind is StageKind.SUBMISSION:
        event(case, EventKind.SENT_FOR_SIGNING, by, detail={"version": case.version})
        tell_signers(case)
        return case
    received(case, by, EventKind.SUBMITTED)
    return case


def pin(case: Case, matter: Matter) -> None:
    """Pins the day, the law, the judgement and the recommender to the case; it is saved by the caller."""
    on = clock.today()
    case.business_date = judging.business_date(matter, case.answers, on)
    case.findings = _judged(matter, case, case.business_date, on)
    case.policy_on, case.policy_known, case.submitted_at = case.business_date, on, clock.now()
    case.earlier = judging.differences(matter, case.answers, earlier_filing(case))
    write_light(case)
    if matter.route.needs(Desk.RECOMMENDER):
        case.recommender = recommender_of(case.party, on=on)
        if case.recommender is None:
            raise Refused(
                f"“{case.party.name}”还没有登记推荐单位，不能提交。",
                remedy="请联系主管部门登记推荐关系；推荐单位按登记的关系确定，不按所在地确定。",
                conflict=True,
            )


def received(case: Case, by: User, kind: EventKind) -> None:
    """The timeline row and the letter of a case that has reached its first desk."""
    matter = case.declaration
    stage = matter.route.get(case.stage)
    assert case.policy_on is not None
    event(case, kind, by, detail={"version": case.version, "policy_on": case.policy_on.isoformat()})
    tell_applicant(
        case,
        "已收到您的申报",
        f"{matter.title}已于{clock.today():%Y年%m月%d日}提交，转入“{stage.title}”。",
    )


def _refuse_foreign_key(case: Case, key: str) -> None:
    if Case.objects.filter(submit_key=key).exclude(pk=case.pk).exists():
        raise Refused(
            "这个提交标识已用于另一件办件。", remedy="请刷新核对页后再提交。", field="key", conflict=True
        )


def _current(case: Case) -> Matter:
    current = catalogue.get(case.matter).life(case.purpose)
    if case.version != current.version:
        changes = between(case.declaration, current) if catalogue.has(case.matter, case.version) else []
        raise Refused(
            f"事项已更新为第{current.version}版，草稿仍是第{case.version}版：{'；'.join(changes) or '填报内容没有变化'}。",
            remedy="请打开填报页，按新版核对并保存后再提交。",
            conflict=True,
        )
    return current


def attached_materials(case: Case) -> set[str]:
    """Keys of materials with at least one file that was not removed."""
    return set(case.files.filter(removed_at__isnull=True).values_list("material", flat=True))


def _result(matter: Matter, case: Case, on: date | None, known: date | None) -> policy.Result | None:
    """The judgement; a figure the rules cannot take is a fault of its field."""
    if on is None:
        raise RuntimeError(f"case {case.number} has no policy date")
    try:
        return judging.judge(matter, case.answers, on=on, known=known)
    except policy.FactError as fault:
        field = matter.fields_by_fact.get(fault.fact)
        key, title = (field.key, field.title) if field else (fault.fact, fault.title or "业务日期")
        raise Invalid.one(key, f"“{title}”{fault.problem}", f"应为{fault.expected}") from fault


def _judged(matter: Matter, case: Case, on: date, known: date) -> dict[str, Any]:
    """The findings to pin. Raises NotPassed where the matter refuses a failing judgement."""
    result = _result(matter, case, on, known)
    found = judging.stored(result)
    refused = {"fail"} if matter.unjudged_passes else {"fail", "not_applicable"}
    if result is not None and matter.refuse_failing and result.verdict in refused:
        failed = [row for row in found["rows"] if row["state"] == "fail" and not row["alternative"]]
        titles = "、".join(row["title"] for row in failed)
        raise NotPassed(
            f"自评未通过，不能提交：{found['headline']}。",
            clause="；".join(dict.fromkeys(row["cite"] for row in failed)),
            remedy=f"草稿已保留。未达到的项目：{titles}。" if failed else "草稿已保留。",
            findings=found,
        )
    return found


@transaction.atomic
def resubmit(
    *, case: Case, by: User, explanations: Mapping[str, str] | None = None, revision: int | None = None
) -> Case:
    """补正后重新提交: every asked item must be changed, or explained in `explanations["field:staff"]`.

    Judged again under the law pinned at submission; a failing verdict is not refused here but shown to the desk.
    Raises Invalid naming every item neither changed nor explained.
    """
    case = locked(case)
    require_can(by, "resubmit", case, revision)
    asked = Supplement.objects.select_for_update().filter(case=case, answered_at__isnull=True).first()
    if asked is None:
        raise changed_meanwhile(case)
    matter = case.declaration
    faults = _unanswered(case, matter, asked, explanations or {})
    faults += judging.problems(matter, case.answers, case.rough, attached_materials(case))
    faults += matter.lacking(case=case)
    if faults:
        raise Invalid(faults)
    case.findings = judging.stored(_result(matter, case, case.policy_on, case.policy_known))
    case.earlier = judging.differences(matter, case.answers, earlier_filing(case))
    write_light(case)
    asked.answered_at = clock.now()
    asked.save(update_fields=["answered_at"])
    changed = [[item.kind, item.key, item.note] for item in asked.items.all()]
    waiting = Task.objects.select_for_update().filter(
        case=case, done_at__isnull=True, holder=Holder.APPLICANT
    )
    for task in waiting:
        _resume(case, task, matter, changed)
    case.state = CaseState.OPEN
    save(case, "state", "findings", "earlier", *LIGHT)
    if asked.review_by:
        look_again(case, matter.route.part(asked.review_by), None, scope=changed)
    event(case, EventKind.RESUBMITTED, by)
    return case


def _unanswered(
    case: Case, matter: Matter, asked: Supplement, explanations: Mapping[str, str]
) -> list[Problem]:
    found = []
    for item in asked.items.all():
        answer = explanations.get(f"{item.kind}:{item.key}", "").strip()[:500]
        if item.kind == ItemKind.FIELD:
            done = case.answers.get(item.key) != item.before
        else:
            added = case.files.filter(
                material=item.key, removed_at__isnull=True, added_at__gte=asked.asked_at
            )
            done = added.exists()
        if not done and not answer:
            title = matter.target(item.kind, item.key).title
            found.append(
                Problem(item.key, f"“{title}”还没有补正", "请修改或重新上传；确认无误的，请写明理由")
            )
        elif answer:
            item.answer = answer
            item.save(update_fields=["answer"])
    return found


def _resume(case: Case, task: Task, matter: Matter, changed: list[list[str]]) -> None:
    """Ends the pause: the desk looks at the changed part; its days start anew or go on, as the stage declares."""
    on = clock.today()
    Pause.objects.filter(task=task, ended_on__isnull=True).update(ended_on=on)
    stage = matter.route.part(task.stage)
    task.scope = changed
    if stage.days is not None:
        used = 0 if stage.restart_on_resubmit else min(task.days_used, stage.days)
        left = stage.days - used
        task.due_on = clock.calendar().add_workdays(on, left) if left else on
        task.started_on, task.days_used = on, used
    hold(case, task, Holder.DESK, "scope", "due_on", "started_on", "days_used")


@transaction.atomic
def withdraw(*, case: Case, by: User, reason: str = "", revision: int | None = None) -> Case:
    """撤回: a draft is discarded, a submitted case closed as withdrawn; a publicity list shows the mark."""
    case = locked(case)
    require_can(by, "withdraw", case, revision)
    draft = case.state == CaseState.DRAFT
    give_back(case)
    NoticeItem.objects.filter(case=case, state__in=ALIVE).update(state=ListingState.WITHDRAWN)
    close(case, Outcome.DISCARDED if draft else Outcome.WITHDRAWN, by, TaskResult.CANCELLED)
    event(case, EventKind.DISCARDED if draft else EventKind.WITHDRAWN, by, note=reason)
    return case
