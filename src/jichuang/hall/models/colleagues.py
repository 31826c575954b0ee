"""协作: a colleague of the unit asked to take part in one case with more than his authorisation gives him elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.hall.models.cases import Case
from jichuang.registry.terms import Scope


class Colleague(models.Model):
    """协作邀请. Counts from its acceptance, and only while the person still holds an authorisation of the unit."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="colleagues")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField("角色", max_length=10, choices=Scope.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("邀请时间")
    accepted_at = models.DateTimeField("接受时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "协作"
        verbose_name_plural = "协作"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 一人在一件中同时只有一个角色
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(ended_at__isnull=True), name="colleague_one_role"
            ),
            # 查看人不必邀请：有单位授权就能看
            models.CheckConstraint(condition=~Q(scope=Scope.VIEWER), name="colleague_more_than_viewer"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id} {self.scope}"
