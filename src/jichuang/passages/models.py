"""素材夹: what somebody has put aside for a document. Only the reference is kept; the figures are read when needed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jichuang.passages.terms import Form


class Kept(models.Model):
    """一条素材 in its owner's order."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    ref = models.CharField("出处", max_length=120)
    params = models.JSONField("条件", default=dict)
    form = models.CharField("形式", max_length=10, choices=Form)
    title = models.CharField("名称", max_length=200)
    order = models.PositiveIntegerField("次序")
    kept_at = models.DateTimeField("放入时间")

    class Meta:
        verbose_name = "素材"
        verbose_name_plural = "素材夹"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            # 同一素材同一形式放一次就够：重复点击不得出现两条
            models.UniqueConstraint(fields=["owner", "ref", "params", "form"], name="passage_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.get_form_display()}）"
