"""区域创新指数: a scheme being designed, and versions that were released and never change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from jichuang.indicators.index import Content, Figures


class Scheme(models.Model):
    """指标体系草案: what is being designed. `revision` rises with every save, so that two tabs cannot overwrite each other."""

    key = models.SlugField("代号", max_length=40, unique=True)
    content = models.JSONField("内容")
    figures = models.JSONField("数据", default=dict)
    counties = models.BooleanField("按县", default=False)
    revision = models.PositiveIntegerField("修改次数", default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    changed_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "指标体系草案"
        verbose_name_plural = "指标体系草案"
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return str(self.content.get("title", self.key))

    @property
    def scheme(self) -> Content:
        """The content, read."""
        return Content.of(self.content)

    @property
    def table(self) -> Figures:
        """The figures, read."""
        return Figures.of(self.figures)


class IndexRelease(models.Model):
    """发布的指数: one version with its scheme, figures and results, frozen under a digest. Never edited."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField("版次")
    period = models.CharField("评价年度", max_length=16)
    content = models.JSONField("指标体系")
    figures = models.JSONField("数据")
    results = models.JSONField("结果")
    digest = models.CharField("摘要", max_length=64)
    public = models.BooleanField("对外公开", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    released_on = models.DateField("发布日期")
    released_by = models.CharField("发布人", max_length=64)

    class Meta:
        verbose_name = "发布的指数"
        verbose_name_plural = "发布的指数"
        ordering: ClassVar = ["scheme", "-number"]
        constraints: ClassVar = [
            # 版次不重号：两人同时发布只有一个成功
            models.UniqueConstraint(fields=["scheme", "number"], name="index_release_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme.scheme.title} {self.period}年（第{self.number}版）"

    def get_absolute_url(self) -> str:
        """The ranking of this version."""
        return reverse("indicators:index-release", args=[self.scheme.key, self.number])

    @property
    def scheme_then(self) -> Content:
        """The scheme as it was released."""
        return Content.of(self.content)

    @property
    def table(self) -> Figures:
        """The figures as they were released."""
        return Figures.of(self.figures)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Units by place."""
        return sorted(self.results["units"], key=lambda one: (one["place"], one["unit"]))
