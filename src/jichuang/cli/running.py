"""`jichuang run` (demonstration) and `jichuang serve` (deployment): every step announced, then watch until told to stop."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from jichuang.base.cluster import Cluster
from jichuang.cli import datadir, setting_up
from jichuang.cli.children import Child
from jichuang.cli.datadir import DataDirectory
from jichuang.cli.instance import MARKER, Instance
from jichuang.cli.words import OK, Failure, Parser, UsageError, complain, say, step

READY_SECONDS = 90
WATCH_PAUSE = 0.5
TOO_MANY_DEATHS = 6


def run(argv: list[str]) -> int:
    """Starts the demonstration: makes what is missing, loads the demonstration province, serves until stopped."""
    host, port = _address("jichuang run", argv)
    os.environ["JICHUANG_DEMO"] = "1"
    return _serve(datadir.DEMONSTRATION, host, port)


def serve(argv: list[str]) -> int:
    """Starts a deployment made by `jichuang init`; no demonstration accounts, no demonstration clock."""
    host, port = _address("jichuang serve", argv)
    found = datadir.locate()
    if not found.kind:
        raise Failure(f"{found.path} 还没有建立部署。请先运行 jichuang init；只想看演示请运行 jichuang run。")
    os.environ.pop("JICHUANG_DEMO", None)
    return _serve(datadir.DEPLOYMENT, host, port)


def _address(name: str, argv: list[str]) -> tuple[str, int]:
    parser = Parser(prog=name, description="HOST、PORT、JICHUANG_DATA 也可用环境变量给出。")
    parser.add_argument(
        "--host", default=os.environ.get("HOST") or "127.0.0.1", help="监听地址，默认 127.0.0.1"
    )
    parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="端口，默认 8000")
    chosen = parser.parse_args(argv)
    try:
        port = int(chosen.port)
    except ValueError:
        port = -1
    if not 1 <= port <= 65535:
        raise UsageError(f"端口应是 1 至 65535 的整数，给出的是“{chosen.port}”。")
    return chosen.host, port


def _serve(kind: str, host: str, port: int) -> int:
    stop = threading.Event()
    with _stopping(stop):
        with step("数据目录") as outcome:
            data = datadir.prepare(kind)
            instance = Instance(data.path)
            instance.acquire()
            outcome.append(str(data.path))
        children: list[Child] = []
        cluster: Cluster | None = None
        try:
            _refuse_taken_port(host, port)
            cluster = None if os.environ.get("DATABASE_URL") else Cluster(data.path)
            _start_database(cluster)
            _prepare_application(kind)
            children = _children(data, instance, host, port)
            url = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}/"
            with step("服务"):
                for child in children:
                    child.start()
                _wait_until_ready(url, children, stop)
            instance.write(url)
            _welcome(kind, url, data)
            _watch(children, cluster, stop)
        finally:
            stop.set()  # from here on another Ctrl-C changes nothing
            _stop_everything(children, cluster)
            instance.release()
    return OK


@contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the present step, and later the watch; what was started is stopped on the way out."""

    def asked(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            return  # already stopping: a second Ctrl-C must not leave half of it running
        stop.set()
        raise KeyboardInterrupt

    former = {
        number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    except KeyboardInterrupt:
        if not stop.is_set():
            raise
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise Failure(
                f"不能在 {host} 的 {port} 端口提供服务：{fault.strerror}。请换一个端口，例如 PORT={port % 60000 + 1}。"
            ) from fault


def _start_database(cluster: Cluster | None) -> None:
    with step("数据库") as outcome:
        if cluster is None:
            outcome.append("使用 DATABASE_URL 指定的服务器")
            return
        new = not cluster.exists
        started = cluster.start()
        made = "新建并启动" if new else "启动" if started else "沿用正在运行的"
        outcome.append(f"{made} PostgreSQL {cluster.binaries.version}")
        os.environ["JICHUANG_PG_SOCKET"] = str(cluster.socket)


def _prepare_application(kind: str) -> None:
    with step("迁移") as outcome:
        setting_up.django_ready()
        outcome.append(import_module("jichuang.cli.maintaining").bring_up_to_date())
    with step("静态文件") as outcome:
        outcome.append(import_module("jichuang.cli.maintaining").collect_static())
    os.environ["JICHUANG_SERVING"] = "1"
    if kind == datadir.DEMONSTRATION:
        _load_demonstration()


def _load_demonstration() -> None:
    if find_spec("jichuang.demo.commands") is None:
        say("演示数据 …… 没有安装演示包，以空库启动")
        return
    say("演示数据 ……")
    from jichuang.base.models import DemonstrationClock
    from jichuang.demo import commands, loading

    # a load that was interrupted is made anew: half a province would give wrong numbers
    half = DemonstrationClock.objects.exists() and not loading.loaded()
    if commands.run(["reset" if half else "load"]):
        raise Failure("演示数据没有装载成功，原因见上。可运行 jichuang demo reset 后重试。")


def _children(data: DataDirectory, instance: Instance, host: str, port: int) -> list[Child]:
    environment = {MARKER: instance.token, "DJANGO_SETTINGS_MODULE": "jichuang.site.settings"}
    logs = data.path / "logs"
    worker = [sys.executable, "-m", "jichuang.cli", "worker"]
    return [
        Child("网页服务", web_command(host, port), logs / "web.log", environment),
        Child("后台进程", worker, logs / "worker.log", environment),
    ]


def web_command(host: str, port: int, application: str = "jichuang.site.wsgi:application") -> list[str]:
    """The web server as it is run: two workers of four threads each; a worker that dies is started again."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", application,
    ]  # fmt: skip


def _wait_until_ready(url: str, children: list[Child], stop: threading.Event) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not stop.is_set():
        for child in children:
            if not child.alive:
                raise Failure(f"{child.name}没有启动。日志 {child.log} 最后几行：\n{child.last_words()}")
        if _answers(f"{url}healthz"):
            return
        time.sleep(0.1)
    raise Failure(
        f"{READY_SECONDS} 秒内没有就绪。日志 {children[0].log} 最后几行：\n{children[0].last_words()}"
    )


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310  our own address
            return bool(answer.status == 200)
    except HTTPError:
        return False
    except (URLError, OSError):
        return False


def _watch(children: list[Child], cluster: Cluster | None, stop: threading.Event) -> None:
    """Revives what dies; the database is asked every few rounds."""
    rounds = 0
    while not stop.wait(WATCH_PAUSE):
        rounds += 1
        if cluster is not None and rounds % 6 == 0 and not cluster.alive():
            complain("数据库没有应答，正在恢复……")
            cluster.start()
            complain("数据库已恢复。")
        for child in children:
            if child.revive():
                complain(f"{child.name}已重新启动。")
            if child.deaths >= TOO_MANY_DEATHS:
                raise Failure(
                    f"{child.name}反复退出，已全部停止。日志 {child.log} 最后几行：\n{child.last_words()}"
                )


def _stop_everything(children: list[Child], cluster: Cluster | None) -> None:
    if any(child.alive for child in children) or cluster is not None:
        say("\n正在停止……")
    for child in children:
        child.stop()
    if cluster is not None:
        cluster.stop(even_if_adopted=True)
        say("已全部停止。")


def _welcome(kind: str, url: str, data: DataDirectory) -> None:
    say()
    say(f"网址      {url}")
    if kind == datadir.DEMONSTRATION and find_spec("jichuang.demo.cast") is not None:
        cast = import_module("jichuang.demo.cast")
        say(f"登录      {url}sign-in/ 演示账号的密码都是 {cast.PASSWORD}")
        for persona in cast.PERSONAS:
            if persona.desk:
                say(f"            {persona.username:<16}{persona.name}")
    say(f"数据目录  {data.path}")
    say("按 Ctrl-C 停止。")
