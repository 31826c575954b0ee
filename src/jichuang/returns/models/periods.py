"""报送期、应报表、报送稿、后果: one row for every unit that owes, one for every version it handed in."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.registry.models import Party
from jichuang.returns import catalogue
from jichuang.returns.declare import Period, Return, Survey, parse
from jichuang.returns.terms import FILED, OPEN, State

USER = settings.AUTH_USER_MODEL


class OpenPeriod(models.Model):
    """报送期: one period of one return, opened for its roster. `digest` covers every frozen return."""

    code = models.CharField("报表", max_length=60)
    period = models.CharField("报送期", max_length=8)
    roster_on = models.DateField("名册日期")
    opened_on = models.DateField("布置日期")
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("报送期限")
    frozen_at = models.DateTimeField("冻结时间", null=True, blank=True)
    frozen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frozen_counts = models.JSONField("冻结时各状态份数", default=dict, blank=True)
    digest = models.CharField("冻结摘要", max_length=64, blank=True)
    marks = models.JSONField("布置时的调查表标识", default=dict, blank=True)

    class Meta:
        verbose_name = "报送期"
        verbose_name_plural = "报送期"
        ordering: ClassVar = ["-due_on", "-id"]
        constraints: ClassVar = [
            # 同一报表同一期只布置一次，否则一个单位要报两份
            models.UniqueConstraint(fields=["code", "period"], name="period_opened_once"),
            # 冻结必有摘要，否则无从证明没有再动过
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, digest="") | (Q(frozen_at__isnull=False) & ~Q(digest="")),
                name="period_frozen_with_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"

    @property
    def declaration(self) -> Return:
        """The return as declared. Raises KeyError when this installation no longer declares it."""
        return catalogue.get(self.code)

    @property
    def when(self) -> Period:
        """The period itself."""
        return parse(self.period)

    @property
    def is_survey(self) -> bool:
        """Whether its answers serve statistics alone."""
        return self.declaration.survey is not None

    @property
    def survey(self) -> Survey | None:
        """The marks of a survey as they stood when the period was opened; None for an administrative return."""
        if not self.marks:
            return self.declaration.survey
        return Survey(**{**self.marks, "valid_to": date.fromisoformat(self.marks["valid_to"])})

    @property
    def title(self) -> str:
        """2018年第三季度 技术转移服务机构季度报告."""
        return f"{self.when.title}{self.declaration.title}"


class Owed(models.Model):
    """应报表: what one unit owes for one period. `answers` are the working copy; what was handed in stands in its filings."""

    period = models.ForeignKey(OpenPeriod, on_delete=models.PROTECT, related_name="owed")
    subject = models.CharField("主体标识", max_length=200)
    name = models.CharField("名称", max_length=200)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="owed_returns"
    )
    region = models.CharField("行政区划", max_length=6)
    home = models.CharField("考核归属", max_length=6)
    source = models.CharField("由何产生", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OWED)
    due_on = models.DateField("应报日期")
    answers = models.JSONField("填报内容", default=dict, blank=True)
    rough = models.JSONField("未读懂的填写", default=dict, blank=True)
    explanations = models.JSONField("说明", default=dict, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)
    saved_at = models.DateTimeField("最近保存", null=True, blank=True)
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handed_in_on = models.DateField("报送日期", null=True, blank=True)
    note = models.CharField("退回或免报的理由", max_length=500, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField("审核日期", null=True, blank=True)
    reminded_on = models.DateField("到期前提醒", null=True, blank=True)
    urged_on = models.DateField("最近催报", null=True, blank=True)
    urges = models.PositiveSmallIntegerField("催报次数", default=0)
    frozen = models.ForeignKey(
        "Filing", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="冻结的一稿"
    )

    class Meta:
        verbose_name = "应报表"
        verbose_name_plural = "应报表"
        ordering: ClassVar = ["home", "name", "id"]
        constraints: ClassVar = [
            # 一个单位一期只欠一份：催报单的数才等于行数
            models.UniqueConstraint(fields=["period", "subject"], name="owed_once"),
            # 已报送、已审核必有报送日期
            models.CheckConstraint(
                condition=~Q(state__in=FILED) | Q(handed_in_on__isnull=False), name="owed_filed_on"
            ),
            # 退回、免报必有理由
            models.CheckConstraint(
                condition=~Q(state__in=[State.RETURNED, State.EXCUSED]) | ~Q(note=""), name="owed_has_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["period", "state", "home"], name="owed_by_state"),
            models.Index(fields=["subject", "period"], name="owed_by_subject"),
            models.Index(fields=["due_on"], condition=Q(state__in=OPEN), name="owed_open_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period_id}"

    @property
    def was_late(self) -> bool:
        """Whether it came, or has not come, after its last day."""
        return self.state == State.LATE or (self.handed_in_on is not None and self.handed_in_on > self.due_on)


class Filing(models.Model):
    """报送稿: what a unit handed in, version by version. Never changed; `after_freeze` marks a revision (更正)."""

    owed = models.ForeignKey(Owed, on_delete=models.CASCADE, related_name="filings")
    number = models.PositiveSmallIntegerField("第几稿")
    answers = models.JSONField("填报内容")
    explanations = models.JSONField("说明", default=dict, blank=True)
    at = models.DateTimeField("报送时间")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    why = models.CharField("更正原因", max_length=500, blank=True)
    after_freeze = models.BooleanField("冻结后更正", default=False)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "报送稿"
        verbose_name_plural = "报送稿"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owed", "number"], name="filing_numbered"),
            # 冻结后更正必写原因：公报与明细不符时能说清
            models.CheckConstraint(
                condition=Q(after_freeze=False) | ~Q(why=""), name="filing_revision_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owed_id} 第{self.number}稿"


class Consequence(models.Model):
    """后果: what the clock did because a return was missing, once for each."""

    owed = models.ForeignKey(Owed, on_delete=models.CASCADE, related_name="consequences")
    key = models.CharField("键", max_length=40)
    title = models.CharField("后果", max_length=60)
    words = models.CharField("说明", max_length=500)
    on = models.DateField("日期")
    result = models.CharField("结果记录", max_length=120, blank=True)

    class Meta:
        verbose_name = "未报送的后果"
        verbose_name_plural = "未报送的后果"
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            # 同一后果只发生一次，时钟重走也不重复
            models.UniqueConstraint(fields=["owed", "key"], name="consequence_once"),
        ]

    def __str__(self) -> str:
        return self.title
