"""培训班、学员、证书: what a recognised base teaches, who was taught, and which certificate stands on which person.

Whether a certificate is valid on a day is answered by its entry in `tech_broker`; `withdrawn_on` only lets its holder be given another.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jichuang.matters.terms import CourseState, TrainingLevel
from jichuang.registry.models import Party

USER = settings.AUTH_USER_MODEL


class Course(models.Model):
    """培训班. `base` is the subject of the base's register entry; both days are inclusive; `hours` are 学时."""

    base = models.CharField("基地", max_length=200)
    base_name = models.CharField("基地名称", max_length=200)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="courses", verbose_name="依托单位"
    )
    title = models.CharField("班名", max_length=120)
    level = models.CharField("级别", max_length=10, choices=TrainingLevel.choices)
    hours = models.PositiveSmallIntegerField("学时")
    teachers = models.CharField("师资", max_length=400)
    place = models.CharField("地点", max_length=200)
    first_day = models.DateField("开班日期")
    last_day = models.DateField("结束日期")
    seats = models.PositiveSmallIntegerField("招收人数")
    state = models.CharField("状态", max_length=10, choices=CourseState.choices, default=CourseState.OPEN)
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("登记时间")
    closed_on = models.DateField("结班或取消日期", null=True, blank=True)
    note = models.CharField("取消原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "培训班"
        verbose_name_plural = "培训班"
        ordering: ClassVar = ["-first_day", "-id"]
        indexes: ClassVar = [models.Index(fields=["base", "state", "last_day"], name="course_by_base")]
        constraints: ClassVar = [
            # 结束早于开班的班办不成
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="course_days_in_order"),
            # 没有学时、不收人的班不计
            models.CheckConstraint(
                condition=Q(hours__gte=1, seats__gte=1), name="course_has_hours_and_seats"
            ),
            # 结班、取消必有日期；取消必有原因
            models.CheckConstraint(
                condition=Q(state=CourseState.OPEN, closed_on__isnull=True)
                | Q(state=CourseState.HELD, closed_on__isnull=False)
                | (Q(state=CourseState.CANCELLED, closed_on__isnull=False) & ~Q(note="")),
                name="course_closed_with_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Enrolment(models.Model):
    """学员. `attended` are 学时 present, `passed` whether the final check was passed; both empty until recorded."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="enrolments")
    unit = models.CharField("工作单位", max_length=200, blank=True)
    enrolled_on = models.DateField("报名日期")
    enrolled_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    attended = models.PositiveSmallIntegerField("出勤学时", null=True, blank=True)
    passed = models.BooleanField("考核合格", null=True, blank=True)
    recorded_at = models.DateTimeField("出勤登记时间", null=True, blank=True)

    class Meta:
        verbose_name = "学员"
        verbose_name_plural = "学员"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # 一人一班只报一次，参训人数才等于行数
            models.UniqueConstraint(fields=["course", "person"], name="enrolled_once"),
            # 出勤、考核一并登记；一学时没上的不能合格
            models.CheckConstraint(
                condition=Q(attended__isnull=True, passed__isnull=True, recorded_at__isnull=True)
                | Q(attended__isnull=False, passed=False, recorded_at__isnull=False)
                | Q(attended__gte=1, passed=True, recorded_at__isnull=False),
                name="enrolment_recorded_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.person_id}"


class TrainingCertificate(models.Model):
    """技术经纪人证书 of one person. `number` is the subject of its entry in `tech_broker`, where validity and withdrawal stand."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    person = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="training_certificates")
    number = models.CharField("证书编号", max_length=40, unique=True)
    level = models.CharField("级别", max_length=10, choices=TrainingLevel.choices)
    issued_on = models.DateField("发证日期")
    base = models.CharField("发证基地", max_length=200)
    base_name = models.CharField("发证基地名称", max_length=200)
    issued_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    withdrawn_why = models.CharField("撤销原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "技术经纪人证书"
        verbose_name_plural = "技术经纪人证书"
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["base", "issued_on"], name="certificate_by_base")]
        constraints: ClassVar = [
            # 一人一级只有一份没有撤销的证书
            models.UniqueConstraint(
                fields=["person", "level"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_certificate_a_level",
            ),
            # 撤销必有日期和原因
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why="")),
                name="certificate_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number
