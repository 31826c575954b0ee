"""考评: awards and self scores of a year, third-party evaluations with what they were given, shares of cities."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from jichuang.base.models import StoredFile
from jichuang.plan.models.charges import Charge
from jichuang.plan.models.plan import Plan


class Award(models.Model):
    """创新与表彰: points of the yearly score that rest on a document."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="awards")
    department = models.CharField("责任单位", max_length=120)
    title = models.CharField("事由", max_length=200)
    document = models.CharField("文号", max_length=120)
    points = models.DecimalField("加分", max_digits=4, decimal_places=1)
    on = models.DateField("日期")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "创新与表彰"
        verbose_name_plural = "创新与表彰"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(document=""), name="award_has_document"
            ),  # 没有文号不加分
        ]

    def __str__(self) -> str:
        return self.title


class SelfScore(models.Model):
    """自评分 of an owner with its reasons; the latest counts."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="self_scores")
    department = models.CharField("责任单位", max_length=120)
    score = models.DecimalField("自评分", max_digits=4, decimal_places=1)
    reasons = models.TextField("自评说明")
    on = models.DateField("日期")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "自评"
        verbose_name_plural = "自评"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.department} {self.score}"


class Evaluation(models.Model):
    """第三方评估: one account scores a sample of promises, and sees nothing but what it was given."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="evaluations")
    title = models.CharField("名称", max_length=200)
    body = models.CharField("评估机构", max_length=120)
    basis = models.CharField("委托依据", max_length=200)
    evaluator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    submitted_at = models.DateTimeField("提交时间", null=True)
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "第三方评估"
        verbose_name_plural = "第三方评估"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="evaluation_dates_in_order"
            ),  # 截止不早于开始
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The evaluation's page."""
        return reverse("plan:evaluation", args=[self.plan.slug, self.pk])


class Sampled(models.Model):
    """评估样本: one promise of the sample, the material given with it, and the independent score."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="sample")
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="sampled")
    material = models.JSONField("随附材料", default=list)
    self_score = models.DecimalField("自评分", max_digits=4, decimal_places=1, null=True)
    score = models.DecimalField("评估分", max_digits=4, decimal_places=1, null=True)
    finding = models.TextField("评估意见", blank=True)
    scored_at = models.DateTimeField("评分时间", null=True)

    class Meta:
        verbose_name = "评估样本"
        verbose_name_plural = "评估样本"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "charge"], name="sampled_once"),  # 同一项不重复抽样
            # 打分必须写意见
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | ~models.Q(finding=""), name="score_has_finding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.charge_id}"


class SampledFile(models.Model):
    """A file given to the evaluator with a sampled promise."""

    sampled = models.ForeignKey(Sampled, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "随附文件"
        verbose_name_plural = "随附文件"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.title


class CityShare(models.Model):
    """分市目标: the part of a target that one 考核归属 unit owes; the latest row per unit counts."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="city_shares")
    code = models.CharField("代号", max_length=12)
    home = models.CharField("考核归属", max_length=6)
    value = models.DecimalField("分解数", max_digits=24, decimal_places=4)
    document = models.CharField("文号", max_length=120)
    recorded_at = models.DateTimeField("记录时间")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "分市目标"
        verbose_name_plural = "分市目标"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.code} {self.home} {self.value}"
