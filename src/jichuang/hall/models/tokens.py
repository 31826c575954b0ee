"""接口令牌与已答复的请求: who may call the JSON API for which organisation, and what was answered to which key."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.registry.models import Department, Party


class ApiToken(models.Model):
    """接口令牌. Only its digest is kept. It acts as one person for one organisation, within its scopes, until it ends.

    The person's permissions are asked anew at every call, so a revoked authorisation ends what the token can do.
    `minute` (minutes since 1970) and `calls` keep the rate limit.
    """

    digest = models.CharField("摘要", max_length=64, unique=True)
    hint = models.CharField("识别码", max_length=12)
    title = models.CharField("用途", max_length=60)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="api_tokens", verbose_name="单位"
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )
    acts_as = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="以谁的权限"
    )
    scopes = models.JSONField("范围", default=list)
    issued_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    used_on = models.DateField("最近使用", null=True, blank=True)
    minute = models.PositiveBigIntegerField("计数的一分钟", default=0)
    calls = models.PositiveIntegerField("这一分钟的次数", default=0)

    class Meta:
        verbose_name = "接口令牌"
        verbose_name_plural = "接口令牌"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # 一个令牌只代表一个组织：既代表企业又代表机关的令牌说不清是谁在办
            models.CheckConstraint(
                condition=Q(party__isnull=True) | Q(department__isnull=True),
                name="api_token_one_organisation",
            ),
            # 到期必晚于签发：没有不到期的令牌
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("issued_at")), name="api_token_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hint} {self.title}"


class ApiReply(models.Model):
    """已答复的写请求. The same key again gets the same answer; the row is kept for a week."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="replies")
    key = models.CharField("幂等键", max_length=64)
    request = models.CharField("请求摘要", max_length=64)
    status = models.PositiveSmallIntegerField("状态码", null=True, blank=True)
    body = models.JSONField("答复", default=dict, blank=True)
    at = models.DateTimeField("时间", db_index=True)

    class Meta:
        verbose_name = "接口答复"
        verbose_name_plural = "接口答复"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同一令牌同一键只办一次
            models.UniqueConstraint(fields=["token", "key"], name="api_reply_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
