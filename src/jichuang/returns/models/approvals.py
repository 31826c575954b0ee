"""调查表的批准: the marks by which a survey may be sent out, each renewal a row of its own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.returns.declare import Survey


class SurveyApproval(models.Model):
    """统计调查制度的批准或备案. The latest row of a survey counts; an opened period keeps the marks it was opened under."""

    code = models.CharField("报表", max_length=60)
    table = models.CharField("表号", max_length=40)
    body = models.CharField("制定机关", max_length=120)
    approval = models.CharField("批准（备案）文号", max_length=80)
    valid_to = models.DateField("有效期至")
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "调查表批准"
        verbose_name_plural = "调查表批准"
        ordering: ClassVar = ["code", "-recorded_at", "-id"]
        constraints: ClassVar = [
            # 四项标识缺一，被调查单位有权拒绝填报（统计法）
            models.CheckConstraint(
                condition=~Q(table="") & ~Q(body="") & ~Q(approval=""), name="survey_approval_complete"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.approval}"

    @property
    def survey(self) -> Survey:
        """The four marks."""
        return Survey(self.table, self.body, self.approval, self.valid_to)
