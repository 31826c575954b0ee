"""公报: the frozen tables it is drafted from, its way from draft to issue, the files as issued, and what was found wrong later."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jichuang.base.models import StoredFile
from jichuang.indicators.terms import BulletinState, FileKind

USER = settings.AUTH_USER_MODEL


class Snapshot(models.Model):
    """数据快照: the tables of one frozen period after statistical secrecy. Holds no unit's own figure. Never changed."""

    survey = models.CharField("调查", max_length=60)
    period = models.CharField("报送期", max_length=8)
    number = models.PositiveSmallIntegerField("第几次")
    data = models.JSONField("汇总表")
    period_digest = models.CharField("冻结摘要", max_length=64)
    digest = models.CharField("快照摘要", max_length=64)
    taken_at = models.DateTimeField("汇总时间")
    taken_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "数据快照"
        verbose_name_plural = "数据快照"
        ordering: ClassVar = ["survey", "period", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "period", "number"], name="snapshot_numbered"),
        ]

    def __str__(self) -> str:
        return self.identifier

    @property
    def identifier(self) -> str:
        """hnte-quarterly-2018Q2-1."""
        return f"{self.survey}-{self.period}-{self.number}"


class Bulletin(models.Model):
    """统计公报 of one period. `paper` is filled at issue: what was issued is what is shown from then on."""

    survey = models.CharField("调查", max_length=60)
    period = models.CharField("报送期", max_length=8)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="bulletins")
    title = models.CharField("标题", max_length=120)
    office = models.CharField("发布机关", max_length=120)
    number = models.CharField("发文字号", max_length=40, blank=True)
    remark = models.TextField("情况说明", max_length=1000, blank=True)
    state = models.CharField("状态", max_length=10, choices=BulletinState, default=BulletinState.DRAFT)
    revision = models.PositiveIntegerField("修订号", default=1)
    drafted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField("起草日期")
    reviewed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField("复核日期", null=True, blank=True)
    note = models.CharField("复核意见", max_length=500, blank=True)
    issued_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_on = models.DateField("发布日期", null=True, blank=True)
    paper = models.JSONField("发布内容", default=dict, blank=True)
    lock = models.JSONField("生成清单", default=dict, blank=True)

    class Meta:
        verbose_name = "统计公报"
        verbose_name_plural = "统计公报"
        ordering: ClassVar = ["-period"]
        constraints: ClassVar = [
            # 一期只有一份公报；发布后有错，用更正说明，不另出一份
            models.UniqueConstraint(fields=["survey", "period"], name="bulletin_once_a_period"),
            # 起草的人不能复核自己的公报
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="bulletin_reviewed_by_another",
            ),
            # 发布的公报必有文号、复核人、发布日期、全部内容和生成清单
            models.CheckConstraint(
                condition=~Q(state=BulletinState.ISSUED)
                | (
                    ~Q(number="")
                    & Q(reviewed_by__isnull=False, issued_on__isnull=False)
                    & ~Q(paper={})
                    & ~Q(lock={})
                ),
                name="bulletin_issued_complete",
            ),
            # 文号不重复：一个字号指一份公报
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="bulletin_number_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_issued(self) -> bool:
        """Whether the public may read it."""
        return self.state == BulletinState.ISSUED


class IssuedFile(models.Model):
    """发布的文件: the bytes as issued. Served as stored, never made again for a reader."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField("格式", max_length=8, choices=FileKind)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "公报文件"
        verbose_name_plural = "公报文件"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 每种格式只发布一次：同一文号下不得有两个版本
            models.UniqueConstraint(fields=["bulletin", "kind"], name="issued_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.kind}"


class Erratum(models.Model):
    """更正: appended to an issued bulletin; the issued text, tables and files stay as they were."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="errata")
    place = models.CharField("位置", max_length=120)
    was = models.CharField("原文", max_length=500)
    corrected = models.CharField("更正为", max_length=500)
    why = models.CharField("原因", max_length=500)
    on = models.DateField("更正日期")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "公报更正"
        verbose_name_plural = "公报更正"
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            # 更正要让读者对得上：何处、原来怎样、现在怎样、为什么
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(was="") & ~Q(corrected="") & ~Q(why=""), name="erratum_complete"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.on}"
