"""要点、章、条: the text of a plan and its parts, with character offsets into the text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse


class Plan(models.Model):
    """工作要点. Adopted once; its text never changes afterwards."""

    slug = models.SlugField("代号", unique=True)
    title = models.CharField("标题", max_length=200)
    region = models.CharField("地区代码", max_length=6, default="130000")
    region_name = models.CharField("地区", max_length=40, blank=True)
    starts_on = models.DateField("起始日")
    ends_on = models.DateField("截止日")
    base_on = models.DateField("基期日")
    text = models.TextField("全文")
    ladders = models.JSONField("阶梯", default=dict, help_text="代号到各步名称")
    source_note = models.CharField("来源说明", max_length=300, blank=True)
    adopted_by = models.CharField("启用人", max_length=64, blank=True)
    adopted_at = models.DateTimeField("启用时间")

    class Meta:
        verbose_name = "工作要点"
        verbose_name_plural = "工作要点"
        constraints: ClassVar = [
            # 基期在起始日之前、截止日在其后，进度线才有意义
            models.CheckConstraint(
                condition=models.Q(base_on__lt=models.F("ends_on"), starts_on__lte=models.F("ends_on")),
                name="plan_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The board."""
        return reverse("plan:board", args=[self.slug])

    @property
    def year(self) -> int:
        """The plan year: that of the deadline."""
        return self.ends_on.year


class Chapter(models.Model):
    """章."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="chapters")
    order = models.PositiveSmallIntegerField("次序")
    code = models.CharField("代号", max_length=8)
    number = models.CharField("编号", max_length=8, blank=True)
    title = models.CharField("标题", max_length=200)

    class Meta:
        verbose_name = "章"
        verbose_name_plural = "章"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="chapter_code_once"
            ),  # 章代号在一份要点内唯一
        ]

    def __str__(self) -> str:
        return f"{self.number}、{self.title}" if self.number else self.title


class Item(models.Model):
    """条 (任务). `lit` is False where the plan's duties are reported in words only and carry no light."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField("条号")
    title = models.CharField("标题", max_length=200)
    start = models.PositiveIntegerField("原文起点", null=True)
    end = models.PositiveIntegerField("原文终点", null=True)
    lit = models.BooleanField("设灯", default=True)

    class Meta:
        verbose_name = "条"
        verbose_name_plural = "条"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="item_number_once"
            ),  # 条号在一份要点内唯一
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        """The item's page."""
        return reverse("plan:item", args=[self.plan.slug, self.number])
