"""公示: a notice composed from a batch, the firms on it, and objections against single firms."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jichuang.base.models import StoredFile
from jichuang.hall.models.cases import Case
from jichuang.hall.terms import (
    ALIVE,
    ListingState,
    NoticeState,
    ObjectionKind,
    ObjectionState,
)


class PublicityNotice(models.Model):
    """公示. `start` is the day of posting (not counted), `end` the last day of the period, inclusive."""

    number = models.CharField("公示编号", max_length=32, unique=True)
    matter = models.CharField("事项", max_length=60)
    version = models.PositiveSmallIntegerField("事项版本")
    title = models.CharField("标题", max_length=200)
    start = models.DateField("公示开始", null=True, blank=True)
    end = models.DateField("公示截止", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=NoticeState.choices, default=NoticeState.COMPOSED)
    composed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    composed_at = models.DateTimeField("编制时间")
    posted_at = models.DateTimeField("发布时间", null=True, blank=True)
    announced_on = models.DateField("公告日期", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)

    class Meta:
        verbose_name = "公示"
        verbose_name_plural = "公示"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # 已发布的公示必有起止日期，止日在起日之后
            models.CheckConstraint(
                condition=~Q(state__in=[NoticeState.POSTED, NoticeState.ANNOUNCED]) | Q(end__gt=F("start")),
                name="notice_posted_has_period",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeItem(models.Model):
    """公示名单中的一家. What the public page shows is frozen in `shown` at posting: declared public fields only."""

    notice = models.ForeignKey(PublicityNotice, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="listings")
    position = models.PositiveIntegerField("序号")
    state = models.CharField("状态", max_length=12, choices=ListingState.choices, default=ListingState.LISTED)
    shown = models.JSONField("公示内容", default=dict, blank=True)

    class Meta:
        verbose_name = "公示名单"
        verbose_name_plural = "公示名单"
        ordering: ClassVar = ["notice", "position"]
        constraints: ClassVar = [
            # 一件同时只在一份公示里
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[*ALIVE, ListingState.ANNOUNCED]),
                name="listing_one_live",
            ),
            models.UniqueConstraint(fields=["notice", "position"], name="listing_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.position}"


class Objection(models.Model):
    """公示异议. Who objected is shown to the handling desk only, never to the firm concerned."""

    item = models.ForeignKey(NoticeItem, on_delete=models.PROTECT, related_name="objections")
    receipt = models.CharField("回执号", max_length=32, unique=True)
    kind = models.CharField("方式", max_length=8, choices=ObjectionKind.choices)
    name = models.CharField("姓名或单位名称", max_length=100)
    contact = models.CharField("联系方式", max_length=100)
    content = models.TextField("异议内容", max_length=4000)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lodged_at = models.DateTimeField("提出时间")
    due_on = models.DateField("核查期限")
    state = models.CharField(
        "结果", max_length=10, choices=ObjectionState.choices, default=ObjectionState.OPEN
    )
    finding = models.CharField("核查结论", max_length=1000, blank=True)
    resolved_at = models.DateTimeField("办结时间", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "公示异议"
        verbose_name_plural = "公示异议"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 结论不能没有理由
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN) | ~Q(finding=""), name="objection_resolved_has_finding"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
