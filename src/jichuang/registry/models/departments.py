"""部门、任职、推荐渠道: who works where in which role, and through whom a party is recommended, all dated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from jichuang.registry.models.parties import Party, one_key
from jichuang.registry.terms import DepartmentKind, Level, RecommenderKind, Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User


class Department(models.Model):
    """部门. `home` is the 考核归属 unit it serves, empty for the whole province."""

    code = models.CharField("部门代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=200)
    short = models.CharField("简称", max_length=40)
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    kind = models.CharField(
        "类别", max_length=12, choices=DepartmentKind.choices, default=DepartmentKind.SCIENCE
    )
    region = models.CharField("行政区划", max_length=6)
    home = models.CharField("考核归属", max_length=6, blank=True)

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        ordering = ["region", "code"]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """任职. `home` and `region` bound what the role covers; both empty means the whole province."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    home = models.CharField("考核归属范围", max_length=6, blank=True)
    region = models.CharField("县级范围", max_length=6, blank=True)
    valid = DateRangeField("任职期间")
    basis = models.CharField("依据", max_length=200, blank=True)
    appointed_at = models.DateTimeField("登记时间")

    stands_for: User | None = None
    """Set on a row that a stand-in has for some days (`registry.reads.people`); None on one's own. Never stored."""

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "role"], name="appointment_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Recommender(models.Model):
    """推荐关系: through which department a party's applications of one channel go, in a period."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="recommenders")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("渠道", max_length=20, choices=RecommenderKind.choices)
    valid = DateRangeField("有效期间")
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "推荐关系"
        verbose_name_plural = "推荐关系"
        ordering = ["id"]
        constraints = [
            # 同一天只有一个推荐单位，否则一件申报会被两家推荐
            ExclusionConstraint(
                name="recommender_one_a_day", expressions=[(one_key("party_id"), "&&"), ("valid", "&&")]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} → {self.department_id}"
