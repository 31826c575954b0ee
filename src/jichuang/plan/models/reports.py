"""月报: what an owner reports of an item each month. Figures are filled in by the system; every submission is kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from jichuang.base.models import StoredFile
from jichuang.plan.models.plan import Plan
from jichuang.registry.models import Department


class MonthlyReport(models.Model):
    """月报 of one owner on one item (0 = preamble); `number` counts the submissions of a month. Never edited.

    `figures` holds what the board said at submission: code, name, value, unit, target, colour, words.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="monthly_reports")
    item = models.PositiveSmallIntegerField("条号")
    department = models.CharField("责任单位", max_length=120)
    office = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    period = models.CharField("月份", max_length=7)
    number = models.PositiveSmallIntegerField("第几次报送")
    figures = models.JSONField("数据", default=list)
    progress = models.TextField("进展")
    problems = models.TextField("问题", blank=True)
    next_step = models.TextField("下一步", blank=True)
    due_on = models.DateField("应报日期")
    submitted_on = models.DateField("报送日期")
    submitted_at = models.DateTimeField("报送时间")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.CharField("报送人", max_length=64)

    class Meta:
        verbose_name = "月报"
        verbose_name_plural = "月报"
        ordering: ClassVar = ["period", "item", "number"]
        constraints: ClassVar = [
            # 同月第几次报送只有一份：两次同时提交，后一份被拒
            models.UniqueConstraint(
                fields=["plan", "item", "department", "period", "number"], name="monthly_report_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(progress=""), name="monthly_report_says_something"
            ),  # 空报不是报告
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.department} 第{self.item}条"

    def get_absolute_url(self) -> str:
        """The report's page."""
        return reverse("plan:report", args=[self.plan.slug, self.pk])

    @property
    def title(self) -> str:
        """`2018年9月 第4条`."""
        place = f"第{self.item}条" if self.item else "总体部分"
        return f"{self.period[:4]}年{int(self.period[5:])}月 {place}"

    @property
    def days_late(self) -> int:
        """Calendar days after the due date; 0 in time."""
        return max(0, (self.submitted_on - self.due_on).days)


class ReportFile(models.Model):
    """佐证材料 of a report."""

    report = models.ForeignKey(MonthlyReport, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "佐证材料"
        verbose_name_plural = "佐证材料"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.title


class ReportVerdict(models.Model):
    """核验: a second person accepts a report or sends it back with a reason."""

    report = models.OneToOneField(MonthlyReport, models.CASCADE, related_name="verdict")
    accepted = models.BooleanField("通过")
    reason = models.CharField("理由", max_length=300, blank=True)
    on = models.DateField("核验日期")
    at = models.DateTimeField("核验时间")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.CharField("核验人", max_length=64)

    class Meta:
        verbose_name = "核验"
        verbose_name_plural = "核验"
        constraints: ClassVar = [
            # 退回必须说明理由
            models.CheckConstraint(
                condition=models.Q(accepted=True) | ~models.Q(reason=""), name="report_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {'通过' if self.accepted else '退回'}"
