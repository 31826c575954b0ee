"""目标、里程碑、职责: what the plan promises, each bound to its exact words in the text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, cast

from django.db import models
from django.urls import reverse

from jichuang.methods.amounts import amount, number
from jichuang.methods.lights import Goal
from jichuang.plan.models.plan import Item, Plan
from jichuang.plan.terms import BaseBasis, Comparator, Firmness, Measure, TargetKind

PLAIN_LADDER = ("已部署", "进行中", "已完成")


class Quoted(models.Model):
    """What all promises share: a code, the plan's words and where they stand."""

    code = models.CharField("代号", max_length=12)
    order = models.PositiveSmallIntegerField("次序")
    quote = models.TextField("原文")
    start = models.PositiveIntegerField("原文起点")
    end = models.PositiveIntegerField("原文终点")

    class Meta:
        abstract = True
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return f"{self.code} {self.quote}"


class Target(Quoted):
    """目标: a phrase of the plan bound to an indicator, a comparator and a deadline."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    item = models.ForeignKey(Item, models.CASCADE, related_name="targets", null=True)
    group = models.CharField("总体目标分组", max_length=60, blank=True)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类型", max_length=12, choices=TargetKind)
    comparator = models.CharField("比较", max_length=6, choices=Comparator)
    comparator_stated = models.BooleanField("比较词见于原文", default=True)
    value = models.DecimalField("目标值", max_digits=24, decimal_places=4)
    value_max = models.DecimalField("目标上限", max_digits=24, decimal_places=4, null=True)
    tolerance = models.DecimalField("“左右”容差", max_digits=24, decimal_places=4, default=Decimal(0))
    unit = models.CharField("单位", max_length=16)
    firmness = models.CharField("力度", max_length=10, choices=Firmness, default=Firmness.COMMIT)
    base = models.DecimalField("基数", max_digits=24, decimal_places=4, null=True)
    base_known_on = models.DateField("基数可用日期", null=True)
    base_basis = models.CharField("基数依据", max_length=10, choices=BaseBasis, default=BaseBasis.NONE)
    base_source = models.CharField("基数来源", max_length=200, blank=True)
    deadline = models.DateField("截止日")
    deadline_stated = models.BooleanField("期限见于原文", default=False)
    pace = models.CharField("进度线", max_length=32, default="linear")
    measure = models.CharField("计量方式", max_length=10, choices=Measure, default=Measure.INDICATOR)
    indicator = models.CharField("指标", max_length=64, blank=True)
    beside = models.JSONField("并列指标", default=list, blank=True)
    ladder = models.CharField("阶梯", max_length=16, blank=True)
    own_rungs = models.PositiveSmallIntegerField("本级步数", default=0)
    decided_by = models.CharField("决定机关", max_length=80, blank=True)
    members = models.JSONField("成员", default=list, blank=True)
    feeds = models.CharField("汇入", max_length=12, blank=True)
    last_year = models.DecimalField("上年数", max_digits=24, decimal_places=4, null=True)
    lit = models.BooleanField("设灯", default=True)

    class Meta(Quoted.Meta):
        verbose_name = "目标"
        verbose_name_plural = "目标"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="target_code_once"
            ),  # 目标代号在一份要点内唯一
            models.CheckConstraint(  # 区间的上限不得低于下限
                condition=models.Q(value_max__isnull=True) | models.Q(value_max__gte=models.F("value")),
                name="target_range_in_order",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The target's page."""
        return reverse("plan:target", args=[self.plan.slug, self.code])

    @property
    def rungs(self) -> tuple[str, ...]:
        """Steps of the ladder; empty when the target is not climbed in steps."""
        return tuple(self.plan.ladders.get(self.ladder, ()))

    @property
    def strive(self) -> bool:
        """努力目标 and 探索事项 are never red."""
        return self.firmness != Firmness.COMMIT

    def goal(self, base: Fraction | None) -> Goal:
        """What the light judges, with the base that the reader found."""
        return Goal(
            kind=cast(Any, self.kind),
            comparator=cast(Any, self.comparator),
            value=Fraction(self.value),
            unit=self.unit,
            base=base,
            value_max=None if self.value_max is None else Fraction(self.value_max),
            strive=self.strive,
            own_rungs=self.own_rungs if self.measure == Measure.LADDER else 0,
            tolerance=Fraction(self.tolerance),
            lit=self.lit,
        )

    @property
    def value_text(self) -> str:
        """The target as pages write it: `> 4,000`, `≥ 360 亿元`, `1–2`."""
        low = amount(Fraction(self.value), self.unit)
        if self.value_max is not None:
            return f"{number(Fraction(self.value))}–{amount(Fraction(self.value_max), self.unit)}"
        return f"{Comparator(self.comparator).label} {low}"


class Milestone(Quoted):
    """里程碑: a named deliverable, judged by the step reached on its ladder."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="milestones")
    item = models.ForeignKey(Item, models.CASCADE, related_name="milestones", null=True)
    verb = models.CharField("动作", max_length=60)
    deliverable = models.CharField("成果", max_length=200)
    ladder = models.CharField("阶梯", max_length=16)
    own_rungs = models.PositiveSmallIntegerField("本级步数", default=0)
    cadence = models.CharField("频次", max_length=20, blank=True)
    members = models.JSONField("成员", default=list, blank=True)
    channel = models.CharField("由何处报告", max_length=60, blank=True)
    watch = models.CharField("可观察数", max_length=200, blank=True)
    note = models.TextField("说明", blank=True)
    firmness = models.CharField("力度", max_length=10, choices=Firmness, default=Firmness.COMMIT)
    deadline = models.DateField("截止日")
    lit = models.BooleanField("设灯", default=True)

    class Meta(Quoted.Meta):
        verbose_name = "里程碑"
        verbose_name_plural = "里程碑"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="milestone_code_once"
            ),  # 代号在一份要点内唯一
        ]

    @property
    def rungs(self) -> tuple[str, ...]:
        """Steps of the ladder in order; three plain ones when its name is unknown."""
        return tuple(self.plan.ladders.get(self.ladder, PLAIN_LADDER))


class Duty(Quoted):
    """职责: standing work, reported in words; no figure is pretended."""

    channel = models.CharField("由何处报告", max_length=60, blank=True)
    watch = models.CharField("可观察数", max_length=200, blank=True)
    note = models.TextField("说明", blank=True)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties")
    item = models.ForeignKey(Item, models.CASCADE, related_name="duties", null=True)

    class Meta(Quoted.Meta):
        verbose_name = "职责"
        verbose_name_plural = "职责"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="duty_code_once"),  # 代号在一份要点内唯一
        ]


class Explanation(models.Model):
    """口径说明: how targets overlap, or what the plan leaves open."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="explanations")
    code = models.CharField("代号", max_length=12)
    order = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("类别", max_length=20)
    label = models.CharField("类别名称", max_length=40)
    text = models.TextField("说明")
    about = models.JSONField("涉及代号", default=list)

    class Meta:
        verbose_name = "口径说明"
        verbose_name_plural = "口径说明"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="explanation_code_once"),  # 代号唯一
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
