"""变更标记: that a table of the registry has changed. Written by the database itself, read to tell whether what is kept is still true."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class TableChange(models.Model):
    """变更标记. One row for each statement that changed a watched table, in the transaction of that statement.

    The marks are random, so that the sum of those visible is another one whenever a change has been committed: in whatever
    order the transactions end, and also after a restore or a reset.
    """

    table = models.CharField("表", max_length=63)
    mark = models.BigIntegerField("标记")
    at = models.DateTimeField("机器时间")

    class Meta:
        verbose_name = "变更标记"
        verbose_name_plural = "变更标记"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.table} {self.mark}"
