"""办件: one application of one party in one matter, pinned at submission, and where it lies."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.base.models import StoredFile
from jichuang.hall import catalogue
from jichuang.hall.declare import Desk, Matter, Purpose, Stage
from jichuang.hall.terms import CaseState, Holder, Light, Outcome, TaskResult
from jichuang.registry.models import Department, Party

DESKS = [(desk.value, desk.title) for desk in Desk]
PURPOSES = [(purpose.value, purpose.title) for purpose in Purpose]


class Case(models.Model):
    """办件. `revision` grows with every write, so that a second tab or officer notices the first.

    A draft follows the current version; from submission on `version`, `policy_on`, `policy_known`, `findings`, `earlier` and
    `recommender` are pinned, and `check_state` with `check_points` says in short what the machine found (`hall.weighing`). `purpose` tells a first application from an appeal, a change, a renewal; `source` names what
    it concerns. `resume_at` is where a case sent back for a look at its changed part returns to.
    """

    number = models.CharField("办件编号", max_length=32, unique=True)
    matter = models.CharField("事项", max_length=60)
    version = models.PositiveSmallIntegerField("事项版本")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="cases")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    state = models.CharField("状态", max_length=12, choices=CaseState.choices, default=CaseState.DRAFT)
    stage = models.CharField("环节", max_length=40, blank=True)
    resume_at = models.CharField("之后回到", max_length=40, blank=True)
    purpose = models.CharField("目的", max_length=12, choices=PURPOSES, default=Purpose.FIRST.value)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    light = models.CharField("总时限亮灯", max_length=8, choices=Light.choices, blank=True)
    recommender = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="推荐单位"
    )
    stage_opened_on = models.DateField("环节开始日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices, blank=True)
    reasons = models.JSONField("不符合的理由", default=list, blank=True)
    result = models.CharField("结果记录", max_length=120, blank=True)
    business_date = models.DateField("业务日期", null=True, blank=True)
    policy_on = models.DateField("适用规则日期", null=True, blank=True)
    policy_known = models.DateField("规则知悉日期", null=True, blank=True)
    answers = models.JSONField("填报内容", default=dict, blank=True)
    rough = models.JSONField("未读懂的填写", default=dict, blank=True)
    prefill = models.JSONField("预填来源", default=dict, blank=True)
    findings = models.JSONField("评价结果", default=dict, blank=True)
    earlier = models.JSONField("与前次报送不同", default=list, blank=True)
    check_state = models.CharField("核验灯", max_length=4, blank=True)
    check_points = models.PositiveSmallIntegerField("待核对处数", default=0)
    revision = models.PositiveIntegerField("修订号", default=1)
    submit_key = models.CharField("提交标识", max_length=64, unique=True, null=True, blank=True)
    single_key = models.CharField("同时只办一件", max_length=100, unique=True, null=True, blank=True)
    home = models.CharField("考核归属", max_length=6)
    region = models.CharField("行政区划", max_length=6, blank=True)
    source = models.CharField("由何发起", max_length=120, blank=True)
    started_at = models.DateTimeField("开始时间")
    saved_at = models.DateTimeField("最近保存")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = "办件"
        verbose_name_plural = "办件"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["party", "-id"], name="case_by_party"),
            models.Index(fields=["matter", "state", "home"], name="case_by_matter"),
        ]
        constraints: ClassVar = [
            # 办结必有结果、未办结必无结果，否则时间线与统计各说各话
            models.CheckConstraint(
                condition=(Q(state=CaseState.CLOSED) & ~Q(outcome=""))
                | (~Q(state=CaseState.CLOSED) & Q(outcome="")),
                name="case_closed_has_outcome",
            ),
            # 办理中的件必在某一环节，草稿不在任何环节：办件不会“消失”
            models.CheckConstraint(
                condition=~Q(state__in=[CaseState.OPEN, CaseState.SUPPLEMENT]) | ~Q(stage=""),
                name="case_open_has_stage",
            ),
            # 提交后适用哪一天的规则不可缺
            models.CheckConstraint(
                condition=~Q(state__in=[CaseState.OPEN, CaseState.SUPPLEMENT])
                | (
                    Q(policy_on__isnull=False) & Q(policy_known__isnull=False) & Q(submitted_at__isnull=False)
                ),
                name="case_open_is_pinned",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def declaration(self) -> Matter:
        """The matter in the version this case follows or is pinned to, as declared for the case's purpose."""
        return catalogue.get(self.matter, self.version).life(self.purpose)

    @property
    def stage_now(self) -> Stage | None:
        """The stage that holds the case; None for a draft or a closed case."""
        return self.declaration.stage(self.stage) if CaseState(self.state).is_open else None


class Task(models.Model):
    """任务: what one desk owes one case in one stage. Open tasks are the inbox; a case's holders are its open tasks.

    `due_on` is the last working day without being late; empty while paused or where the stage sets no limit. `scope` lists
    the fields and materials to be looked at again, empty for the whole case; a `superseded` task counts no longer because
    the case was sent back behind it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    stage = models.CharField("环节", max_length=40)
    stage_kind = models.CharField("环节种类", max_length=20)
    desk = models.CharField("岗位层级", max_length=20, choices=DESKS)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )
    home = models.CharField("考核归属", max_length=6)
    region = models.CharField("行政区划", max_length=6, blank=True)
    holder = models.CharField("持有人", max_length=12, choices=Holder.choices, default=Holder.DESK)
    opened_on = models.DateField("开始日期")
    started_on = models.DateField("计时起点")
    due_on = models.DateField("应办结日期", null=True, blank=True)
    days_used = models.PositiveSmallIntegerField("暂停前已用工作日", default=0)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField("认领时间", null=True, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.CharField("结果", max_length=12, choices=TaskResult.choices, blank=True)
    superseded = models.BooleanField("已作废", default=False)
    scope = models.JSONField("复核范围", default=list, blank=True)
    light = models.CharField("亮灯", max_length=8, choices=Light.choices, blank=True)
    escalated_on = models.DateField("上报日期", null=True, blank=True)
    urged_on = models.DateField("催办日期", null=True, blank=True)

    class Meta:
        verbose_name = "任务"
        verbose_name_plural = "任务"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同一环节同一岗位只有一项未完成任务：两个人不会各办一遍
            models.UniqueConstraint(
                fields=["case", "stage", "desk"], condition=Q(done_at__isnull=True), name="task_one_open"
            ),
            # 完成必有结果
            models.CheckConstraint(
                condition=(Q(done_at__isnull=True) & Q(result=""))
                | (Q(done_at__isnull=False) & ~Q(result="")),
                name="task_done_has_result",
            ),
        ]
        indexes: ClassVar = [
            # 工作台只读未完成的任务：办结十万件也不拖慢
            models.Index(
                fields=["desk", "home", "due_on", "id"], condition=Q(done_at__isnull=True), name="task_inbox"
            ),
            models.Index(
                fields=["done_by", "-done_at"], condition=Q(done_at__isnull=False), name="task_done_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stage}"


class CaseFile(models.Model):
    """办件材料. A replaced file stays, with `removed_at`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    material = models.CharField("材料", max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("上传时间")
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        verbose_name = "办件材料"
        verbose_name_plural = "办件材料"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.material}"


class CaseEvent(models.Model):
    """时间线. `public` events are shown to the applicant; `detail` holds the state after the event."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField("事件", max_length=20)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    who = models.CharField("由谁", max_length=120)
    stage = models.CharField("环节", max_length=40, blank=True)
    note = models.CharField("说明", max_length=1000, blank=True)
    public = models.BooleanField("对申报人可见", default=True)
    detail = models.JSONField("细节", default=dict, blank=True)

    class Meta:
        verbose_name = "时间线"
        verbose_name_plural = "时间线"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="event_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
