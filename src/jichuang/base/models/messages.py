"""站内消息: what a person was told, when he read it, and which kinds he also wants by mail."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class MessageKind(models.TextChoices):
    """消息种类. A legal notice is always shown: its reading is part of what was done to a case."""

    NOTICE = "notice", "受理、补正、决定等告知"
    PROGRESS = "progress", "办理进度"
    DEADLINE = "deadline", "期限提醒"
    REPLY = "reply", "咨询答复与回访"
    DUTY = "duty", "工作提醒"

    @property
    def legal(self) -> bool:
        """Whether the message itself cannot be turned off, only its mail."""
        return self is MessageKind.NOTICE


class Message(models.Model):
    """消息. Written in the verb's transaction, beside the letter when one is sent. `body` is read as plain text."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="told")
    kind = models.CharField("种类", max_length=10, choices=MessageKind.choices)
    subject = models.CharField("主题", max_length=200)
    body = models.TextField("正文")
    subject_ref = models.CharField("所涉事项", max_length=120, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = "消息"
        verbose_name_plural = "消息"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["user", "-id"], name="message_by_user"),
            # 页眉的未读数每页都问：只看未读的
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="message_unread"),
        ]

    def __str__(self) -> str:
        return self.subject


class MessageChoice(models.Model):
    """消息设置: one kind as one person wants it; without a row it is shown and mailed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("种类", max_length=10, choices=MessageKind.choices)
    shown = models.BooleanField("站内显示", default=True)
    mailed = models.BooleanField("同时发邮件", default=True)

    class Meta:
        verbose_name = "消息设置"
        verbose_name_plural = "消息设置"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 一人一种只有一个选择
            models.UniqueConstraint(fields=["user", "kind"], name="message_choice_once"),
            # 法定告知不能在站内关掉：送达要有凭据
            models.CheckConstraint(
                condition=~models.Q(kind=MessageKind.NOTICE) | models.Q(shown=True),
                name="message_legal_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
