"""谁能做什么: the unit's people in one case, inviting a colleague, answering, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.hall import verbs
from jichuang.hall.models import Case, Colleague
from jichuang.hall.pages.common import case_or_refusal, member
from jichuang.hall.pages.drafts import crumbs
from jichuang.hall.reads import colleagues
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope

OFFERED = (Scope.PREPARER, Scope.ACCEPTOR)


def _own_case(request: HttpRequest, number: str) -> Case:
    case = case_or_refusal(request, number)
    require(may_act(member(request), case.party, scope=Scope.VIEWER, on=clock.today()))
    return case


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, number: str) -> HttpResponse:
    """/cases/<number>/people/ : for the unit's own people. POST invites one of them."""
    case, user, faults = _own_case(request, number), member(request), list[Problem]()
    here = colleagues.people_of(case)
    if request.method == "POST":
        try:
            guest = _guest(here, request.POST.get("user", ""))
            verbs.invite(case=case, user=guest, scope=_scope(request), by=user)
        except Invalid as invalid:
            faults = invalid.problems
        else:
            messages.success(request, f"已邀请{guest.name}，接受后生效。")
            return redirect("hall:people", number=number)
    on = clock.today()
    acceptor = bool(may_act(user, case.party, scope=Scope.ACCEPTOR, on=on))
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, "谁能做什么"),
        "rows": [(one, _may_dismiss(one, user, acceptor)) for one in here],
        "guests": [
            one.user for one in here if one.unit_scope is not Scope.ACCEPTOR and one.user.pk != user.pk
        ],
        "scopes": [
            (one.value, colleagues.TITLES[one])
            for one in OFFERED
            if colleagues.may_invite(user, case, one, on)
        ],
        "invitation": colleagues.invitation_of(user, case),
        "acceptor": acceptor,
        "faults": faults,
        "given": {key: request.POST.get(key, "") for key in ("user", "scope")},
    }
    return render(request, "hall/people.html", context, status=422 if faults else 200)


def _may_dismiss(one: colleagues.PersonHere, user: User, acceptor: bool) -> bool:
    return one.row is not None and (acceptor or user.pk in (one.user.pk, one.row.invited_by_id))


def _guest(here: list[colleagues.PersonHere], key: str) -> User:
    """One of the unit's own people; nobody else can be named."""
    for one in here:
        if str(one.user.pk) == key:
            return one.user
    raise Invalid.one("user", "没有选择同事", "请选择本单位已授权的人员；其他人请先在“授权管理”中授权")


def _scope(request: HttpRequest) -> Scope:
    given = request.POST.get("scope", "")
    if given not in {one.value for one in OFFERED}:
        raise Invalid.one("scope", "没有选择角色", "应为填报人或确认人；有单位授权的都能查看")
    return Scope(given)


@login_required
@require_POST
def answer(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """接受, 谢绝 or 移出."""
    case, user, deed = _own_case(request, number), member(request), request.POST.get("deed", "")
    row = Colleague.objects.filter(pk=key, case=case).first()
    if row is None or deed not in {"accept", "decline", "dismiss"}:
        raise Http404("没有这份邀请")
    if deed == "dismiss":
        verbs.dismiss(row=row, by=user)
        messages.success(request, "已移出，立即生效。")
    else:
        verbs.answer_invitation(row=row, by=user, accept=deed == "accept")
        messages.success(request, "已接受邀请。" if deed == "accept" else "已谢绝邀请。")
    return redirect("hall:people", number=number)
