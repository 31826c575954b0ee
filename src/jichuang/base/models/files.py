"""Uploaded files: the row says who stored what under which name; the content lies in the data directory."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """已存文件. One row per upload; equal contents share one file on disk, named by its SHA-256."""

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("文件类型", max_length=100)
    name = models.CharField("文件名", max_length=255)
    stored_by = models.CharField("上传人", max_length=80, blank=True)
    stored_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"
        ordering = ["id"]
        constraints = [
            # 空文件不是材料
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
