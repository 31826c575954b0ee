"""交办事项: every promise of a plan as somebody's work, with its state and the history of its states."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from jichuang.plan.models.following import Owner
from jichuang.plan.models.plan import Plan
from jichuang.plan.terms import ChargeKind, ChargeState


class Policy(models.Model):
    """政策分解: a document whose clauses become measures with owners, below a promise of the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="policies")
    number = models.PositiveSmallIntegerField("序号")
    title = models.CharField("政策名称", max_length=200)
    document = models.CharField("文号", max_length=120, blank=True)
    under = models.CharField("对应条目或代号", max_length=12)
    recorded_on = models.DateField("分解日期")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "政策分解"
        verbose_name_plural = "政策分解"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            # 举措代号由序号而来，一份要点内不得重号
            models.UniqueConstraint(fields=["plan", "number"], name="policy_number_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Charge(models.Model):
    """交办事项. `item` is 0 for the preamble; `owner` is the assignment in force, null while 待分解."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="charges")
    code = models.CharField("代号", max_length=12)
    kind = models.CharField("类型", max_length=10, choices=ChargeKind)
    item = models.PositiveSmallIntegerField("条号")
    order = models.PositiveSmallIntegerField("次序")
    title = models.CharField("事项", max_length=240)
    deadline = models.DateField("完成时限")
    policy = models.ForeignKey(Policy, models.CASCADE, null=True, related_name="charges")
    owner = models.ForeignKey(Owner, models.PROTECT, null=True, related_name="charges")
    state = models.CharField("状态", max_length=10, choices=ChargeState, default=ChargeState.OPEN)
    since = models.DateField("状态日期")

    class Meta:
        verbose_name = "交办事项"
        verbose_name_plural = "交办事项"
        ordering: ClassVar = ["item", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="charge_code_once"),  # 一项承诺一个台账号
            # 没有责任单位的只能是待分解，有责任单位的不再是待分解
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True, state=ChargeState.OPEN)
                | (models.Q(owner__isnull=False) & ~models.Q(state=ChargeState.OPEN)),
                name="charge_owned_unless_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """The ledger page of the promise."""
        return reverse("plan:charge", args=[self.plan.slug, self.code])


class ChargeStep(models.Model):
    """办理记录: one move of a 交办事项. Never edited; the latest is its state."""

    charge = models.ForeignKey(Charge, models.CASCADE, related_name="steps")
    state = models.CharField("状态", max_length=10, choices=ChargeState)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=300, blank=True)
    document = models.CharField("文号", max_length=120, blank=True)
    recorded_at = models.DateTimeField("记录时间")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.charge_id} {self.state} {self.on}"
