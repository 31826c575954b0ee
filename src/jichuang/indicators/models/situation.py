"""形势表: one month or quarter of chosen figures; open while figures come in, frozen with what was known then."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

USER = settings.AUTH_USER_MODEL


class Situation(models.Model):
    """形势表. Figures are read from registers and observations; `frozen` keeps the printed rows of the freeze."""

    period = models.CharField("时期", max_length=8, unique=True, help_text="2018-09 或 2018Q3")
    items = models.JSONField("指标", default=list)
    due_on = models.DateField("报数期限")
    opened_on = models.DateField("布置日期")
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("冻结时间", null=True, blank=True)
    frozen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frozen = models.JSONField("冻结的各行", default=list, blank=True)
    digest = models.CharField("冻结摘要", max_length=64, blank=True)
    brief = models.TextField("简报", blank=True)
    brief_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "形势表"
        verbose_name_plural = "形势表"
        ordering: ClassVar = ["-period"]
        constraints: ClassVar = [
            # 冻结必有摘要，否则无从证明没有再动过
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, digest="") | (Q(frozen_at__isnull=False) & ~Q(digest="")),
                name="situation_frozen_with_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}形势表"

    @property
    def title(self) -> str:
        """2018年9月, 2018年第三季度."""
        year, rest = self.period[:4], self.period[4:]
        if rest.startswith("Q"):
            return f"{year}年第{'一二三四'[int(rest[1]) - 1]}季度"
        return f"{year}年{int(rest[1:])}月"

    @property
    def quarterly(self) -> bool:
        """Whether it is a quarter's table, whose text is the quarterly brief."""
        return "Q" in self.period


class SituationReason(models.Model):
    """对存疑数的说明: holds for exactly the words it explains; another figure raises another doubt."""

    situation = models.ForeignKey(Situation, on_delete=models.CASCADE, related_name="reasons")
    item = models.CharField("指标代码", max_length=64)
    doubt = models.CharField("审核项", max_length=20)
    words = models.CharField("所疑", max_length=300)
    reason = models.CharField("说明", max_length=300)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "存疑说明"
        verbose_name_plural = "存疑说明"
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            # 没有内容的说明等于没有说明
            models.CheckConstraint(condition=~Q(reason=""), name="situation_reason_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.reason}"


class SituationLetter(models.Model):
    """催报函: sent to an office that owed figures of a table. `direct`: it has accounts here; else who set the table up passes it on."""

    situation = models.ForeignKey(Situation, on_delete=models.CASCADE, related_name="letters")
    owner = models.CharField("负责单位", max_length=120)
    codes = models.JSONField("欠报指标", default=list)
    sent_on = models.DateField("发出日期")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    people = models.PositiveSmallIntegerField("收件人数", default=0)
    direct = models.BooleanField("直接送达", default=False)

    class Meta:
        verbose_name = "催报函"
        verbose_name_plural = "催报函"
        ordering: ClassVar = ["sent_on", "pk"]
        constraints: ClassVar = [
            # 一天只催一次：按钮点两下、按钮和每日事务赶在一天，都不重复发
            models.UniqueConstraint(
                fields=["situation", "owner", "sent_on"], name="situation_letter_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_on} {self.owner}"
