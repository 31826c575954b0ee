"""代理: for some days a colleague of the same department and rank does an absent officer's work. Not a delegation of a party."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from jichuang.registry.models.departments import Appointment
from jichuang.registry.models.parties import one_key


class StandIn(models.Model):
    """One appointment's work in other hands. `valid` is what holds: ending one early cuts it, so that past days stay true."""

    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="stand_ins", verbose_name="被代理的任职"
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="代理人"
    )
    valid = DateRangeField("代理期间")
    reason = models.CharField("事由", max_length=200)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="指定人"
    )
    named_at = models.DateTimeField("指定时间")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="终止人",
    )
    ended_at = models.DateTimeField("提前终止时间", null=True, blank=True)

    class Meta:
        verbose_name = "代理"
        verbose_name_plural = "代理"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # 同一任职同一天只有一名代理人：事情落在谁手里要说得清
            ExclusionConstraint(
                name="stand_in_one_a_day", expressions=[(one_key("appointment_id"), "&&"), ("valid", "&&")]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in_id} 代 {self.appointment_id}"
