"""目标任务的进展: what an owner reports about a goal that a decision set. The goal itself stands in its matter, named by Ref."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class GoalReport(models.Model):
    """One report on one goal (`goal:<id>`). Never edited; the latest counts."""

    goal = models.CharField("目标任务", max_length=40)
    reached_on = models.DateField("截至日期")
    figure = models.CharField("达到的值", max_length=100)
    done = models.BooleanField("已完成", default=False)
    evidence = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("记录时间")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "目标任务进展"
        verbose_name_plural = "目标任务进展"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["goal"], name="report_by_goal")]
        constraints: ClassVar = [
            # 没有依据的进展不是事实
            models.CheckConstraint(condition=~models.Q(evidence=""), name="goal_report_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.goal} {self.figure}"
