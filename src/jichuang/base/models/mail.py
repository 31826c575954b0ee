"""Letters waiting to be sent, and letters sent."""

from __future__ import annotations

from django.db import models


class Outbox(models.Model):
    """发件箱. Written in the verb's transaction; delivered by a job afterwards."""

    to = models.CharField("收件人", max_length=254)
    subject = models.CharField("主题", max_length=200)
    body = models.TextField("正文")
    subject_ref = models.CharField("所涉事项", max_length=120, blank=True)
    queued_at = models.DateTimeField("写入时间")
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    fault = models.CharField("未发出原因", max_length=500, blank=True)

    class Meta:
        verbose_name = "邮件"
        verbose_name_plural = "邮件"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
