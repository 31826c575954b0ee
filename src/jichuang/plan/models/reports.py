"""月报、季报: what an owner reports of an item for a month or a quarter. The system fills in the figures; every submission is kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from jichuang.base.models import StoredFile
from jichuang.plan.models.plan import Plan
from jichuang.plan.terms import Cycle, quarter_title
from jichuang.registry.models import Department


class OwnerReport(models.Model):
    """月报 or 季报 of one owner on one item (0 = preamble); `number` counts the submissions of a period. Never edited.

    `figures` holds what the board said at submission: code, title, value, unit, target, colour, words. A quarter's are
    those of its last day, with `expected` (what the pace asks for by then); `problems` is then why it fell behind.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reports")
    item = models.PositiveSmallIntegerField("条号")
    department = models.CharField("责任单位", max_length=120)
    office = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    person = models.CharField("责任人", max_length=40, blank=True)
    cycle = models.CharField("周期", max_length=10, choices=Cycle, default=Cycle.MONTH)
    period = models.CharField("报送期", max_length=7)
    number = models.PositiveSmallIntegerField("第几次报送")
    figures = models.JSONField("数据", default=list)
    progress = models.TextField("进展")
    problems = models.TextField("问题", blank=True)
    next_step = models.TextField("下一步", blank=True)
    grounds = models.TextField("佐证说明", blank=True)
    due_on = models.DateField("应报日期")
    submitted_on = models.DateField("报送日期")
    submitted_at = models.DateTimeField("报送时间")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.CharField("报送人", max_length=64)

    class Meta:
        verbose_name = "月报、季报"
        verbose_name_plural = "月报、季报"
        ordering: ClassVar = ["period", "item", "number"]
        constraints: ClassVar = [
            # 同一期第几次报送只有一份：两次同时提交，后一份被拒
            models.UniqueConstraint(
                fields=["plan", "item", "department", "period", "number"], name="owner_report_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(progress=""), name="owner_report_says_something"
            ),  # 空报不是报告
            # 季报要写下一步和佐证：只说进展的是月报
            models.CheckConstraint(
                condition=models.Q(cycle=Cycle.MONTH) | (~models.Q(next_step="") & ~models.Q(grounds="")),
                name="quarter_report_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.department} 第{self.item}条"

    def get_absolute_url(self) -> str:
        """The report's page."""
        return reverse("plan:report", args=[self.plan.slug, self.pk])

    @property
    def title(self) -> str:
        """`2018年9月 第4条`, `2018年第三季度 第4条`."""
        place = f"第{self.item}条" if self.item else "总体部分"
        return f"{self.quarter_or_month} {place}"

    @property
    def name(self) -> str:
        """`2018年9月 第4条月报`."""
        return f"{self.title}{Cycle(self.cycle).label}"

    @property
    def quarter_or_month(self) -> str:
        """`2018年9月`, `2018年第三季度`."""
        if self.cycle == Cycle.QUARTER:
            return quarter_title(self.period)
        return f"{self.period[:4]}年{int(self.period[5:])}月"

    @property
    def quarterly(self) -> bool:
        """Whether it speaks of a quarter."""
        return self.cycle == Cycle.QUARTER

    @property
    def days_late(self) -> int:
        """Calendar days after the due date; 0 in time."""
        return max(0, (self.submitted_on - self.due_on).days)


class ReportFile(models.Model):
    """佐证材料 of a report."""

    report = models.ForeignKey(OwnerReport, models.CASCADE, related_name="files")
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

    report = models.OneToOneField(OwnerReport, models.CASCADE, related_name="verdict")
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
