"""好差评与回访: what the applicant says of a finished case, and the call back that a bad word opens."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.hall.models.cases import Case, Task
from jichuang.hall.terms import Grade, Light


class Rating(models.Model):
    """评价: one for each case at its end, and one for each visit of a stage the party took part in (`task` names the visit).

    `grade` is the first word and counts; `regrade` is given after what was wrong was mended.

    Who rated is for the supervisor who calls back alone; the rated officers read sums.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ratings")
    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, null=True, blank=True, related_name="ratings", verbose_name="环节"
    )
    matter = models.CharField("事项", max_length=60)
    home = models.CharField("考核归属", max_length=6)
    grade = models.PositiveSmallIntegerField("评价", choices=Grade.choices)
    aspects = models.JSONField("方面", default=list, blank=True)
    text = models.CharField("意见", max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("评价日期")
    at = models.DateTimeField("评价时间")
    regrade = models.PositiveSmallIntegerField("整改后评价", choices=Grade.choices, null=True, blank=True)
    regraded_at = models.DateTimeField("再次评价时间", null=True, blank=True)

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["matter", "on"], name="rating_by_matter")]
        constraints: ClassVar = [
            # 一件办结只评一次，一个环节的一次办理也只评一次
            models.UniqueConstraint(
                fields=["case"], condition=Q(task__isnull=True), name="rating_of_case_once"
            ),
            models.UniqueConstraint(
                fields=["task"], condition=Q(task__isnull=False), name="rating_of_visit_once"
            ),
            # 五级之外没有评价
            models.CheckConstraint(condition=Q(grade__range=(1, 5)), name="rating_five_grades"),
            # 再次评价必有时间
            models.CheckConstraint(
                condition=Q(regrade__isnull=True, regraded_at__isnull=True)
                | Q(regrade__range=(1, 5), regraded_at__isnull=False),
                name="rating_regrade_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.grade}"

    @property
    def callback(self) -> CallBack | None:
        """The newest call back that this rating opened; None without one."""
        return max(self.callbacks.all(), key=lambda one: one.round, default=None)


class RatingNote(models.Model):
    """追评: added to a rating, never instead of it."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField("追评", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "追评"
        verbose_name_plural = "追评"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text[:20]


class CallBack(models.Model):
    """回访: opened by a bad word, due in working days, in the hands of a supervisor who had no part in the case.

    `round` 1 follows the first word, 2 a word after mending that is bad again.
    """

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="callbacks")
    round = models.PositiveSmallIntegerField("第几次", default=1)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField("开始日期")
    due_on = models.DateField("应办结日期")
    light = models.CharField("亮灯", max_length=8, choices=Light.choices, blank=True)
    called_on = models.DateField("回访日期", null=True, blank=True)
    finding = models.CharField("核实情况", max_length=1000, blank=True)
    mended = models.CharField("整改情况", max_length=1000, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = "回访"
        verbose_name_plural = "回访"
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["supervisor", "due_on"], condition=Q(closed_at__isnull=True), name="callback_open"
            )
        ]
        constraints: ClassVar = [
            # 一个评价最多回访两次：一次因首评，一次因整改后的评价
            models.UniqueConstraint(fields=["rating", "round"], name="callback_once_a_round"),
            models.CheckConstraint(condition=Q(round__range=(1, 2)), name="callback_two_rounds"),
            # 没有回访记录的，不能办结
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | (Q(called_on__isnull=False, closed_by__isnull=False) & ~Q(finding="") & ~Q(mended="")),
                name="callback_closed_with_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id} {self.due_on}"
