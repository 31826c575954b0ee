"""人员与部门: accounts, appointments, departments. The administrator only; nobody appoints himself."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.accounts import verbs as accounts
from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.faults import show_faults
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.registry import verbs
from jichuang.registry.models import Appointment, Department
from jichuang.registry.pages.common import home_choices, region_choices, user_of
from jichuang.registry.reads import has_role, home_name, region_name
from jichuang.registry.terms import DepartmentKind, Level, Role


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AccountForm(forms.Form):
    """开通账号."""

    username = forms.CharField(label="登录名", max_length=64, help_text="一人一号，停用后不再给别人使用。")
    name = forms.CharField(label="姓名", max_length=64)
    email = forms.EmailField(label="电子邮箱", required=False)


class AppointmentForm(forms.Form):
    """任职."""

    role = forms.ChoiceField(label="角色", choices=Role.choices)
    department = forms.ModelChoiceField(
        label="部门", queryset=Department.objects.none(), empty_label="请选择"
    )
    region = forms.ChoiceField(label="县（市、区）", required=False, help_text="县级经办必填；其他角色不填。")
    valid_from = forms.DateField(label="任职起始日", widget=_day_input())
    valid_to = forms.DateField(
        label="任职截止日", required=False, widget=_day_input(), help_text="当日仍在任；留空为免职为止。"
    )
    basis = forms.CharField(label="依据", max_length=200, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["department"].queryset = Department.objects.order_by("region", "code")  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", "不限")] + region_choices(clock.today())  # type: ignore[attr-defined,operator]


class DepartmentForm(forms.Form):
    """部门."""

    code = forms.SlugField(label="部门代码", max_length=40)
    name = forms.CharField(label="名称", max_length=200)
    short = forms.CharField(label="简称", max_length=40)
    level = forms.ChoiceField(label="层级", choices=Level.choices)
    kind = forms.ChoiceField(label="类别", choices=DepartmentKind.choices)
    home = forms.ChoiceField(label="考核归属", required=False, help_text="省级部门不选。")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["home"].choices = [("", "全省"), *home_choices(clock.today())]  # type: ignore[attr-defined]


def _administrator(request: HttpRequest) -> User:
    user = user_of(request)
    require(has_role(user, Role.ADMINISTRATOR, on=clock.today()))
    assert user is not None
    return user


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Accounts with what they hold today."""
    _administrator(request)
    text = request.GET.get("q", "").strip()
    found = User.objects.order_by("username")
    if text:
        found = found.filter(name__icontains=text) | found.filter(username__icontains=text)
    page = paginate(request, found)
    held: dict[int, list[str]] = {}
    today = clock.today()
    rows = Appointment.objects.filter(user__in=list(page), valid__contains=today).select_related("department")
    for row in rows.order_by("pk"):
        held.setdefault(row.user_id, []).append(_words(row))
    context = {"page": page, "people": [(user, held.get(user.pk, [])) for user in page], "q": text}
    return render(request, "registry/people.html", context)


def _words(row: Appointment) -> str:
    today = clock.today()
    place = row.department.name if row.department else "全省"
    scope = region_name(row.region, today) if row.region else (home_name(row.home, today) if row.home else "")
    return f"{place} · {Role(row.role).label}" + (f"（{scope}）" if scope else "")


@require_http_methods(["GET", "POST"])
def open_account(request: HttpRequest) -> HttpResponse:
    """开通账号: the first password is shown once and must be changed at the first sign-in."""
    user = _administrator(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = secrets.token_urlsafe(9)
        try:
            made = accounts.open_account(password=first, by=user, **form.cleaned_data)
        except Invalid as invalid:
            for problem in invalid.problems:
                form.add_error(problem.field, str(problem))
        else:
            messages.success(
                request, f"已开通 {made.username}。初始密码 {first} 只显示这一次，首次登录须修改。"
            )
            return redirect("registry:person", pk=made.pk)
    return render(request, "registry/people_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its appointments over time; a new appointment."""
    user = _administrator(request)
    one = get_object_or_404(User, pk=pk)
    form = AppointmentForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.appoint(user=one, by=user, **form.cleaned_data)
        except Invalid as invalid:
            show_faults(form, invalid)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已任职。")
            return redirect("registry:person", pk=pk)
    rows = Appointment.objects.filter(user=one).select_related("department").order_by("-pk")
    context = {
        "one": one,
        "form": form,
        "rows": [(row, _words(row), clock.today() in row.valid) for row in rows],
        "own": one.pk == user.pk,
    }
    return render(request, "registry/person.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """免职: the last day was yesterday, so that the very next request is without the role."""
    user = _administrator(request)
    row = get_object_or_404(Appointment.objects.select_related("user"), pk=pk)
    yesterday = clock.today().fromordinal(clock.today().toordinal() - 1)
    try:
        verbs.end_appointment(
            appointment=row, last_day=yesterday, by=user, reason=request.POST.get("reason", "") or "免职"
        )
    except Invalid as invalid:
        messages.error(request, str(invalid))
    else:
        messages.success(request, "任职已终止，立即生效。")
    return redirect("registry:person", pk=row.user_id)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """停用账号: not one's own, so that an installation never locks itself out by one click."""
    user = _administrator(request)
    one = get_object_or_404(User, pk=pk)
    if one.pk == user.pk:
        raise Refused("不能停用自己的账号。", remedy="请由另一名系统管理员办理。", conflict=True)
    accounts.close_account(user=one, by=user, reason=request.POST.get("reason", "") or "停用")
    messages.success(request, f"已停用 {one.username}，其登录立即失效。")
    return redirect("registry:people")


@require_http_methods(["GET", "POST"])
def departments(request: HttpRequest) -> HttpResponse:
    """部门: the list, and entering or changing one by its code."""
    user = _administrator(request)
    form = DepartmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        home = form.cleaned_data["home"]
        region = home or "130000"
        verbs.register_department(region=region, by=user, **form.cleaned_data)
        messages.success(request, "已保存部门。")
        return redirect("registry:departments")
    today = clock.today()
    rows = [
        (row, home_name(row.home, today) if row.home else "全省")
        for row in Department.objects.order_by("region", "code")
    ]
    return render(
        request, "registry/departments.html", {"form": form, "rows": rows}, status=422 if form.errors else 200
    )
