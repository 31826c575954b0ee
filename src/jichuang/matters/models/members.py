"""成员确认: a unit named in somebody else's draft, asked, and what it answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jichuang.hall.models import Case
from jichuang.matters.terms import Answer


class Membership(models.Model):
    """One unit of one draft. A refusal stays on record; who was taken out of the list is WITHDRAWN."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="memberships")
    credit_code = models.CharField("统一社会信用代码", max_length=18)
    name = models.CharField("单位名称", max_length=200)
    part = models.CharField("承担角色", max_length=100)
    answer = models.CharField("答复", max_length=12, choices=Answer.choices, default=Answer.ASKED)
    asked_at = models.DateTimeField("发起时间")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "成员确认"
        verbose_name_plural = "成员确认"
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [
            # 一家单位在一件办件里只确认一次
            models.UniqueConstraint(fields=["case", "credit_code"], name="member_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {Answer(self.answer).label}"
