"""培训班: the courses a reader may see, one course with its people, the deeds of the base. Knows no law and no register's rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.faults import show_faults
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall.pages.common import matter_or_404, member, person
from jichuang.matters.models import Course, TrainingCertificate
from jichuang.matters.talent_base import certifying, courses, teaching
from jichuang.matters.talent_base.trainees import read as read_list
from jichuang.matters.terms import CourseState, TrainingLevel
from jichuang.registry.models import Entry
from jichuang.registry.reads import homes_of
from jichuang.registry.reads.people import appointments_of
from jichuang.registry.terms import Scope

CHIPS = {CourseState.OPEN: "info", CourseState.HELD: "ok", CourseState.CANCELLED: "none"}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CourseForm(forms.Form):
    """登记培训班."""

    base = forms.ChoiceField(label="基地")
    title = forms.CharField(label="班名", max_length=120, help_text="如：2018年第二期初级技术经纪人培训班")
    level = forms.ChoiceField(label="级别", choices=TrainingLevel.choices)
    hours = forms.IntegerField(label="学时", min_value=1)
    teachers = forms.CharField(label="师资", max_length=400, help_text="授课教师，公开。")
    place = forms.CharField(label="地点", max_length=200)
    first_day = forms.DateField(label="开班日期", widget=_day())
    last_day = forms.DateField(label="结束日期", widget=_day(), help_text="当日仍在上课。")
    seats = forms.IntegerField(label="招收人数", min_value=1)

    def __init__(self, *args: Any, bases: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"].choices = [(str(one.pk), f"{one.name}（{one.number}）") for one in bases]  # type: ignore[attr-defined]


def place_of(user: User | None, on: date) -> tuple[bool, str | None]:
    """(whether the reader watches bases at all, the 考核归属 unit he watches: None = the province)."""
    if not any(row.role in courses.WATCHERS for row in appointments_of(user, on)):
        return False, None
    reach = homes_of(user, courses.WATCHERS, on)
    return True, None if reach is None else next(iter(reach))


def shown(course: Course) -> tuple[Course, str, str, str]:
    """(course, its level, its state in words, the chip)."""
    state = CourseState(course.state)
    return course, str(TrainingLevel(course.level).label), str(state.label), CHIPS[state]


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """公开的开班信息; for a base its own courses, for officers those of their place."""
    user, on = person(request), clock.today()
    own = courses.bases_of(user, on)
    watching, home = place_of(user, on)
    page = paginate(request, courses.watched_courses(home)) if watching else None
    context = {
        "matter": matter_or_404("talent-base"),
        "open": [shown(one) for one in courses.open_courses(on)],
        "bases": own,
        "own": [shown(one) for one in courses.courses_of(one.subject for one in own)],
        "page": page,
        "watched": [shown(one) for one in page] if page else [],
        "watching": watching,
    }
    return render(request, "matters/courses.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """登记培训班. Only who acts for a base in force gets the form."""
    user, on = member(request), clock.today()
    bases = courses.bases_of(user, on)
    if not bases:
        raise Refused(
            "您没有代表任何备案在册的技术转移人才培养基地，不能登记培训班。",
            remedy="请先备案为基地，或由基地授权您填报。",
        )
    form = CourseForm(request.POST or None, bases=bases)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        base = next(one for one in bases if str(one.pk) == given.pop("base"))
        try:
            course = teaching.open_course(base=base, by=user, **given)
        except Invalid as invalid:
            show_faults(form, invalid)
        else:
            messages.success(request, f"已登记“{course.title}”，下一步录入学员名单。")
            return redirect("matters:course", pk=course.pk)
    context = {"form": form, "matter": matter_or_404("talent-base")}
    return render(request, "matters/course_open.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One course: its plan for everybody, its people for those who may see them."""
    return draw(request, _course(pk))


def _course(pk: int) -> Course:
    return get_object_or_404(Course.objects.select_related("party"), pk=pk)


def draw(
    request: HttpRequest,
    one: Course,
    *,
    full: bool = False,
    faults: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a course; `full` after a reading of its people that stands in the journal."""
    user, on = person(request), clock.today()
    running, watching = courses.may_run(user, one, on), courses.may_watch(user, one, on)
    rows = courses.trainees(one, on, names=bool(running), full=full) if watching else []
    context = {
        "matter": matter_or_404("talent-base"),
        "course": one,
        "shown": shown(one),
        "rows": rows,
        "people": one.enrolments.count(),
        "taught": sum((row.row.attended or 0) > 0 for row in rows),
        "passed": sum(bool(row.row.passed) for row in rows),
        "given": sum(row.certificate is not None for row in rows),
        "waiting": courses.to_certify(one).count() if running and one.state == CourseState.HELD else 0,
        "running": running,
        "signing": courses.may_run(user, one, on, Scope.ACCEPTOR),
        "watching": watching,
        "reveal": courses.may_reveal(user, one, on),
        "withdraw": courses.may_withdraw(user, one, on),
        "full": full,
        "open": one.state == CourseState.OPEN,
        "begun": on >= one.first_day,
        "over": on >= one.last_day,
        "free": courses.free_seats(one),
        "faults": faults or [],
        "typed": request.POST,
    }
    return render(request, "matters/course.html", context, status=status)


@login_required
@never_cache
@require_POST
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """报名、出勤、结班、取消、发证: one deed of the base about one course; faults are shown on the page with what was typed."""
    one = _course(pk)
    try:
        said = DEEDS[deed](request, one, member(request))
    except Invalid as invalid:
        return draw(request, one, faults=invalid.problems, status=422)
    messages.success(request, said)
    return redirect("matters:course", pk=pk)


def _enrol(request: HttpRequest, one: Course, user: User) -> str:
    require(courses.may_run(user, one, clock.today()))
    people = read_list(request.POST.get("people", ""))
    return f"已报名{teaching.enrol(course=one, people=people, by=user)}人。"


def _attend(request: HttpRequest, one: Course, user: User) -> str:
    told: dict[int, tuple[int, bool]] = {}
    for row in one.enrolments.all():
        typed = request.POST.get(f"hours-{row.pk}", "").strip()
        if typed:
            hours = int(typed) if typed.isdecimal() and len(typed) < 5 else -1
            told[row.pk] = (hours, request.POST.get(f"passed-{row.pk}") == "1")
    return f"已登记{teaching.record_attendance(course=one, told=told, by=user)}人的出勤与考核。"


def _close(request: HttpRequest, one: Course, user: User) -> str:
    return f"“{teaching.close_course(course=one, by=user).title}”已结班。"


def _cancel(request: HttpRequest, one: Course, user: User) -> str:
    return f"“{teaching.cancel_course(course=one, by=user, why=request.POST.get('why', '')).title}”已取消。"


def _certify(request: HttpRequest, one: Course, user: User) -> str:
    given = certifying.certify(course=one, by=user)
    return f"已发证{len(given)}份：{given[0].number}至{given[-1].number}。"


DEEDS: dict[str, Callable[[HttpRequest, Course, User], str]] = {
    "enrol": _enrol, "attend": _attend, "close": _close, "cancel": _cancel, "certify": _certify,
}  # fmt: skip


@login_required
@never_cache
@require_POST
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """查看完整名单: shown on this answer alone; the reading stands in the journal with its purpose."""
    one = _course(pk)
    try:
        teaching.read_people(course=one, by=member(request), purpose=request.POST.get("purpose", ""))
    except Invalid as invalid:
        return draw(request, one, faults=invalid.problems, status=422)
    return draw(request, one, full=True)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销一份证书."""
    rows = TrainingCertificate.objects.select_related("enrolment__course__party")
    held = get_object_or_404(rows, pk=pk)
    one = held.enrolment.course
    try:
        done = certifying.withdraw_certificate(
            certificate=held, by=member(request), why=request.POST.get("why", "")
        )
    except Invalid as invalid:
        return draw(request, one, faults=invalid.problems, status=422)
    messages.success(request, f"证书{done.number}已撤销。")
    return redirect("matters:course", pk=one.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """证书查验: number and name by POST, so that no name stays in an address; the answer is whether it is valid, no more."""
    number, name = request.POST.get("number", "").strip(), request.POST.get("name", "").strip()
    faults: list[Problem] = []
    answer = ""
    if request.method == "POST":
        if not number:
            faults.append(Problem("number", "没有填写证书编号", "编号在证书上，如 JJ20181000001"))
        if not name:
            faults.append(Problem("name", "没有填写持证人姓名", "请填写证书上的姓名"))
        if not faults:
            answer = courses.standing(number, name, clock.today())
    context = {
        "matter": matter_or_404("talent-base"), "number": number, "name": name, "faults": faults, "answer": answer,
        "on": clock.today(),
    }  # fmt: skip
    response = render(request, "matters/training_check.html", context, status=422 if faults else 200)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
