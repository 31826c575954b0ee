"""One PostgreSQL cluster in one directory, reached only through a socket in a private directory."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jichuang.base.cluster.binaries import Binaries, find_binaries
from jichuang.base.cluster.identity import Identity, service_identity
from jichuang.base.cluster.problems import ClusterError

USER = DATABASE = "jichuang"
SOCKET_PATH_LIMIT = 88  # the kernel allows about 107 bytes with `/.s.PGSQL.5432` and a lock suffix
START_ATTEMPTS = 60
PAUSE = 0.25  # seconds between attempts
RECOVERY_SECONDS = 600
ACCEPTING, REJECTING = 0, 1  # what pg_isready returns


def socket_directory(data: Path) -> Path:
    """`<data>/run`, or a short directory named after its digest where that path is too long for a socket."""
    plain = data / "run"
    if len(os.fsencode(str(plain))) <= SOCKET_PATH_LIMIT:
        return plain
    digest = hashlib.sha256(os.fsencode(str(data))).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"jichuang-{digest}"


class Cluster:
    """The cluster of one data directory. `start` makes or adopts it; `stop` ends what this object started."""

    def __init__(self, data: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.directory = data / "cluster"
        self.log = data / "logs" / "postgres.log"
        self.socket = socket_directory(data)
        self.settings = dict(settings or {})
        self.identity: Identity = service_identity(self.directory)
        self.started_here = False
        self._binaries: Binaries | None = None

    @property
    def binaries(self) -> Binaries:
        """Programs of the cluster's own major version, or the best found for a new one."""
        if self._binaries is None:
            self._binaries = find_binaries(self.identity, major=self.major)
        return self._binaries

    @property
    def major(self) -> int | None:
        """The major version that made this cluster; None before it exists."""
        try:
            return int((self.directory / "PG_VERSION").read_text().split(".")[0])
        except FileNotFoundError:
            return None

    @property
    def exists(self) -> bool:
        """Whether the cluster has been made."""
        return self.major is not None

    def django_settings(self) -> dict[str, str]:
        """Name, user and host for Django's DATABASES."""
        return {"NAME": DATABASE, "USER": USER, "HOST": str(self.socket), "PORT": "", "PASSWORD": ""}

    def url(self) -> str:
        """The address as a `postgresql://` URL, for DATABASE_URL of a child process."""
        return f"postgresql://{USER}@/{DATABASE}?host={self.socket}"

    def start(self) -> bool:
        """Makes the cluster if needed, adopts it if alive, else starts it; True when this call started it.

        Waits while children of a killed server are dying. Raises ClusterError with the server's last words.
        """
        self._prepare_directories()
        if not self.exists:
            self._init()
        if self.alive():
            return False
        self._configure()
        self._start_patiently()
        self.started_here = True
        self._ensure_database()
        return True

    def stop(self, *, even_if_adopted: bool = False) -> None:
        """Stops the server, disconnecting its clients, and waits. An adopted server is left running."""
        if not (self.started_here or even_if_adopted) or not self.exists:
            return
        self._run("pg_ctl", "-D", str(self.directory), "-w", "-t", "60", "-m", "fast", "stop", check=False)
        self.started_here = False

    def alive(self) -> bool:
        """Whether a server answers on our socket: asked, never guessed from a process number."""
        return self._answer() == ACCEPTING

    def _answer(self) -> int:
        return self._run("pg_isready", "-q", "-t", "5", "-h", str(self.socket), check=False).returncode

    def postmaster_pid(self) -> int | None:
        """The process number the server wrote down; it may be stale after a crash."""
        try:
            return int((self.directory / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def sql(self, text: str, *, database: str = DATABASE) -> str:
        """Runs one statement, returns its unaligned output; raises ClusterError with the server's words."""
        done = self._run("psql", "-h", str(self.socket), "-U", USER, "-d", database, "-XAtqc", text)
        return done.stdout.strip()

    def _prepare_directories(self) -> None:
        for directory in (self.data, self.log.parent):
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.identity.own(directory)
        blocked = self.identity.blocked_at(self.data) if self.identity.switch else None
        if blocked is not None:
            raise ClusterError(
                f"数据库由服务用户 {self.identity.name} 运行，它无法进入 {blocked}。"
                "请用 JICHUANG_DATA 指定一个它能到达的目录，例如 /var/lib/jichuang。"
            )
        self.socket.mkdir(parents=True, exist_ok=True, mode=0o700)
        facts = self.socket.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in {self.identity.uid, os.geteuid()}:
            raise ClusterError(
                f"{self.socket} 不是本用户的目录，不能放数据库套接字。请删除它，或换一个数据目录。"
            )
        self.identity.own(self.socket)
        self.socket.chmod(0o700)

    def _init(self) -> None:
        """initdb beside, then rename: a killed initdb leaves no half-made cluster."""
        fresh = self.directory.with_name("cluster.new")
        shutil.rmtree(fresh, ignore_errors=True)
        locale = ["--locale=C.UTF-8"]
        if self.binaries.major >= 17:
            # without --lc-ctype pg_trgm sees no letters in Chinese text and silently indexes nothing
            locale = [
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--lc-ctype=C.UTF-8",
            ]
        user = ["-U", USER, "-E", "UTF8", "-A", "trust"]
        self._run("initdb", "-D", str(fresh), *user, "--no-instructions", "--no-sync", *locale)
        with (fresh / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists = 'jichuang.conf'\n")
        fresh.rename(self.directory)
        self._run("initdb", "-D", str(self.directory), "--sync-only")

    def _configure(self) -> None:
        """Written at every start: the data directory may have moved."""
        values = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "log_line_prefix": "%m [%p] ",
            **self.settings,
        }
        quoted = {key: value.replace("'", "''") for key, value in values.items()}
        text = "".join(f"{key} = '{value}'\n" for key, value in quoted.items())
        path = self.directory / "jichuang.conf"
        path.write_text(text)
        self.identity.own(path)

    def _start_patiently(self) -> None:
        self._forget_recycled_pid()
        words = ""
        deadline = time.monotonic() + RECOVERY_SECONDS
        attempts = 0
        while attempts < START_ATTEMPTS and time.monotonic() < deadline:
            if self._answer() == REJECTING:
                time.sleep(PAUSE)  # somebody started it and it is still replaying its log
                continue
            attempts += 1
            where = ["-D", str(self.directory), "-l", str(self.log)]
            done = self._run("pg_ctl", *where, "-w", "-t", "300", "start", check=False)
            if self.alive():
                return
            words = (done.stdout + done.stderr).strip()
            time.sleep(PAUSE)
        raise ClusterError(f"数据库没有启动。{words}\n数据库日志最后几行：\n{self._last_log_lines()}")

    def _forget_recycled_pid(self) -> None:
        """Removes a lock file whose process number now belongs to a stranger (a restarted container)."""
        pid = self.postmaster_pid()
        command = _command_of(pid) if pid is not None else None
        if command is None:
            return  # PostgreSQL itself replaces the lock of a process that is gone
        if str(self.directory) not in command:
            (self.directory / "postmaster.pid").unlink(missing_ok=True)

    def _ensure_database(self) -> None:
        known = self.sql(
            f"SELECT count(*) FROM pg_database WHERE datname = '{DATABASE}'", database="postgres"
        )
        if known == "0":
            self.sql(f"CREATE DATABASE {DATABASE}", database="postgres")

    def _last_log_lines(self, count: int = 8) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])
        except OSError:
            return "（没有日志）"

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        environment.update(LC_ALL="C", HOME=str(self.data))
        done = subprocess.run(
            [self.binaries.program(program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            env=environment,
            check=False,
            **self._as_service_user(),
        )
        if check and done.returncode != 0:
            raise ClusterError(
                f"{program} 失败（退出码 {done.returncode}）：{(done.stderr or done.stdout).strip()}"
            )
        return done

    def _as_service_user(self) -> dict[str, Any]:
        if not self.identity.switch:
            return {}
        return {"user": self.identity.uid, "group": self.identity.gid, "extra_groups": []}


def _command_of(pid: int) -> str | None:
    """The command line of a live process, or None."""
    proc = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        try:
            return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return None
    done = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or None
