"""接口令牌: the acceptor of a unit issues and revokes the secrets with which its own systems call the API."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.hall import verbs
from jichuang.hall.models import ApiToken
from jichuang.hall.pages.common import Crumb, member
from jichuang.hall.reads.tokens import tokens_of
from jichuang.hall.terms import TokenScope
from jichuang.hall.verbs.tokens import MOST_DAYS
from jichuang.registry.models import Party
from jichuang.registry.reads import parties_of, scope_of
from jichuang.registry.terms import Scope


class TokenForm(forms.Form):
    """用途、范围、有效期."""

    title = forms.CharField(label="用途", max_length=60, help_text="写明给哪个系统使用，如“财务系统申报接口”")
    scopes = forms.MultipleChoiceField(
        label="范围",
        choices=TokenScope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="只选用得到的；三项各自独立",
    )
    days = forms.IntegerField(
        label="有效天数", min_value=1, max_value=MOST_DAYS, initial=90, help_text=f"1至{MOST_DAYS}天"
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest) -> HttpResponse:
    """The tokens of the first unit the person accepts for. Raises Refused for somebody who accepts for none."""
    user, on = member(request), clock.today()
    for party in parties_of(user, on):
        if scope_of(user, party, on) is Scope.ACCEPTOR:
            return redirect("hall:tokens", code=party.credit_code)
    raise Refused(
        "您不是任何单位的确认提交人，不能签发接口令牌。", remedy="请由单位的确认提交人签发，或先取得授权。"
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest, code: str) -> HttpResponse:
    """接口令牌 of one unit. POST issues one; its secret is on the answering page alone."""
    party, user = get_object_or_404(Party, credit_code=code), member(request)
    rows = tokens_of(party, user)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        _, secret = verbs.issue_token(
            party=party, by=user, title=given["title"], scopes=given["scopes"], days=given["days"]
        )
        return _draw(request, party, rows, TokenForm(), secret=secret)
    return _draw(request, party, rows, form, status=422 if form.errors else 200)


def _draw(
    request: HttpRequest, party: Party, rows: Any, form: TokenForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    now, user, on = clock.machine_now(), member(request), clock.today()
    titles = dict(TokenScope.choices)
    context = {
        "party": party,
        "others": [
            one
            for one in parties_of(user, on)
            if one.pk != party.pk and scope_of(user, one, on) is Scope.ACCEPTOR
        ],
        "crumbs": [Crumb("我的办件", reverse("hall:my-cases")), Crumb("接口令牌")],
        "form": form,
        "secret": secret,
        "rows": [(row, [titles[one] for one in row.scopes], *_state(row, now)) for row in rows.all()],
    }
    return render(request, "hall/tokens.html", context, status=status)


def _state(row: ApiToken, now: Any) -> tuple[str, str]:
    """(chip state, word)."""
    if row.revoked_at is not None:
        return "bad", "已撤销"
    return ("ok", "有效") if row.expires_at > now else ("none", "已到期")


@login_required
@require_POST
def revoke(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """撤销: the next call with it is refused."""
    token = get_object_or_404(ApiToken.objects.select_related("party"), pk=key, party__credit_code=code)
    verbs.revoke_token(token=token, by=member(request))
    messages.success(request, f"令牌 {token.hint}… 已撤销，立即生效。")
    return redirect("hall:tokens", code=code)
