"""申报批次: the window in which a matter takes submissions, how many places it has for whom, and the places taken."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

from jichuang.hall.models.cases import Case
from jichuang.hall.terms import QuotaBy


class Window(models.Model):
    """申报批次. Open from `opens_at` to `closes_at`, both to the second and both inclusive."""

    matter = models.CharField("事项", max_length=60)
    number = models.CharField("批次编号", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    opens_at = models.DateTimeField("开放时间")
    closes_at = models.DateTimeField("截止时间")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField("变更", default=list, blank=True)

    class Meta:
        verbose_name = "申报批次"
        verbose_name_plural = "申报批次"
        ordering: ClassVar = ["-opens_at", "-id"]
        constraints: ClassVar = [
            # 截止不能早于开放，否则谁也报不进去
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="window_closes_after_opening"
            ),
            # 同一事项同一时刻只有一个批次，提交算进哪一批才没有疑问
            ExclusionConstraint(
                name="window_one_at_a_time",
                expressions=[
                    (
                        Func(
                            F("matter"),
                            template="int8range(hashtextextended(%(expressions)s, 0), "
                            "hashtextextended(%(expressions)s, 0), '[]')",
                        ),
                        "&&",
                    ),
                    (
                        Func(
                            "opens_at",
                            "closes_at",
                            Value("[]"),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def covers(self, moment: datetime) -> bool:
        """Whether a request that arrived at the moment is in time: the whole second of closing still counts."""
        return self.opens_at <= moment.replace(microsecond=0) <= self.closes_at


class Quota(models.Model):
    """名额: `places` for one unit (`key`), or for every unit that has no row of its own (`key` empty)."""

    window = models.ForeignKey(Window, on_delete=models.CASCADE, related_name="quotas")
    by = models.CharField("按什么分", max_length=12, choices=QuotaBy.choices)
    key = models.CharField("单位", max_length=40, blank=True)
    places = models.PositiveIntegerField("名额")

    class Meta:
        verbose_name = "名额"
        verbose_name_plural = "名额"
        ordering: ClassVar = ["by", "key"]
        constraints: ClassVar = [
            # 同一单位只有一个名额数
            models.UniqueConstraint(fields=["window", "by", "key"], name="quota_one_each"),
        ]

    def __str__(self) -> str:
        return f"{self.get_by_display()} {self.key} {self.places}"


class TakenPlace(models.Model):
    """已占名额. `key` names what is limited (a quota's unit, a party's year); `number` is the place, from 1.

    Two submissions for the last place: the second finds its number taken. A withdrawn case gives its places back.
    """

    key = models.CharField("限什么", max_length=120)
    number = models.PositiveIntegerField("第几个")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="places")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="taken", null=True, blank=True)
    taken_at = models.DateTimeField("占用时间")
    released_at = models.DateTimeField("交回时间", null=True, blank=True)

    class Meta:
        verbose_name = "已占名额"
        verbose_name_plural = "已占名额"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 一个名额只给一件：最后一个名额同时两人提交，只有一人得到
            models.UniqueConstraint(
                fields=["key", "number"], condition=Q(released_at__isnull=True), name="place_taken_once"
            ),
            # 一件在同一限额下只占一个名额
            models.UniqueConstraint(
                fields=["key", "case"], condition=Q(released_at__isnull=True), name="place_once_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"
