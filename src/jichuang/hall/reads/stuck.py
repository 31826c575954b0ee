"""卡住的办件: open cases that nobody could move, or that show in no place or in two. Must be empty at all times."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass

from django.db.models import Q

from jichuang.hall import catalogue
from jichuang.hall.declare import Desk, Route, StageKind
from jichuang.hall.models import Case, NoticeItem, Pause, Supplement, Task
from jichuang.hall.terms import ALIVE, CaseState, Holder


@dataclass(frozen=True, slots=True)
class Stuck:
    """One case and one sentence why it is stuck."""

    number: str
    matter: str
    stage: str
    reason: str

    def as_dict(self) -> dict[str, str]:
        """For `jichuang hall stuck --json`."""
        return asdict(self)


def stuck() -> list[Stuck]:
    """Every case without exactly one place and one holder set. Constant query count."""
    found: list[Stuck] = []
    tasks = _open_tasks()
    waiting = set(Supplement.objects.filter(answered_at__isnull=True).values_list("case_id", flat=True))
    paused = set(Pause.objects.filter(ended_on__isnull=True).values_list("task_id", flat=True))
    listed = set(NoticeItem.objects.filter(state__in=ALIVE).values_list("case_id", flat=True))
    live = Q(state__in=[CaseState.OPEN, CaseState.SUPPLEMENT])
    rows = Case.objects.filter(live | Q(pk__in=list(tasks))).only(
        "number", "matter", "version", "state", "stage", "purpose", "resume_at"
    )
    for case in rows.order_by("id"):
        reasons = _reasons(case, tasks.get(case.pk, []), waiting, paused, listed)
        found += [Stuck(case.number, case.matter, case.stage, reason) for reason in reasons]
    drafts = Case.objects.filter(state=CaseState.DRAFT).values_list("number", "matter", "version")
    known = {matter.code for matter in catalogue.all()}
    for number, matter, _ in drafts:
        if matter not in known:
            found.append(Stuck(number, matter, "", f"草稿的事项“{matter}”已不在目录中"))
    return found


def _open_tasks() -> dict[int, list[Task]]:
    grouped: dict[int, list[Task]] = defaultdict(list)
    for task in Task.objects.filter(done_at__isnull=True):
        grouped[task.case_id].append(task)
    return grouped


def _reasons(
    case: Case, tasks: list[Task], waiting: set[int], paused: set[int], listed: set[int]
) -> list[str]:
    if not CaseState(case.state).is_open:
        return ["已不在办理中，却仍有未完成的任务"]
    if not catalogue.has(case.matter, case.version):
        return [f"事项“{case.matter}”第{case.version}版没有声明"]
    try:
        route = case.declaration.route
    except KeyError:
        return [f"事项“{case.matter}”第{case.version}版没有声明“{case.purpose}”这一后续办理"]
    if not route.has(case.stage):
        return [f"环节“{case.stage}”不在第{case.version}版流程中"]
    found = _place_reasons(case, route, tasks)
    with_applicant = any(task.holder == Holder.APPLICANT for task in tasks)
    supplement = CaseState(case.state) is CaseState.SUPPLEMENT
    if supplement != with_applicant or supplement != (case.pk in waiting):
        found.append("补正状态与持有人不一致")
    if any(task.holder == Holder.APPLICANT and task.pk not in paused for task in tasks):
        found.append("时限暂停与持有人不一致")
    found += _listing_reasons(case, route.get(case.stage).kind, listed)
    return found


def _place_reasons(case: Case, route: Route, tasks: list[Task]) -> list[str]:
    found = []
    if not tasks:
        found.append("没有任何人持有：没有未完成的任务")
    parts = {part.key for part in route.get(case.stage).parts}
    if any(task.stage not in parts for task in tasks):
        found.append("同时在两个环节：任务与办件所在环节不同")
    if case.resume_at and not route.has(case.resume_at):
        found.append(f"复核后要回到的环节“{case.resume_at}”不在流程中")
    if any(task.desk == Desk.RECOMMENDER.value and task.department_id is None for task in tasks):
        found.append("没有推荐单位：推荐岗位的任务没有部门")
    return found


def _listing_reasons(case: Case, kind: StageKind, listed: set[int]) -> list[str]:
    public = kind in {StageKind.PUBLICITY, StageKind.ANNOUNCEMENT}
    if public and case.pk not in listed:
        return ["在公示或公告环节，却不在任何公示名单中"]
    if not public and kind is not StageKind.BATCH and case.pk in listed:
        return ["在公示名单中，却不在公示环节"]
    return []
