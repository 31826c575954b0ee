"""授权管理: who acts for a unit; requests, grants, revocations."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.registry import verbs
from jichuang.registry.models import Delegation, Party
from jichuang.registry.pages.common import user_of
from jichuang.registry.pages.forms import GrantForm, RequestForm
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Capacity, DelegationState, Scope
from jichuang.registry.verbs.delegations import may_authorise


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """申请授权: anyone signed in may ask; nothing is granted by asking."""
    party = get_object_or_404(Party, credit_code=code)
    user = user_of(request)
    assert user is not None
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.request_delegation(party=party, by=user, scope=form.cleaned_data["scope"])
        messages.success(request, "申请已送出，等该单位的确认提交人同意。")
        return redirect("registry:parties")
    return render(request, "registry/delegation_request.html", {"party": party, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, code: str) -> HttpResponse:
    """Delegations of one unit: its people see them, its acceptors (and the registry's keepers) change them."""
    party = get_object_or_404(Party, credit_code=code)
    user = user_of(request)
    today = clock.today()
    manage = may_authorise(user, party, today)
    if not manage:
        require(may_act(user, party, scope=Scope.VIEWER, on=today))  # type: ignore[arg-type]
    form = GrantForm(request.POST or None)
    if request.method == "POST":
        require(manage)
        if form.is_valid() and _grant(request, party, form):
            return redirect("registry:delegations", code=code)
    rows = (
        Delegation.objects.filter(party=party)
        .select_related("user", "authorised_by")
        .order_by("state", "-pk")
    )
    context = {
        "party": party,
        "form": form,
        "manage": manage.allowed,
        "rows": [(row, _acts(row, user, manage.allowed)) for row in rows],
    }
    return render(request, "registry/delegations.html", context, status=422 if form.errors else 200)


def _grant(request: HttpRequest, party: Party, form: GrantForm) -> bool:
    clerk = User.objects.filter(
        username__iexact=form.cleaned_data["username"].strip(), is_active=True
    ).first()
    if clerk is None:
        form.add_error("username", "没有这个登录名，请核对；尚无账号的人员请先开通账号。")
        return False
    verbs.authorise_clerk(
        party=party,
        user=clerk,
        by=user_of(request),
        scope=form.cleaned_data["scope"],
        capacity=form.cleaned_data["capacity"] or Capacity.CLERK,
        valid_to=form.cleaned_data["valid_to"],
        basis="授权管理页",
    )
    messages.success(request, f"已授权 {clerk.name}。")
    return True


def _acts(row: Delegation, user: User | None, manage: bool) -> list[tuple[str, str]]:
    own = user is not None and row.user_id == user.pk
    if row.state == DelegationState.REQUESTED and manage and not own:
        return [("authorise", "同意"), ("decline", "不同意")]
    if row.state in {DelegationState.AUTHORISED, DelegationState.REQUESTED} and (manage or own):
        return [("revoke", "撤销")]
    return []


@login_required
@require_POST
def answer(request: HttpRequest, code: str, pk: int, act: str) -> HttpResponse:
    """同意、不同意、撤销. A revocation counts from the clerk's next request."""
    row = get_object_or_404(
        Delegation.objects.select_related("party", "user"), pk=pk, party__credit_code=code
    )
    user = user_of(request)
    assert user is not None
    if act == "authorise":
        verbs.authorise_request(delegation=row, by=user)
        messages.success(request, f"已授权 {row.user.name}。")
    elif act == "decline":
        verbs.decline_delegation(delegation=row, by=user, reason=request.POST.get("reason", ""))
        messages.success(request, "已答复不同意。")
    elif act == "revoke":
        verbs.revoke_delegation(delegation=row, by=user, reason=request.POST.get("reason", ""))
        messages.success(request, f"已撤销 {row.user.name} 的授权，立即生效。")
    else:
        raise Http404("no such act")
    if row.user_id == user.pk:
        return redirect("registry:parties")
    return redirect("registry:delegations", code=code)
