"""补正与暂停: what an applicant was asked for, all at once, and why the clock stood still meanwhile."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.hall.models.cases import Case, Task
from jichuang.hall.terms import ItemKind, PauseReason


class Supplement(models.Model):
    """一次性告知. Answered once, as a whole."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supplements")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="supplements")
    note = models.CharField("说明", max_length=1000, blank=True)
    asked_at = models.DateTimeField("告知时间")
    asked_on = models.DateField("告知日期")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("请于何日前补正")
    answered_at = models.DateTimeField("补正时间", null=True, blank=True)
    reminded_on = models.DateField("提醒日期", null=True, blank=True)
    review_by = models.CharField("补正后先由何环节复核", max_length=40, blank=True)

    class Meta:
        verbose_name = "补正告知"
        verbose_name_plural = "补正告知"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 缺什么一次说清：上一次没补完不得再发一次
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at__isnull=True), name="supplement_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_on}"


class SupplementItem(models.Model):
    """补正项: points to a declared field or material; the note explains and never demands anything else."""

    supplement = models.ForeignKey(Supplement, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("指向", max_length=10, choices=ItemKind.choices)
    key = models.CharField("键", max_length=40)
    note = models.CharField("说明", max_length=500, blank=True)
    before = models.JSONField("退回时的内容", null=True, blank=True)
    answer = models.CharField("申报人说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "补正项"
        verbose_name_plural = "补正项"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同一项只列一次
            models.UniqueConstraint(fields=["supplement", "kind", "key"], name="supplement_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Pause(models.Model):
    """时限暂停, with its reason and expected length, told to the applicant.

    With a task, that desk's days stand still too; without, the matter's own limit alone.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, blank=True, related_name="pauses")
    reason = models.CharField("原因", max_length=20, choices=PauseReason.choices)
    note = models.CharField("说明", max_length=500, blank=True)
    started_on = models.DateField("开始")
    expected_until = models.DateField("预计结束", null=True, blank=True)
    ended_on = models.DateField("结束", null=True, blank=True)

    class Meta:
        verbose_name = "时限暂停"
        verbose_name_plural = "时限暂停"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同一任务同时只有一个暂停，剩余天数才算得清
            models.UniqueConstraint(
                fields=["task"], condition=Q(ended_on__isnull=True), name="pause_one_open"
            ),
            # 总时限也同时只为一个环节、一个理由暂停
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True, task__isnull=True),
                name="pause_one_open_for_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reason}"
