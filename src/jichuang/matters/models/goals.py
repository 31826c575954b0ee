"""目标任务: what a region promised when it was made a pilot. The plan's pages read them; reports stand there, by Ref."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jichuang.hall.models import Case


class Goal(models.Model):
    """One goal of one granted case, with its owner and last day. Written by the decision, never edited."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goals")
    entry = models.CharField("名录条目", max_length=120)
    order = models.PositiveSmallIntegerField("次序")
    plan_item = models.PositiveSmallIntegerField("要点条目")
    region = models.CharField("行政区划", max_length=6)
    home = models.CharField("考核归属", max_length=6)
    title = models.CharField("目标", max_length=200)
    target = models.CharField("指标值", max_length=100)
    owner = models.CharField("责任单位", max_length=120)
    due_on = models.DateField("完成日期")
    set_on = models.DateField("确定日期")

    class Meta:
        verbose_name = "目标任务"
        verbose_name_plural = "目标任务"
        ordering: ClassVar = ["case", "order"]
        constraints: ClassVar = [
            # 一件办件的每一项目标只立一次，重复办结不重复立项
            models.UniqueConstraint(fields=["case", "order"], name="goal_set_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["plan_item", "due_on"], name="goal_by_item")]

    def __str__(self) -> str:
        return f"{self.title} {self.target}"
