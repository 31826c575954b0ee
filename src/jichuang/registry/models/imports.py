"""导入批次与导入行: one uploaded roster, how each of its rows was judged, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from jichuang.base.models import StoredFile
from jichuang.registry.terms import BatchState, RowState


class ImportBatch(models.Model):
    """导入批次. `counts` holds rows per RowState; `closed_entries` of an undone batch are restored as new rows."""

    register = models.CharField("名录", max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    filename = models.CharField("文件名", max_length=255)
    state = models.CharField("状态", max_length=12, choices=BatchState.choices)
    total = models.PositiveIntegerField("总行数", default=0)
    done = models.PositiveIntegerField("已处理行数", default=0)
    counts = models.JSONField("各类行数", default=dict)
    notes = models.JSONField("文件级提示", default=list)
    fault = models.CharField("失败原因", max_length=1000, blank=True)
    basis = models.CharField("依据文件", max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField("上传时间")
    judged_on = models.DateField("预检日期")
    committed_at = models.DateTimeField("写入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤回时间", null=True, blank=True)
    undo_reason = models.CharField("撤回原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.filename


class ImportRow(models.Model):
    """导入行. `data` is the row as it will be written; `problems` name cell, value, fault and remedy."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行号")
    state = models.CharField("判断", max_length=10, choices=RowState.choices)
    name = models.CharField("名称", max_length=200, blank=True)
    subject = models.CharField("主体标识", max_length=200, blank=True)
    data = models.JSONField("内容", default=dict)
    problems = models.JSONField("问题", default=list)
    note = models.CharField("说明", max_length=400, blank=True)
    replaces = models.BigIntegerField("取代条目", null=True, blank=True)

    class Meta:
        verbose_name = "导入行"
        verbose_name_plural = "导入行"
        ordering = ["batch", "number"]
        indexes = [models.Index(fields=["batch", "state", "number"], name="import_row_by_state")]

    def __str__(self) -> str:
        return f"第{self.number}行"
