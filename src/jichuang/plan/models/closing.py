"""年度评分定稿: the scores of a year as one keeper proposed and another confirmed them, stored under a digest."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jichuang.plan.models.plan import Plan
from jichuang.plan.terms import Decided


class YearClosing(models.Model):
    """年度评分定稿. `content` holds every owner's parts with their lines, points as exact fractions; `versions` the state of the
    data it was read from. Neither is ever changed: later data are shown as differences."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="closings")
    as_of = models.DateField("数据截至")
    known_at = models.DateTimeField("已知截至")
    content = models.JSONField("评分")
    versions = models.JSONField("数据版本")
    digest = models.CharField("摘要", max_length=64)
    basis = models.CharField("依据", max_length=200)
    state = models.CharField("状态", max_length=10, choices=Decided, default=Decided.ASKED)
    asked_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_by = models.CharField("提出人", max_length=64)
    answer = models.CharField("意见", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_by = models.CharField("复核人", max_length=64, blank=True)

    class Meta:
        verbose_name = "年度评分定稿"
        verbose_name_plural = "年度评分定稿"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 一个年度只定稿一次，同时只有一份待复核
            models.UniqueConstraint(
                fields=["plan", "state"], condition=~Q(state=Decided.REFUSED), name="year_closed_once"
            ),
            # 提出和复核不是同一人
            models.CheckConstraint(
                condition=Q(decided_by_user__isnull=True) | ~Q(decided_by_user=F("asked_by_user")),
                name="year_closed_by_two",
            ),
            # 定了就有日期和人；退回要说理由
            models.CheckConstraint(
                condition=Q(state=Decided.ASKED) | Q(decided_on__isnull=False, decided_by_user__isnull=False),
                name="year_closing_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=Decided.REFUSED) | ~Q(answer=""), name="year_closing_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} 年度评分 {self.as_of}"
