"""专家库: who the expert is, and what was true of him when: description, employers, ties, restrictions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

from jichuang.base.models import StoredFile
from jichuang.hall.declare import Discipline
from jichuang.review.terms import ExpertState, RosterState, TieKind

KINDS = [(one.value, one.title) for one in Discipline]


def one_key(field: str) -> Func:
    """`[n,n]` for an integer column: lets GiST compare equality by overlap, without any extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


class Expert(models.Model):
    """专家. An identity; what changes over time stands in the dated rows around it."""

    number = models.CharField("专家编号", max_length=20, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="expert",
        verbose_name="账号",
    )
    name = models.CharField("姓名", max_length=64)
    kind = models.CharField("类别", max_length=12, choices=KINDS)
    state = models.CharField(
        "在库状态", max_length=10, choices=ExpertState.choices, default=ExpertState.PROPOSED
    )
    born_year = models.PositiveSmallIntegerField("出生年份", null=True, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "专家"
        verbose_name_plural = "专家"
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["state", "kind"], name="expert_by_state")]

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """专家说明: title, fields and region in a period. A change closes the period and begins another."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="profiles")
    title = models.CharField("职称", max_length=40, blank=True)
    disciplines = ArrayField(
        models.CharField(max_length=7), verbose_name="学科代码", default=list, blank=True
    )
    fields = ArrayField(models.CharField(max_length=40), verbose_name="研究领域", default=list, blank=True)
    industry = models.CharField("行业代码", max_length=8, blank=True)
    region = models.CharField("所在地区", max_length=6, blank=True)
    valid = DateRangeField("有效期间")
    source = models.CharField("来源", max_length=200, blank=True)

    class Meta:
        verbose_name = "专家说明"
        verbose_name_plural = "专家说明"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同一天只有一份说明，抽取时才知道按哪一份
            ExclusionConstraint(
                name="profile_one_a_day", expressions=[(one_key("expert_id"), "&&"), ("valid", "&&")]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.title}"


class Employment(models.Model):
    """任职经历. An expert may have two employers at once; the open one that began last is his unit."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="employments")
    unit = models.CharField("单位", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    valid = DateRangeField("任职期间")
    source = models.CharField("来源", max_length=200, blank=True)

    class Meta:
        verbose_name = "任职经历"
        verbose_name_plural = "任职经历"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["credit_code"], name="employment_by_code"),
            models.Index(fields=["unit"], name="employment_by_unit"),
        ]
        constraints: ClassVar = [
            # 没有单位名称，回避无从比对
            models.CheckConstraint(condition=~Q(unit=""), name="employment_has_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.unit}"


class Tie(models.Model):
    """关系: to a person by name, to a unit by code or name, or both; in a period (open = still)."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField("关系", max_length=12, choices=TieKind.choices)
    person = models.CharField("对方姓名", max_length=64, blank=True)
    unit = models.CharField("对方单位", max_length=200, blank=True)
    credit_code = models.CharField("对方统一社会信用代码", max_length=18, blank=True)
    valid = DateRangeField("期间")
    note = models.CharField("说明", max_length=300, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)

    class Meta:
        verbose_name = "关系"
        verbose_name_plural = "关系"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["person"], name="tie_by_person")]
        constraints: ClassVar = [
            # 对方是谁都没有写的关系，比对不出任何回避
            models.CheckConstraint(
                condition=~Q(person="") | ~Q(unit="") | ~Q(credit_code=""), name="tie_names_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.kind}"


class Restriction(models.Model):
    """诚信记录: an expert is not drawn while one is in force."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="restrictions")
    reason = models.CharField("事由", max_length=300)
    basis = models.CharField("依据", max_length=200)
    valid = DateRangeField("限制期间")
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "诚信记录"
        verbose_name_plural = "诚信记录"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.reason}"


class Roster(models.Model):
    """专家名册导入: the rows as judged, with every faulty cell; nothing enters the pool before it is confirmed."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField("文件名", max_length=255)
    state = models.CharField("状态", max_length=10, choices=RosterState.choices)
    rows = models.JSONField("各行", default=list)
    notes = models.JSONField("提示", default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField("上传时间")
    committed_at = models.DateTimeField("写入时间", null=True, blank=True)

    class Meta:
        verbose_name = "专家名册"
        verbose_name_plural = "专家名册"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.filename
