"""观测值导入批次: a file read and judged row by row; nothing of it is believed before somebody confirms."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jichuang.indicators.terms import BatchState


class ObservationBatch(models.Model):
    """一批: `rows` hold what each row says and every fault with its cell; `written` the observations it made."""

    filename = models.CharField("文件名", max_length=200)
    digest = models.CharField("文件摘要", max_length=64)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=12, choices=BatchState, default=BatchState.PREVIEWED)
    rows = models.JSONField("各行", default=list)
    reason = models.CharField("仍要写入的理由", max_length=300, blank=True)
    written = models.PositiveIntegerField("写入条数", default=0)

    class Meta:
        verbose_name = "观测值导入批次"
        verbose_name_plural = "观测值导入批次"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            # 没有确认的批次不得写过任何一条
            models.CheckConstraint(
                condition=models.Q(written=0) | models.Q(state=BatchState.COMMITTED),
                name="observation_batch_written_when_committed",
            ),
        ]

    def __str__(self) -> str:
        return f"观测值导入第{self.pk}批"

    @property
    def faulty(self) -> int:
        """Rows that cannot be written."""
        return sum(1 for row in self.rows if row["problems"])

    @property
    def doubtful(self) -> int:
        """Rows that can be written with a reason."""
        return sum(1 for row in self.rows if row["doubts"] and not row["problems"])

    @property
    def sound(self) -> int:
        """Rows that would be written."""
        return len(self.rows) - self.faulty
