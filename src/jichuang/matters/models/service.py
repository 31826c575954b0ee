"""网格化服务: which body and officer look after an enterprise, and every contact, with what the enterprise thought of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.hall.models import Case
from jichuang.matters.terms import ContactKind
from jichuang.registry.models import Party


class Pairing(models.Model):
    """结对: from a first day, until it is ended or replaced. The last day is inclusive."""

    enterprise = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="pairings")
    body = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="looks_after")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField("起始日期")
    to_day = models.DateField("截止日期", null=True, blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "结对服务"
        verbose_name_plural = "结对服务"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 一家企业同时只有一个服务机构和一名联系人
            models.UniqueConstraint(
                fields=["enterprise"], condition=Q(to_day__isnull=True), name="one_open_pairing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise.name}—{self.body.name}"


class Contact(models.Model):
    """联系记录: what a service body found and advised on a day. `case` where it is a step of a case, `step` which one."""

    enterprise = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="contacts")
    body = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="contacts_made")
    kind = models.CharField("方式", max_length=12, choices=ContactKind.choices)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    step = models.CharField("步骤", max_length=20, blank=True)
    held_on = models.DateField("日期")
    problem = models.TextField("问题", max_length=1000)
    advice = models.TextField("建议", max_length=1000, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField("记录时间")
    stars = models.PositiveSmallIntegerField("评价", null=True, blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)

    class Meta:
        verbose_name = "联系记录"
        verbose_name_plural = "联系记录"
        ordering: ClassVar = ["-held_on", "-id"]
        constraints: ClassVar = [
            # 评价为一至五星
            models.CheckConstraint(
                condition=Q(stars__isnull=True) | Q(stars__range=(1, 5)), name="contact_stars_1_to_5"
            ),
            # 一件办件的每一步只记一次完成
            models.UniqueConstraint(
                fields=["case", "step"], condition=Q(case__isnull=False), name="step_logged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.enterprise.name}"
