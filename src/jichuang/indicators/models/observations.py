"""指标观测值: figures other offices publish, with their vintages. Knows no plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jichuang.indicators.terms import Check, Status


class Observation(models.Model):
    """观测值: what one publication says about one region and period. Never edited: a revision is a new row."""

    indicator = models.CharField("指标代码", max_length=64)
    region = models.CharField("地区代码", max_length=6, default="130000")
    period = models.CharField("所属时期", max_length=16, help_text="2016、2018Q3、2018-09")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    places = models.PositiveSmallIntegerField("发布的小数位数", default=0)
    unit = models.CharField("单位", max_length=16)
    publisher = models.CharField("发布单位", max_length=120)
    title = models.CharField("发布物标题", max_length=200)
    published_on = models.DateField("发布日期")
    known_on = models.DateField("本系统可用日期")
    status = models.CharField("发布状态", max_length=16, choices=Status, default=Status.PUBLISHED)
    check_state = models.CharField("核对状态", max_length=16, choices=Check, default=Check.UNCHECKED)
    note = models.CharField("说明", max_length=300, blank=True)
    recorded_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "观测值"
        verbose_name_plural = "观测值"
        indexes: ClassVar = [
            models.Index(fields=["indicator", "region", "known_on"], name="observation_known")
        ]
        constraints: ClassVar = [
            # 同一发布物对同一时期只有一个数：重复导入不得产生两个
            models.UniqueConstraint(
                fields=["indicator", "region", "period", "publisher", "title", "published_on"],
                name="observation_once_per_publication",
            ),
            # 发布之前不可能已知
            models.CheckConstraint(
                condition=models.Q(known_on__gte=models.F("published_on")),
                name="observation_known_after_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.text}{self.unit}"

    @property
    def text(self) -> str:
        """The figure with as many decimals as its publisher printed."""
        return f"{self.value:,.{self.places}f}"

    @property
    def check_label(self) -> str:
        """核对状态 in words."""
        return str(Check(self.check_state).label)

    @property
    def citation(self) -> str:
        """Publisher, title and day, as shown beside the figure."""
        return f"{self.publisher}《{self.title}》，{self.published_on:%Y-%m-%d}"
