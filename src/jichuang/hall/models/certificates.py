"""凭单: what a party may show others, and others may verify by its token."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jichuang.hall.models.cases import Case
from jichuang.registry.models import Party


class Certificate(models.Model):
    """查询凭单. Its words are pinned at issue; whether it still holds is read from the register entry."""

    token = models.CharField("核验码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    matter = models.CharField("事项", max_length=60)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="certificates")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    number = models.CharField("编号", max_length=40)
    party_name = models.CharField("持有单位", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18)
    valid_from = models.DateField("有效期自")
    valid_to = models.DateField("有效期至", null=True, blank=True)
    issued_on = models.DateField("出具日期")
    basis = models.CharField("依据", max_length=300, blank=True)
    entry = models.CharField("名录条目", max_length=120)
    demonstration = models.BooleanField("演示", default=False)

    class Meta:
        verbose_name = "查询凭单"
        verbose_name_plural = "查询凭单"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # 同一条目只出一份凭单，重复导入不会再出
            models.UniqueConstraint(fields=["entry"], name="certificate_one_per_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def until(self) -> str:
        """至2021年09月02日, or 长期有效 for an entry without an end; the register decides, not the paper."""
        return f"至{self.valid_to:%Y年%m月%d日}" if self.valid_to else "长期有效"
