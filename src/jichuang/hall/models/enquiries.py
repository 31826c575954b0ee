"""咨询与催办: a question put to the desk that holds a case (or would hold it), and an urge to get on with one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.hall.models.cases import DESKS, Case
from jichuang.hall.terms import Light
from jichuang.registry.models import Department, Party


class Enquiry(models.Model):
    """咨询. With a case, or about a matter before applying; `desk` and its place are read as those of a task.

    `due_on` is the last working day on which an answer is in time.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="enquiries")
    matter = models.CharField("事项", max_length=60)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField("问题", max_length=1000)
    desk = models.CharField("岗位层级", max_length=20, choices=DESKS)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )
    home = models.CharField("考核归属", max_length=6, blank=True)
    region = models.CharField("行政区划", max_length=6, blank=True)
    asked_at = models.DateTimeField("提出时间")
    due_on = models.DateField("应答复日期")
    light = models.CharField("亮灯", max_length=8, choices=Light.choices, blank=True)
    answer = models.CharField("答复", max_length=2000, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "咨询"
        verbose_name_plural = "咨询"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # 答复了必有答复人和内容：没有“已阅”这种答复
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by__isnull=True)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="enquiry_answer_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["desk", "home", "due_on"],
                condition=Q(answered_at__isnull=True),
                name="enquiry_open",
            ),
            models.Index(fields=["case", "id"], name="enquiry_by_case"),
            models.Index(fields=["asker", "-id"], name="enquiry_by_asker"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.asked_at:%Y-%m-%d}"


class Urge(models.Model):
    """催办. Who asked for speed on which day, and where the case lay then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="urges")
    stage = models.CharField("环节", max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("时间")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "催办"
        verbose_name_plural = "催办"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="urge_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"
