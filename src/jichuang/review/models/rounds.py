"""评审轮次: the cases reviewed together, every draw with its seed, the seats, and why somebody was kept away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from jichuang.base.models import StoredFile
from jichuang.hall.models import Case
from jichuang.review.models.pool import Expert
from jichuang.review.terms import SITTING, AvoidKind, DrawKind, Mode, RoundState, SeatState

if TYPE_CHECKING:
    pass


class Round(models.Model):
    """评审轮次. `quota` are seats for each kind of expert, `reviews` experts for each proposal, `cap` reviews for each expert.

    `fee_fen` is what one review is paid, in fen. `policy_on` pins the day whose parameters the statistics use.
    """

    number = models.CharField("轮次编号", max_length=32, unique=True)
    title = models.CharField("名称", max_length=120)
    matter = models.CharField("事项", max_length=60)
    version = models.PositiveSmallIntegerField("事项版本")
    purpose = models.CharField("目的", max_length=12, default="first")
    stage = models.CharField("环节", max_length=40)
    mode = models.CharField("评审方式", max_length=8, choices=Mode.choices, default=Mode.PANEL)
    state = models.CharField("状态", max_length=10, choices=RoundState.choices, default=RoundState.PREPARING)
    quota = models.JSONField("各类席位", default=dict)
    reviews = models.PositiveSmallIntegerField("每项评审人数")
    cap = models.PositiveSmallIntegerField("每人评审上限")
    one_per_unit = models.BooleanField("同一单位只取一人", default=True)
    closes_at = models.DateTimeField("评分截止")
    fee_fen = models.PositiveIntegerField("每项评审费（分）", default=0)
    line = models.PositiveSmallIntegerField("分数线取前几名", null=True, blank=True)
    policy_on = models.DateField("参数日期")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("建立时间")
    closed_at = models.DateTimeField("截止时间", null=True, blank=True)
    concluded_at = models.DateTimeField("出结果时间", null=True, blank=True)
    minutes = models.TextField("评审纪要", blank=True)
    minutes_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "评审轮次"
        verbose_name_plural = "评审轮次"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # 截止必有时间，出结果必先截止
            models.CheckConstraint(
                condition=~Q(state__in=[RoundState.CLOSED, RoundState.CONCLUDED])
                | Q(closed_at__isnull=False),
                name="round_closed_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    """待评项目: one case in a round. `code` is all that a blind expert sees of who applied."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    code = models.CharField("项目代号", max_length=12)
    position = models.PositiveSmallIntegerField("序号")
    decided = models.CharField("线上处理", max_length=8, blank=True)
    decided_why = models.CharField("处理理由", max_length=500, blank=True)
    live = models.BooleanField("在评", default=True)

    class Meta:
        verbose_name = "待评项目"
        verbose_name_plural = "待评项目"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            # 一件办件同时只在一轮里评审，否则会有两个结果
            models.UniqueConstraint(fields=["case"], condition=Q(live=True), name="proposal_one_live"),
            models.UniqueConstraint(fields=["round", "code"], name="proposal_code"),
        ]

    def __str__(self) -> str:
        return self.code


class Draw(models.Model):
    """抽取留痕: with `seed` and `inputs` the `result` can be worked out again by anybody."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="draws")
    kind = models.CharField("种类", max_length=8, choices=DrawKind.choices)
    seed = models.CharField("种子", max_length=64, blank=True)
    inputs = models.JSONField("输入", default=dict)
    result = models.JSONField("结果", default=dict)
    note = models.CharField("说明", max_length=500, blank=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drawn_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "抽取留痕"
        verbose_name_plural = "抽取留痕"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class Avoidance(models.Model):
    """回避: one expert kept away from one proposal, with the reason as it was found."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="avoidances")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="avoidances")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="avoidances")
    kind = models.CharField("事由", max_length=12, choices=AvoidKind.choices)
    reason = models.CharField("说明", max_length=300)
    found_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "回避"
        verbose_name_plural = "回避"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 同一事由只记一次，重新比对不会越记越多
            models.UniqueConstraint(fields=["expert", "proposal", "kind", "reason"], name="avoidance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.kind}"


class Seat(models.Model):
    """席位: a drawn expert, member or reserve. Nothing of a proposal is shown before `declared_at`."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="seats")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField("席位类别", max_length=12, blank=True)
    unit = models.CharField("抽取时所在单位", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=SeatState.choices)
    order = models.PositiveSmallIntegerField("抽取次序")
    chair = models.BooleanField("组长", default=False)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField("邀请时间", null=True, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    why = models.CharField("谢绝或回避理由", max_length=300, blank=True)
    declared_at = models.DateTimeField("声明时间", null=True, blank=True)

    class Meta:
        verbose_name = "席位"
        verbose_name_plural = "席位"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            # 一人一轮一个席位
            models.UniqueConstraint(fields=["round", "expert"], name="seat_once"),
            # 组长只有一位
            models.UniqueConstraint(fields=["round"], condition=Q(chair=True), name="seat_one_chair"),
            # 没有答复时间的接受或谢绝说不清何时生效
            models.CheckConstraint(
                condition=~Q(state__in=[SeatState.ACCEPTED, SeatState.DECLINED])
                | Q(answered_at__isnull=False),
                name="seat_answered_at",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["expert", "state"], condition=Q(state__in=SITTING), name="seat_sitting")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.expert_id}"
