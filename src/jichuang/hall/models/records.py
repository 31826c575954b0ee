"""环节记录与延期: what each desk handed in at each stage, and the one extension of the matter's limit."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.base.models import StoredFile
from jichuang.hall.models.cases import Case, Task


class StageRecord(models.Model):
    """环节记录: one desk's opinion, with minutes, members, score, period and document where the stage asks for them."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="records")
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="record")
    stage = models.CharField("环节", max_length=40)
    stage_kind = models.CharField("环节种类", max_length=20)
    desk = models.CharField("岗位", max_length=20)
    agreed = models.BooleanField("同意")
    note = models.CharField("意见", max_length=2000, blank=True)
    held_on = models.DateField("日期", null=True, blank=True)
    until = models.DateField("截止日期", null=True, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    score = models.DecimalField("得分", max_digits=7, decimal_places=2, null=True, blank=True)
    mark = models.DecimalField("合格线", max_digits=7, decimal_places=2, null=True, blank=True)
    members = models.JSONField("人员", default=list, blank=True)
    reasons = models.JSONField("理由", default=list, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "环节记录"
        verbose_name_plural = "环节记录"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["case", "stage"], name="record_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stage} {self.desk}"


class Extension(models.Model):
    """延期: asked by the handling desk, approved or declined by a leader, once for each case."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="extension")
    days = models.PositiveSmallIntegerField("工作日")
    reason = models.CharField("理由", max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    approved = models.BooleanField("批准", null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField("审批时间", null=True, blank=True)

    class Meta:
        verbose_name = "延期"
        verbose_name_plural = "延期"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 批准或不批准，都要有审批人
            models.CheckConstraint(
                condition=Q(approved__isnull=True) | Q(approved_by__isnull=False),
                name="extension_has_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.days}"
