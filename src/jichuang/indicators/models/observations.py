"""指标观测值: figures other offices publish, with their vintages. Knows no plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jichuang.indicators import catalogue
from jichuang.indicators.terms import Check, Status


class Observation(models.Model):
    """观测值: what one publication says about one region and period. Never edited: a revision is a new row."""

    indicator = models.CharField("指标代码", max_length=64)
    region = models.CharField("地区代码", max_length=6, default="130000")
    period = models.CharField("所属时期", max_length=16, help_text="2016、2018Q3、2018-09")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6, null=True, blank=True)
    places = models.PositiveSmallIntegerField("发布的小数位数", default=0)
    unit = models.CharField("单位", max_length=16)
    publisher = models.CharField("发布单位", max_length=120)
    title = models.CharField("发布物标题", max_length=200)
    published_on = models.DateField("发布日期")
    known_on = models.DateField("本系统可用日期")
    status = models.CharField("数值状态", max_length=16, choices=Status, default=Status.PUBLISHED)
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
                condition=Q(known_on__gte=models.F("published_on")),
                name="observation_known_after_published",
            ),
            # 缺数就是没有数，不是零：有数必不是缺数，缺数必无数并写明原因
            models.CheckConstraint(
                condition=(Q(status=Status.MISSING, value__isnull=True) & ~Q(note=""))
                | (~Q(status=Status.MISSING) & Q(value__isnull=False)),
                name="observation_missing_is_no_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.text}{self.unit}"

    @property
    def text(self) -> str:
        """The figure with as many decimals as its publisher printed; 缺数 where there is none."""
        return "缺数" if self.value is None else f"{self.value:,.{self.places}f}"

    @property
    def declared_title(self) -> str:
        """The indicator's title; its code when this installation no longer declares it."""
        found = catalogue.find(self.indicator)
        return found.title if found else self.indicator

    @property
    def plain(self) -> str:
        """The figure for machines: no separators, the published decimals; empty where there is none."""
        return "" if self.value is None else f"{self.value:.{self.places}f}"

    @property
    def public(self) -> bool:
        """Whether anyone may see it: everything published, no estimate of our own."""
        return self.status != Status.ESTIMATE

    @property
    def status_chip(self) -> str:
        """Shape and colour of its status."""
        return Status(self.status).chip

    @property
    def check_label(self) -> str:
        """核对状态 in words."""
        return str(Check(self.check_state).label)

    @property
    def citation(self) -> str:
        """Publisher, title and day, as shown beside the figure; a figure that is not final says so."""
        firm = self.status in {Status.PUBLISHED, Status.REVISED}
        return f"{self.publisher}《{self.title}》，{self.published_on:%Y-%m-%d}{'' if firm else f'，{self.get_status_display()}'}"


class ComparableBase(models.Model):
    """可比基数: the earlier period counted as the later one is (same units, same places), as its publisher states it.

    Comparable growth is the later figure over this base; raw growth stays beside it. Never edited: the latest known counts.
    """

    indicator = models.CharField("指标代码", max_length=64)
    region = models.CharField("地区代码", max_length=6, default="130000")
    period = models.CharField("所属时期", max_length=16)
    earlier = models.CharField("对比时期", max_length=16)
    value = models.DecimalField("对比时期的可比数", max_digits=24, decimal_places=6)
    reason = models.CharField("为何另取基数", max_length=200)
    publisher = models.CharField("来源单位", max_length=120)
    title = models.CharField("来源标题", max_length=200)
    known_on = models.DateField("本系统可用日期")
    recorded_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "可比基数"
        verbose_name_plural = "可比基数"
        indexes: ClassVar = [
            models.Index(fields=["indicator", "region", "period"], name="comparable_by_period")
        ]
        constraints: ClassVar = [
            # 基数为零或负时没有增速可言
            models.CheckConstraint(condition=Q(value__gt=0), name="comparable_base_positive"),
            # 不写原因的另取基数，读的人无从判断
            models.CheckConstraint(condition=~Q(reason=""), name="comparable_base_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} 对 {self.earlier} 的可比基数"
