"""提醒函、督办单、约谈提示, and the answers to them, each with its clock."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from jichuang.plan.models.plan import Plan
from jichuang.plan.terms import LetterKind
from jichuang.registry.models import Department


class Letter(models.Model):
    """催办文书. `key` makes it unique per month, kind and addressee: a duty run twice writes nothing twice.

    `lines` holds what it is about: code, title, words of the light. `due_on` is null where no answer is owed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="letters")
    kind = models.CharField("类别", max_length=10, choices=LetterKind)
    key = models.CharField("唯一键", max_length=200)
    serial = models.PositiveIntegerField("编号")
    department = models.CharField("主送", max_length=120)
    office = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    leader = models.CharField("抄送分管领导", max_length=40, blank=True)
    item = models.PositiveSmallIntegerField("条号", null=True)
    period = models.CharField("月份", max_length=7)
    lines = models.JSONField("事项", default=list)
    issued_on = models.DateField("签发日期")
    issued_at = models.DateTimeField("签发时间")
    due_on = models.DateField("回复期限", null=True)
    escalated_on = models.DateField("升级日期", null=True)
    closed_on = models.DateField("了结日期", null=True)
    by = models.CharField("签发", max_length=64)

    class Meta:
        verbose_name = "催办文书"
        verbose_name_plural = "催办文书"
        ordering: ClassVar = ["-issued_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="letter_key_once"),  # 每日例行任务重跑不重发
            models.UniqueConstraint(fields=["plan", "kind", "serial"], name="letter_serial_once"),  # 编号不重
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The letter's page."""
        return reverse("plan:letter", args=[self.plan.slug, self.pk])

    @property
    def title(self) -> str:
        """`督办单第900001号`."""
        return f"{LetterKind(self.kind).label}第{self.serial}号"


class LetterAnswer(models.Model):
    """回复. Never edited; sent back with a reason, it is answered anew."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="answers")
    cause = models.TextField("原因")
    measures = models.TextField("措施和时限")
    answered_on = models.DateField("回复日期")
    answered_at = models.DateTimeField("回复时间")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.CharField("回复人", max_length=64)
    accepted = models.BooleanField("采纳", null=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    decided_on = models.DateField("处理日期", null=True)
    decided_by = models.CharField("处理人", max_length=64, blank=True)

    class Meta:
        verbose_name = "回复"
        verbose_name_plural = "回复"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 退回必须说明理由
            models.CheckConstraint(
                condition=models.Q(accepted__isnull=True) | models.Q(accepted=True) | ~models.Q(reason=""),
                name="answer_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.answered_on}"
