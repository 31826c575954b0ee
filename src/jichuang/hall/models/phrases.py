"""规范用语: sentences an officer keeps for himself or his department keeps for everybody at its desk."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jichuang.registry.models import Department


class Phrase(models.Model):
    """One sentence. Without a department it is its writer's own."""

    text = models.CharField("用语", max_length=500)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("写入时间")

    class Meta:
        verbose_name = "规范用语"
        verbose_name_plural = "规范用语"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text
