"""抽样: which units of a frame a survey asks in one period, by a seed that anybody can repeat."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class SurveyDraw(models.Model):
    """一次抽样. `frame` is {stratum: units in the frame}; `chosen` the units drawn with their stratum. Drawn once, never again."""

    code = models.CharField("报表", max_length=60)
    period = models.CharField("报送期", max_length=8)
    seed = models.CharField("抽样种子", max_length=80)
    size = models.PositiveIntegerField("样本量")
    frame = models.JSONField("抽样框", default=dict)
    chosen = models.JSONField("样本", default=list)
    drawn_at = models.DateTimeField("抽样时间")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "调查抽样"
        verbose_name_plural = "调查抽样"
        ordering: ClassVar = ["-period"]
        constraints: ClassVar = [
            # 一期只抽一次：抽到满意为止的抽样不是抽样
            models.UniqueConstraint(fields=["code", "period"], name="survey_drawn_once"),
            # 没有种子的抽样无从复核
            models.CheckConstraint(condition=~models.Q(seed=""), name="survey_drawn_with_seed"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period} 抽样"
