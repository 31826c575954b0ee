"""文件制定: drafts of the documents a plan names, consultations on them, opinions with replies, and the issued text."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from jichuang.plan.models.plan import Plan
from jichuang.plan.terms import Adopted


class DraftText(models.Model):
    """一稿. Each version stays; `code` is the milestone's, `member` one of its members or empty."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="draft_texts")
    code = models.CharField("代号", max_length=12)
    member = models.CharField("成员", max_length=80, blank=True)
    version = models.PositiveSmallIntegerField("第几稿")
    title = models.CharField("文件名称", max_length=200)
    text = models.TextField("正文")
    note = models.CharField("本稿改动", max_length=300, blank=True)
    written_at = models.DateTimeField("上传时间")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "文件稿"
        verbose_name_plural = "文件稿"
        ordering: ClassVar = ["code", "member", "version"]
        constraints: ClassVar = [
            # 稿次不重号：两人同时上传只有一个得到这个号
            models.UniqueConstraint(fields=["plan", "code", "member", "version"], name="draft_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.version}稿）"


class Consultation(models.Model):
    """征求意见: a draft open to everybody from one second to another."""

    number = models.CharField("编号", max_length=20, unique=True)
    draft = models.ForeignKey(DraftText, on_delete=models.PROTECT, related_name="consultations")
    purpose = models.CharField("说明", max_length=1000)
    office = models.CharField("承办", max_length=120)
    opens_at = models.DateTimeField("开始")
    closes_at = models.DateTimeField("截止")
    summary = models.TextField("意见采纳情况", blank=True)
    summed_on = models.DateField("公布日期", null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        ordering: ClassVar = ["-opens_at"]
        constraints: ClassVar = [
            # 截止不得早于开始
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="consultation_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.draft.title}征求意见"

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("plan:consultation", args=[self.number])


class Opinion(models.Model):
    """一条意见. Name and contact are for the office alone; what is published is the text with its reply."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="opinions")
    receipt = models.CharField("回执号", max_length=24, unique=True)
    digest = models.CharField("内容摘要", max_length=64)
    clause = models.CharField("针对哪一条", max_length=80, blank=True)
    text = models.TextField("意见", max_length=4000)
    unit = models.CharField("单位", max_length=120, blank=True)
    name = models.CharField("姓名", max_length=60, blank=True)
    contact = models.CharField("联系方式", max_length=100, blank=True)
    given_at = models.DateTimeField("提出时间")
    adopted = models.CharField("采纳情况", max_length=10, choices=Adopted, default=Adopted.WAITING)
    reply = models.TextField("答复", blank=True)
    replied_at = models.DateTimeField("答复时间", null=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = "意见"
        verbose_name_plural = "意见"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            # 有结论就有答复：不采纳也要说明理由
            models.CheckConstraint(
                condition=models.Q(adopted=Adopted.WAITING) | ~models.Q(reply=""),
                name="opinion_answered_in_words",
            ),
            # 重复提交（连点两下）只算一条
            models.UniqueConstraint(fields=["consultation", "digest"], name="opinion_given_once"),
        ]

    def __str__(self) -> str:
        return self.receipt


class IssuedDocument(models.Model):
    """印发的文件: number and day end the ladder; the milestone is green by the report that the issue writes."""

    draft = models.OneToOneField(DraftText, on_delete=models.PROTECT, related_name="issued")
    number = models.CharField("文号", max_length=60)
    issued_on = models.DateField("印发日期")
    recorded_at = models.DateTimeField("记录时间")
    by = models.CharField("记录人", max_length=64)

    class Meta:
        verbose_name = "印发的文件"
        verbose_name_plural = "印发的文件"
        constraints: ClassVar = [
            # 一个文号只给一份文件
            models.UniqueConstraint(fields=["number"], name="issued_number_once"),
        ]

    def __str__(self) -> str:
        return f"《{self.draft.title}》（{self.number}）"
