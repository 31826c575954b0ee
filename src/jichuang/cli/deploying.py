"""`jichuang init`: a real deployment with its region and its first administrator, and nothing else."""

from __future__ import annotations

import getpass
import os
import re
import sys
from dataclasses import dataclass

from jichuang.base.cluster import Cluster
from jichuang.cli import datadir, setting_up
from jichuang.cli.instance import Instance
from jichuang.cli.maintaining import bring_up_to_date
from jichuang.cli.words import OK, Failure, Parser, UsageError, say, step
from jichuang.codes import regions
from jichuang.codes.errors import CodeError

SHORTEST = 10  # characters of a password
USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]{2,63}")


@dataclass(frozen=True, slots=True)
class Answers:
    """What init must know."""

    region: str
    username: str
    name: str
    password: str


def init(argv: list[str]) -> int:
    """Asks for what is not given, makes the deployment; refuses a directory that already holds one."""
    parser = Parser(
        prog="jichuang init",
        description="没有给出的会在终端里询问；口令不作参数，可用 JICHUANG_ADMIN_PASSWORD。",
    )
    parser.add_argument("--region", help="所在省的6位行政区划代码，例如 130000")
    parser.add_argument("--username", help="首位系统管理员的登录名")
    parser.add_argument("--name", help="首位系统管理员的姓名")
    given = parser.parse_args(argv)
    if datadir.locate().mark.get("region"):
        raise Failure(f"{datadir.locate().path} 已经建立过部署。启动它用 jichuang serve。")
    answers = _ask(given.region, given.username, given.name)
    with step("数据目录") as outcome:
        data = datadir.prepare(datadir.DEPLOYMENT)
        instance = Instance(data.path)
        instance.acquire()
        outcome.append(str(data.path))
    cluster = None if os.environ.get("DATABASE_URL") else Cluster(data.path)
    try:
        with step("数据库"):
            if cluster is not None:
                cluster.start()
        os.environ.pop("JICHUANG_DEMO", None)
        with step("迁移") as outcome:
            setting_up.django_ready()
            outcome.append(bring_up_to_date())
        with step("首位系统管理员") as outcome:
            _make_administrator(answers)
            outcome.append(answers.username)
        data.write_mark(datadir.DEPLOYMENT, region=answers.region)
    finally:
        if cluster is not None:
            cluster.stop()
        instance.release()
    say("部署已建立，其中没有任何演示账号和演示数据。启动：jichuang serve")
    return OK


def _ask(region: str | None, username: str | None, name: str | None) -> Answers:
    return Answers(
        region=_region(region or _typed("所在省的6位行政区划代码（河北省为 130000）", "--region")),
        username=_username(username or _typed("首位系统管理员的登录名", "--username")),
        name=(name or _typed("首位系统管理员的姓名", "--name")).strip(),
        password=_password(),
    )


def _typed(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"没有终端可以询问“{question}”，请用 {option} 给出。")
    return input(f"{question}：").strip()


def _region(code: str) -> str:
    try:
        found = regions.table(code[:2]) if re.fullmatch(r"\d{2}0000", code) else None
    except (CodeError, OSError, KeyError, ValueError):
        found = None
    if found is None:
        raise UsageError(
            f"“{code}”不是有数据的省级行政区划代码。目前有河北省 130000；其他省先按文档加入区划表。"
        )
    return code


def _username(typed: str) -> str:
    if not USERNAME.fullmatch(typed):
        raise UsageError(f"登录名“{typed}”不合要求：以字母开头，3 至 64 个字母、数字、点、横线或下划线。")
    return typed


def _password() -> str:
    given = os.environ.get("JICHUANG_ADMIN_PASSWORD")
    if given:
        return _long_enough(given)
    if not sys.stdin.isatty():
        raise UsageError("没有终端可以询问口令，请用环境变量 JICHUANG_ADMIN_PASSWORD 给出。")
    first = getpass.getpass("口令（不少于10位）：")
    if getpass.getpass("再输一遍：") != first:
        raise UsageError("两次输入的口令不一致。")
    return _long_enough(first)


def _long_enough(password: str) -> str:
    if len(password) < SHORTEST:
        raise UsageError(f"口令只有 {len(password)} 位，至少 {SHORTEST} 位。")
    return password


def _make_administrator(answers: Answers) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from jichuang.accounts.models import User
    from jichuang.base import clock
    from jichuang.registry.terms import Role
    from jichuang.registry.verbs.people import appoint

    if User.objects.filter(username__iexact=answers.username).exists():
        raise Failure(f"登录名 {answers.username} 已存在。请换一个登录名。")
    try:
        validate_password(answers.password, User(username=answers.username, name=answers.name))
    except ValidationError as fault:
        raise UsageError("口令不合要求：" + "；".join(fault.messages)) from fault
    with transaction.atomic():
        user = User.objects.create_user(answers.username, answers.password, name=answers.name)
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
        appoint(user=user, role=Role.ADMINISTRATOR, valid_from=clock.today(), by=None, basis="建立部署")
