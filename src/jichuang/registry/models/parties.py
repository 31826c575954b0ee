"""主体: an enterprise or other organisation, its names over time, the facts held about it, and who acts for it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

from jichuang.registry.terms import Capacity, DelegationState, PartyKind, Scope


def one_key(field: str) -> Func:
    """`[n,n]` for an integer column: lets GiST compare equality by overlap, without any extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


class Party(models.Model):
    """主体. `home` is the 考核归属 unit, which may differ from the region's city (定州、辛集、雄安)."""

    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=20, choices=PartyKind.choices, default=PartyKind.ENTERPRISE)
    region = models.CharField("行政区划", max_length=6)
    home = models.CharField("考核归属", max_length=6)
    address = models.CharField("住所", max_length=300, blank=True)
    established_on = models.DateField("成立日期", null=True, blank=True)
    legal_person = models.CharField("法定代表人", max_length=64, blank=True)
    industry_code = models.CharField("行业代码", max_length=8, blank=True)
    initials = models.CharField("拼音首字母", max_length=200, blank=True)
    source = models.CharField("登记信息来源", max_length=200, blank=True)
    as_of = models.DateField("登记信息日期", null=True, blank=True)
    demonstration = models.BooleanField("演示主体", default=False)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "主体"
        verbose_name_plural = "主体"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["name"], name="party_by_name"),
            models.Index(fields=["initials"], name="party_by_initials"),
        ]
        constraints = [
            # 名称是唯一必有的身份，空名称无法公示也无法通知
            models.CheckConstraint(condition=~Q(name=""), name="party_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PartyName(models.Model):
    """曾用名与现用名. One row for each name in its period."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=200)
    valid = DateRangeField("使用期间")
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "名称沿革"
        verbose_name_plural = "名称沿革"
        ordering = ["id"]
        constraints = [
            # 同一天只有一个名称，否则公示和证书会各写各的
            ExclusionConstraint(
                name="party_one_name_a_day", expressions=[(one_key("party_id"), "&&"), ("valid", "&&")]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyFact(models.Model):
    """主体数据: one value with its source and date. A correction closes `recorded` and adds a row."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField("数据项", max_length=40)
    year = models.PositiveSmallIntegerField("所属年度", null=True, blank=True)
    value = models.CharField("值", max_length=400)
    unit = models.CharField("单位", max_length=16, blank=True)
    source = models.CharField("来源", max_length=200)
    as_of = models.DateField("截至日期")
    recorded = DateTimeRangeField("记录期间")

    class Meta:
        verbose_name = "主体数据"
        verbose_name_plural = "主体数据"
        ordering = ["id"]
        constraints = [
            # 同一主体同一数据项同一年度，当前只认一个值
            models.UniqueConstraint(
                fields=["party", "key", "year"],
                condition=Q(recorded__upper_inf=True),
                nulls_distinct=False,
                name="party_fact_one_current",
            ),
            # 一个公民身份号码只属于一个人，否则同一人的证书会落在两个人名下
            models.UniqueConstraint(
                fields=["value"],
                condition=Q(key="resident_id", recorded__upper_inf=True),
                name="party_fact_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.value}"


class Delegation(models.Model):
    """授权. A person acts for a party only while one authorised row covers the day."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="delegations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    scope = models.CharField("范围", max_length=10, choices=Scope.choices)
    capacity = models.CharField("身份", max_length=14, choices=Capacity.choices, default=Capacity.CLERK)
    state = models.CharField("状态", max_length=12, choices=DelegationState.choices)
    valid = DateRangeField("有效期间")
    requested_at = models.DateTimeField("申请时间")
    authorised_at = models.DateTimeField("授权时间", null=True, blank=True)
    authorised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    basis = models.CharField("授权依据", max_length=200, blank=True)
    ended_at = models.DateTimeField("终止时间", null=True, blank=True)
    end_reason = models.CharField("终止原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "授权"
        verbose_name_plural = "授权"
        ordering = ["id"]
        constraints = [
            # 同一人对同一主体同时只有一份在用或在途的授权，范围才说得清
            models.UniqueConstraint(
                fields=["party", "user"],
                condition=Q(state__in=[DelegationState.REQUESTED, DelegationState.AUTHORISED]),
                name="delegation_one_open",
            ),
            # 没有授权时间的授权不成立
            models.CheckConstraint(
                condition=~Q(state=DelegationState.AUTHORISED) | Q(authorised_at__isnull=False),
                name="delegation_authorised_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.party_id} {self.scope}"
