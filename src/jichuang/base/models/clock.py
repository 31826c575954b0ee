"""The demonstration's date, the officers' calendar rows, and which daily duties have run."""

from __future__ import annotations

from django.db import models


class DemonstrationClock(models.Model):
    """演示时钟. One row, read by web and worker alike; absent in a real deployment."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    day = models.DateField("演示日期")
    moved_at = models.DateTimeField("最近拨动时间", auto_now=True)

    class Meta:
        verbose_name = "演示时钟"
        verbose_name_plural = "演示时钟"
        constraints = [
            # 两个演示日期会让同一天的网页与后台各算各的
            models.CheckConstraint(condition=models.Q(id=1), name="one_demonstration_clock"),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()


class CalendarDay(models.Model):
    """工作日历调整. One officer-entered exception: a holiday, or a weekend made a working day."""

    day = models.DateField("日期", unique=True)
    workday = models.BooleanField("是否工作日")
    note = models.CharField("说明", max_length=200, blank=True)
    source = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "工作日历调整"
        verbose_name_plural = "工作日历调整"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {'上班' if self.workday else '休息'}"


class DutyRun(models.Model):
    """每日例行任务的执行记录: duty `name` has been done for `day`."""

    name = models.CharField("任务", max_length=80)
    day = models.DateField("日期")
    finished_at = models.DateTimeField("完成时间", auto_now_add=True)

    class Meta:
        verbose_name = "例行任务记录"
        verbose_name_plural = "例行任务记录"
        ordering = ["day", "name"]
        constraints = [
            # 同一天的例行任务做两次，到期与扣分就会算两次
            models.UniqueConstraint(fields=["name", "day"], name="duty_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.day.isoformat()}"
