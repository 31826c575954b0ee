"""调整与进度分解: what may change about a promise after adoption. The plan's own words and figures never do."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jichuang.plan.models.plan import Plan
from jichuang.plan.terms import AdjustmentKind, Decided


class Adjustment(models.Model):
    """调整、延期、暂停 of one promise: asked for with a reason, decided with a document and an approver."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="adjustments")
    code = models.CharField("代号", max_length=12)
    kind = models.CharField("类别", max_length=10, choices=AdjustmentKind)
    old_text = models.CharField("原定", max_length=60)
    value = models.DecimalField("调整后目标值", max_digits=24, decimal_places=4, null=True)
    deadline = models.DateField("调整后期限", null=True)
    reason = models.CharField("理由", max_length=300)
    asked_on = models.DateField("申请日期")
    asked_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_by = models.CharField("申请人", max_length=64)
    state = models.CharField("状态", max_length=10, choices=Decided, default=Decided.ASKED)
    document = models.CharField("批准文号", max_length=120, blank=True)
    approver = models.CharField("批准人", max_length=60, blank=True)
    answer = models.CharField("意见", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by = models.CharField("登记人", max_length=64, blank=True)

    class Meta:
        verbose_name = "调整申请"
        verbose_name_plural = "调整申请"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同意调整必须有文号和批准人
            models.CheckConstraint(
                condition=~models.Q(state=Decided.APPROVED)
                | (~models.Q(document="") & ~models.Q(approver="")),
                name="adjustment_has_document",
            ),
            # 一项承诺同时只有一份待决定的申请
            models.UniqueConstraint(
                fields=["plan", "code"], condition=models.Q(state=Decided.ASKED), name="adjustment_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {AdjustmentKind(self.kind).label}"


class QuarterPace(models.Model):
    """季度进度分解: the share of a promise due by the end of each quarter, set by its owner and approved."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="quarter_paces")
    code = models.CharField("代号", max_length=12)
    shares = models.JSONField("各季末累计（‰）")
    note = models.CharField("说明", max_length=300, blank=True)
    set_on = models.DateField("分解日期")
    set_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_by = models.CharField("分解人", max_length=64)
    state = models.CharField("状态", max_length=10, choices=Decided, default=Decided.ASKED)
    answer = models.CharField("意见", max_length=300, blank=True)
    decided_on = models.DateField("审定日期", null=True)
    decided_at = models.DateTimeField("审定时间", null=True)
    decided_by = models.CharField("审定人", max_length=64, blank=True)

    class Meta:
        verbose_name = "季度进度"
        verbose_name_plural = "季度进度"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同时只有一份待审定的分解
            models.UniqueConstraint(
                fields=["plan", "code"], condition=models.Q(state=Decided.ASKED), name="quarter_pace_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.shares}"

    @property
    def percents(self) -> str:
        """`10%、40%、70%、100%`."""
        return "、".join(f"{share / 10:g}%" for share in self.shares)
