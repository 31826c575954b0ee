"""Signs of life of background processes."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """后台心跳. `at` is machine time, in demonstration too."""

    name = models.CharField("进程", max_length=80, unique=True)
    at = models.DateTimeField("最近心跳")

    class Meta:
        verbose_name = "心跳"
        verbose_name_plural = "心跳"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
