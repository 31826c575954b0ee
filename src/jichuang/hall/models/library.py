"""我的材料库: every content a unit ever gave, once, with what is known about it. What it is worth is worked out, not stored."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.base.models import StoredFile
from jichuang.hall.models.cases import Case
from jichuang.hall.models.certificates import Certificate
from jichuang.registry.models import Party


class UnitMaterial(models.Model):
    """单位材料. One row for each content (by SHA-256) of a unit; a changed file is another row and earns its trust anew.

    `certificate` marks what this system issued; `verified_*` what an officer compared with the original, in which case.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="materials")
    sha256 = models.CharField("SHA-256", max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=100)
    source = models.CharField("来源", max_length=120)
    added_at = models.DateTimeField("入库时间")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField("有效期至", null=True, blank=True)
    hidden_at = models.DateTimeField("移出时间", null=True, blank=True)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField("核验时间", null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_in = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verified_note = models.CharField("核验说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "单位材料"
        verbose_name_plural = "单位材料"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # 同一内容在一个单位的库里只有一份，可信级别才不会各说各话
            models.UniqueConstraint(fields=["party", "sha256"], name="unit_material_once"),
            # 核验必有人、有时间、有办件：B 级说得清是谁在哪件里核的
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by__isnull=True, verified_in__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False, verified_in__isnull=False),
                name="unit_material_verified_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
