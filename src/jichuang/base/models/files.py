"""Uploaded files: the row says who stored what under which name; the content lies in the data directory."""

from __future__ import annotations

from django.db import models


class Scan(models.TextChoices):
    """What the virus scanner said of a file. `off`: no scanner was set up when the file came in."""

    OFF = "off", "未查毒"
    WAITING = "waiting", "等待查毒"
    CLEAN = "clean", "未查出病毒"
    INFECTED = "infected", "查出病毒"

    @property
    def opens(self) -> bool:
        """Whether the content may be read; a file in quarantine may not."""
        return self in {Scan.OFF, Scan.CLEAN}


class StoredFile(models.Model):
    """已存文件. One row per upload; equal contents share one file on disk, named by its SHA-256."""

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("文件类型", max_length=100)
    name = models.CharField("文件名", max_length=255)
    stored_by = models.CharField("上传人", max_length=80, blank=True)
    stored_at = models.DateTimeField("上传时间")
    scan = models.CharField("查毒", max_length=10, choices=Scan.choices, default=Scan.OFF)
    scan_words = models.CharField("查毒结果", max_length=200, blank=True)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"
        ordering = ["id"]
        constraints = [
            # 空文件不是材料
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
        ]
        indexes = [
            # 隔离中的文件很少，后台每一轮都要找
            models.Index(fields=["id"], condition=models.Q(scan=Scan.WAITING), name="file_waiting_for_scan"),
        ]

    def __str__(self) -> str:
        return self.name


class PartialUpload(models.Model):
    """上传中的文件. Its bytes lie in `partial/` of the data directory until the last one has come; then `finished` names the file.

    `owner` alone may go on; `subject` and `slot` say what the file is for. Kept until `expires_at`, in machine time.
    """

    token = models.CharField("标识", max_length=40, unique=True)
    owner = models.CharField("上传人", max_length=80, db_index=True)
    subject = models.CharField("所属", max_length=120)
    slot = models.CharField("位置", max_length=60)
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    received = models.PositiveBigIntegerField("已收字节", default=0)
    begun_at = models.DateTimeField("开始时间")
    expires_at = models.DateTimeField("到期时间")
    finished = models.ForeignKey(
        StoredFile, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="已存文件"
    )

    class Meta:
        verbose_name = "上传中的文件"
        verbose_name_plural = "上传中的文件"
        ordering = ["id"]
        constraints = [
            # 收到的不会多于声明的：续传从 received 接着写
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size"), size__gt=0), name="partial_within_size"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"
