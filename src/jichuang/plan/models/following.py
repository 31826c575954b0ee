"""责任、进展、发布、上传: what officers add to a plan after it is adopted."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jichuang.plan.models.plan import Plan
from jichuang.plan.terms import quarter_title
from jichuang.registry.models import Department


class Owner(models.Model):
    """责任单位 of a target, milestone, duty, measure or whole item (`code`); the latest row per code counts.

    `office` is the department whose officers sign, report and answer; without one only the plan's keepers do.
    `leader` is the name as the document has it, `in_charge` the account of that leader, null while he has none.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="owners")
    code = models.CharField("代号", max_length=12)
    department = models.CharField("责任单位", max_length=120)
    office = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name="经办部门"
    )
    supporting = models.JSONField("配合单位", default=list, blank=True)
    person = models.CharField("责任人", max_length=40, blank=True)
    leader = models.CharField("分管领导", max_length=40, blank=True)
    in_charge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="分管领导账号"
    )
    document = models.CharField("交办文件", max_length=120, blank=True)
    assigned_on = models.DateField("确定日期")
    recorded_at = models.DateTimeField("记录时间")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "责任单位"
        verbose_name_plural = "责任单位"
        indexes: ClassVar = [models.Index(fields=["plan", "code"], name="owner_by_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.department}"


class RungReport(models.Model):
    """进展记录: which step of the ladder was reached on which day, with its evidence. Never edited."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rung_reports")
    code = models.CharField("代号", max_length=12)
    member = models.CharField("成员", max_length=80, blank=True)
    rung = models.PositiveSmallIntegerField("已到第几步")
    reached_on = models.DateField("达到日期")
    evidence = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("记录时间")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "进展记录"
        verbose_name_plural = "进展记录"
        indexes: ClassVar = [models.Index(fields=["plan", "code", "reached_on"], name="rung_by_code")]
        constraints: ClassVar = [
            # 没有依据的进展不是事实
            models.CheckConstraint(condition=~models.Q(evidence=""), name="rung_report_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.code} 第{self.rung}步 {self.reached_on}"


class QuarterRelease(models.Model):
    """季度发布: freezes the figures of a quarter by storing what was known at the moment of release."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="releases")
    quarter = models.CharField("季度", max_length=6)
    as_of = models.DateField("数据截至")
    known_at = models.DateTimeField("已知截至")
    released_on = models.DateField("发布日期")
    by = models.CharField("发布人", max_length=64)

    class Meta:
        verbose_name = "季度发布"
        verbose_name_plural = "季度发布"
        ordering: ClassVar = ["as_of"]
        constraints: ClassVar = [
            # 一个季度只发布一次，之后的变化进入下一季度
            models.UniqueConstraint(fields=["plan", "quarter"], name="quarter_released_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """`2018年第三季度`."""
        return quarter_title(self.quarter)


class ReadDraft(models.Model):
    """待确认的要点: an uploaded text, what the reader found in it, and the officer's corrections."""

    filename = models.CharField("文件名", max_length=200)
    text = models.TextField("全文")
    found = models.JSONField("读出的内容")
    uploaded_by = models.CharField("上传人", max_length=64)
    uploaded_at = models.DateTimeField("上传时间")
    revision = models.PositiveIntegerField("修改次数", default=0)
    plan = models.OneToOneField(Plan, models.SET_NULL, null=True, related_name="draft")

    class Meta:
        verbose_name = "待确认的要点"
        verbose_name_plural = "待确认的要点"

    def __str__(self) -> str:
        return self.filename
