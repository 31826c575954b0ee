"""The journal and its seals. Append-only: triggers refuse every change (see migration 0002)."""

from __future__ import annotations

from django.db import models


class JournalRow(models.Model):
    """日志行: who did what to which thing, when, from where. Never changed, never deleted."""

    at = models.DateTimeField("时间")
    machine_at = models.DateTimeField("机器时间")
    actor = models.CharField("操作人", max_length=80, blank=True)
    address = models.GenericIPAddressField("地址", null=True, blank=True)
    verb = models.CharField("动作", max_length=80)
    subject = models.CharField("对象", max_length=120)
    summary = models.CharField("摘要", max_length=500)
    detail = models.JSONField("明细", default=dict, blank=True)

    class Meta:
        verbose_name = "日志"
        verbose_name_plural = "日志"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "id"], name="journal_by_subject"),
            models.Index(fields=["actor", "id"], name="journal_by_actor"),
            models.Index(fields=["verb", "id"], name="journal_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Unsealed(models.Model):
    """待封存. The database enters each new row here in the writer's transaction; the sealer takes it out."""

    row_id = models.BigIntegerField(primary_key=True)

    class Meta:
        verbose_name = "待封存日志"
        verbose_name_plural = "待封存日志"

    def __str__(self) -> str:
        return str(self.row_id)


class Seal(models.Model):
    """封存链的一环: digest over the previous digest and the row's canonical text."""

    position = models.BigIntegerField("序位", primary_key=True)
    row_id = models.BigIntegerField("日志行", unique=True)
    digest = models.CharField("摘要值", max_length=64)
    algorithm = models.CharField("算法", max_length=16, default="sm3")
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "封存"
        verbose_name_plural = "封存"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"


class SealHead(models.Model):
    """每日链头: the chain's last link of a machine day, signed with a key kept outside the database."""

    day = models.DateField("日期", unique=True)
    position = models.BigIntegerField("序位")
    digest = models.CharField("摘要值", max_length=64)
    key_id = models.CharField("密钥标识", max_length=16)
    signature = models.CharField("签名", max_length=200)
    signed_at = models.DateTimeField("签名时间")

    class Meta:
        verbose_name = "链头"
        verbose_name_plural = "链头"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} #{self.position}"
