"""公告名单: an announced list of another system of record, line by line, and how each line was reconciled."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jichuang.matters.terms import ListState, Match


class AnnouncedList(models.Model):
    """一份公告名单. Importing the same lines again changes nothing in the register."""

    matter = models.CharField("事项", max_length=60)
    filename = models.CharField("文件名", max_length=255)
    announced_on = models.DateField("公告日期")
    basis = models.CharField("公告文件", max_length=200)
    state = models.CharField("状态", max_length=12, choices=ListState.choices, default=ListState.PREVIEW)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")
    committed_at = models.DateTimeField("导入时间", null=True, blank=True)
    written = models.PositiveIntegerField("新写入名录", default=0)

    class Meta:
        verbose_name = "公告名单"
        verbose_name_plural = "公告名单"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.filename


class AnnouncedLine(models.Model):
    """名单中的一行. `entry` is the register entry it wrote or already found."""

    list = models.ForeignKey(AnnouncedList, on_delete=models.CASCADE, related_name="lines")
    number_in_list = models.PositiveIntegerField("行号")
    address = models.CharField("单元格", max_length=60, blank=True)
    name = models.CharField("企业名称", max_length=200, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=40, blank=True)
    number = models.CharField("登记编号", max_length=40, blank=True)
    match = models.CharField("对账结果", max_length=16, choices=Match.choices)
    note = models.CharField("说明", max_length=400, blank=True)
    case_number = models.CharField("办件编号", max_length=32, blank=True)
    entry = models.CharField("名录条目", max_length=120, blank=True)
    written = models.BooleanField("本次写入", default=False)

    class Meta:
        verbose_name = "公告名单行"
        verbose_name_plural = "公告名单行"
        ordering: ClassVar = ["list", "number_in_list"]
        constraints: ClassVar = [
            # 一行只对一次账
            models.UniqueConstraint(fields=["list", "number_in_list"], name="announced_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
