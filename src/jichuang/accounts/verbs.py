"""Signing in, changing a password, opening and closing accounts. Knows no role and no session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from jichuang.accounts.models import SignInFailure, User
from jichuang.accounts.reads import locked_until
from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.refs import Ref

WRONG = "登录名或密码不正确。"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Outcome of an attempt: a user, or the sentence to show. The sentence never tells whether the name exists."""

    user: User | None
    problem: str = ""
    locked_until: datetime | None = None


@transaction.atomic
def sign_in(*, username: str, password: str, address: str | None) -> SignIn:
    """Checks name and password. Five failures on a name (twenty from one address) lock it for 15 minutes.

    Unknown, closed and locked names take the same time and give the same sentences as known ones. A failure is an
    outcome, not an exception: it has to be kept.
    """
    name = username.strip()[:64]
    key = name.lower()
    _one_at_a_time(key)
    until = locked_until(key, address)
    if until is not None:
        return SignIn(None, _locked(until), until)
    user = User.objects.filter(username__iexact=name).first()
    if user is None:
        User().set_password(password)  # the same work as for a known name
    elif user.check_password(password) and user.is_active:
        SignInFailure.objects.filter(name=key).delete()
        journal.record(
            actor=user, verb="account.sign_in", subject=Ref.user(user), summary=f"{user.name} 登录"
        )
        return SignIn(user)
    SignInFailure.objects.create(name=key, address=address, at=clock.machine_now())
    until = locked_until(key, address)
    _journal_failure(user, until)
    return SignIn(None, _locked(until) if until else WRONG, until)


def _one_at_a_time(key: str) -> None:
    """Parallel guesses at one name queue, so that none slips past the count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7102))", [key])


def _locked(until: datetime) -> str:
    minutes = max(1, -(-int((until - clock.machine_now()).total_seconds()) // 60))
    return f"连续多次未能登录，为保护账号已暂停登录，请 {minutes} 分钟后再试。"


def _journal_failure(user: User | None, until: datetime | None) -> None:
    subject = Ref.user(user) if user else Ref("sign-in", "unknown")
    verb = "account.locked" if until else "account.sign_in_failed"
    journal.record(
        actor=None, verb=verb, subject=subject, summary="登录失败" + ("，已暂停登录" if until else "")
    )


@transaction.atomic
def sign_in_as(*, username: str) -> User:
    """Signs a demonstration persona in without a password. Refused outside demonstration and for real accounts."""
    user = User.objects.filter(username=username, demonstration=True, is_active=True).first()
    if not settings.DEMONSTRATION or user is None:
        raise Refused("这里不能免密登录。", remedy="请用登录名和密码登录。")
    journal.record(
        actor=user, verb="account.sign_in", subject=Ref.user(user), summary=f"{user.name} 以演示身份登录"
    )
    return user


@transaction.atomic
def sign_out(*, user: User) -> None:
    """Journals the sign-out; the page ends the session itself."""
    journal.record(
        actor=user, verb="account.sign_out", subject=Ref.user(user), summary=f"{user.name} 退出登录"
    )


@transaction.atomic
def change_password(*, user: User, old: str, new: str, again: str) -> User:
    """Sets a new password; every other session of the user ends with it. Raises Invalid naming each wrong field."""
    problems: list[Problem] = []
    if not user.check_password(old):
        problems.append(Problem("old", "现密码不正确", "请填写现在使用的密码"))
    if new != again:
        problems.append(Problem("again", "两次填写的新密码不一致", "请重新填写"))
    if new and new == old:
        problems.append(Problem("new", "新密码与现密码相同", "请换一个密码"))
    if user.username.lower() in new.lower():
        problems.append(Problem("new", "新密码里含有登录名", "请换一个密码"))
    try:
        validate_password(new, user)
    except ValidationError as error:
        problems += [Problem("new", message.rstrip("。")) for message in error.messages]
    if problems:
        raise Invalid(problems)
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    journal.record(
        actor=user, verb="account.password", subject=Ref.user(user), summary=f"{user.name} 修改密码"
    )
    return user


@transaction.atomic
def open_account(
    *, username: str, name: str, password: str, by: User | None, email: str = "", phone: str = ""
) -> User:
    """Opens an account whose password must be changed at first sign-in. Raises Invalid when the name was ever used."""
    username = username.strip()
    if not username or User.objects.filter(username__iexact=username).exists():
        raise Invalid.one(
            "username", f"登录名“{username}”为空或已有人使用（含已停用的账号）", "请换一个登录名"
        )
    user = User.objects.create_user(
        username, password, name=name, email=email, phone=phone, must_change_password=True
    )
    journal.record(
        actor=by, verb="account.open", subject=Ref.user(user), summary=f"开通账号 {username}（{name}）"
    )
    return user


@transaction.atomic
def close_account(*, user: User, by: User | None, reason: str) -> User:
    """Closes an account at once: its sessions end with the next request; the sign-in name is never given again."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    journal.record(
        actor=by, verb="account.close", subject=Ref.user(user), summary=f"停用账号 {user.username}：{reason}"
    )
    return user


def forget_failures(before: timedelta = timedelta(days=30)) -> int:
    """Deletes failures older than `before`; returns how many."""
    deleted, _ = SignInFailure.objects.filter(at__lt=clock.machine_now() - before).delete()
    return deleted
