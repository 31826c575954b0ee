"""Sign-in, sign-out, password. The session is the page's business; the check is the verb's."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.accounts import personas, verbs
from jichuang.accounts.middleware import SEEN, SIGNED_IN
from jichuang.accounts.models import User
from jichuang.accounts.pages.forms import PasswordForm, SignInForm
from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.middleware import client_address

BACKEND = "django.contrib.auth.backends.ModelBackend"
WHY = {"idle": "较长时间没有操作，已为您退出。已保存的草稿还在，请重新登录后继续。"}


def safe_next(request: HttpRequest) -> str:
    """`next` when it leads to this site, else the home page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return "/"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """登录页. In demonstration it also offers the personas."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = verbs.sign_in(**form.cleaned_data, address=client_address(request))
            if result.user is not None:
                return _enter(request, result.user, safe_next(request))
            form.add_error(None, result.problem)
            status = 429 if result.locked_until else 422
    context = {
        "form": form,
        "next": safe_next(request),
        "why": WHY.get(request.GET.get("why", ""), ""),
        "personas": personas.personas(),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _enter(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Opens the session under a new identifier; what an earlier user left in it is gone."""
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    login(request, user, backend=BACKEND)
    request.session[SEEN] = request.session[SIGNED_IN] = clock.machine_now().timestamp()
    return redirect("accounts:password") if user.must_change_password else HttpResponseRedirect(address)


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """演示身份登录: only a persona that the page offers."""
    username = request.POST.get("username", "")
    persona = personas.find(username)
    user = verbs.sign_in_as(username=username if persona else "")
    wanted = safe_next(request)
    landing = persona.desk if persona and wanted == "/" and persona.desk else wanted
    return _enter(request, user, landing)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """退出: the session ends on the server too."""
    if isinstance(request.user, User):
        verbs.sign_out(user=request.user)
    logout(request)
    messages.success(request, "您已退出登录。")
    return redirect("/")


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """修改密码."""
    user = cast(User, request.user)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change_password(user=user, **form.cleaned_data)
        except Invalid as invalid:
            for problem in invalid.problems:
                form.add_error(problem.field, f"{problem}")
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "密码已修改。其他设备上的登录已全部退出。")
            return redirect("/")
    status = 422 if request.method == "POST" else 200
    return render(
        request, "accounts/password.html", {"form": form, "due": user.must_change_password}, status=status
    )
