"""名录条目: a subject stands in a register in a period, as known in a period. Rows are closed, never changed or deleted."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q

from jichuang.registry import registers
from jichuang.registry.models.imports import ImportBatch
from jichuang.registry.models.parties import Party, one_key


class Entry(models.Model):
    """名录条目. `valid` and `recorded` are half-open; `valid_until` is the first day no longer valid (None = open).

    `current` marks what is believed now; the others are what was believed before and make 回看 possible.
    """

    register = models.CharField("名录", max_length=40)
    subject = models.CharField("主体标识", max_length=200)
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries")
    name = models.CharField("名称", max_length=200)
    number = models.CharField("编号", max_length=64, blank=True)
    number_year = models.PositiveSmallIntegerField("编号年度", null=True, blank=True)
    region = models.CharField("行政区划", max_length=6)
    home = models.CharField("考核归属", max_length=6)
    valid = DateRangeField("有效期间")
    recorded = DateTimeRangeField("记录期间")
    basis = models.CharField("依据", max_length=300, blank=True)
    source = models.CharField("来源", max_length=120)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    closed_by = models.CharField("由何更正", max_length=120, blank=True)
    attrs = models.JSONField("其他", default=dict, blank=True)
    first_entry = models.BooleanField("首次进入名录", default=False)
    initials = models.CharField("拼音首字母", max_length=200, blank=True)

    valid_from = models.GeneratedField(
        expression=Func(F("valid"), function="lower"), output_field=models.DateField(), db_persist=True
    )
    valid_until = models.GeneratedField(
        expression=Func(F("valid"), function="upper"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    current = models.GeneratedField(
        expression=Func(F("recorded"), function="upper_inf"),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    identity = models.GeneratedField(
        expression=Func(
            F("register"),
            F("subject"),
            template="hashtextextended(%(expressions)s, 0)",
            arg_joiner=" || '|' || ",
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "名录条目"
        verbose_name_plural = "名录条目"
        ordering = ["-id"]
        constraints = [
            # 同一主体在同一名录里，同一天、同一认知下只能有一条：家数才等于条数
            ExclusionConstraint(
                name="entry_once_a_day",
                expressions=[(one_key("identity"), "&&"), ("valid", "&&"), ("recorded", "&&")],
            ),
            # 空期间的条目永远数不到，等于没有写
            models.CheckConstraint(condition=Q(valid__isempty=False), name="entry_valid_not_empty"),
            # 起始日必须写明，否则历史某日的家数无从回答
            models.CheckConstraint(condition=Q(valid__lower_inf=False), name="entry_starts"),
        ]
        indexes = [
            # 家数与每日变化只读这个索引
            models.Index(
                fields=["register", "valid_from"],
                include=["home", "valid_until", "region"],
                condition=Q(current=True),
                name="entry_in_force",
            ),
            models.Index(fields=["register", "subject"], name="entry_by_subject"),
            models.Index(fields=["subject"], name="entry_subject_any"),
            models.Index(
                fields=["register", "number"],
                condition=Q(current=True) & ~Q(number=""),
                name="entry_by_number",
            ),
            models.Index(
                fields=["register", "number_year"],
                condition=Q(current=True, number_year__isnull=False),
                name="entry_by_number_year",
            ),
            models.Index(
                fields=["register", "valid_until"],
                condition=Q(current=True, valid_until__isnull=False),
                name="entry_lapsing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()

    @property
    def register_title(self) -> str:
        """The register's title, its code where this installation no longer keeps it."""
        declared = registers.find(self.register)
        return declared.title if declared else self.register

    @property
    def valid_to(self) -> date | None:
        """The last valid day, inclusive; None while open."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None

    def in_force(self, day: date) -> bool:
        """True when the entry is valid on `day`."""
        return day in self.valid
