"""评审: one expert's review of one proposal, from the empty sheet to the signed one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jichuang.review.models.rounds import Proposal, Seat
from jichuang.review.terms import ALIVE, ReviewState


class Review(models.Model):
    """一份评审. `scores` and `comments` by criterion key (decimals as text); `revision` grows with every save.

    `total` is worked out once, when the review is submitted. `extra`: asked for after an outlier.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reviews")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField("状态", max_length=10, choices=ReviewState.choices, default=ReviewState.ASSIGNED)
    fit = models.PositiveSmallIntegerField("匹配度（千分之）", default=0)
    scores = models.JSONField("各项得分", default=dict)
    comments = models.JSONField("各项意见", default=dict)
    opinion = models.TextField("总体意见", blank=True)
    total = models.DecimalField("总分", max_digits=7, decimal_places=2, null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)
    saved_at = models.DateTimeField("最近保存", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    upheld = models.CharField("离群说明", max_length=500, blank=True)
    extra = models.BooleanField("增派", default=False)
    why = models.CharField("回避或改派理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "评审"
        verbose_name_plural = "评审"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 一位专家对一个项目只有一份评审
            models.UniqueConstraint(fields=["proposal", "seat"], name="review_once"),
            # 提交的评审必有总分和时间
            models.CheckConstraint(
                condition=~Q(state=ReviewState.SUBMITTED)
                | (Q(total__isnull=False) & Q(submitted_at__isnull=False)),
                name="review_submitted_has_total",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["seat"], condition=Q(state__in=ALIVE), name="review_by_seat")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.seat_id}"
