"""How much processor time an installation has used: web, worker and database apart. Linux only; elsewhere it says nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def used(data: Path) -> dict[str, float]:
    """Seconds of processor time so far, of the living processes of the installation in `data`."""
    if not Path("/proc/self/stat").exists():
        return {}
    processes = dict(_processes())
    web = json.loads((data / "instance.lock").read_text())["pid"]
    found = {"网页与后台": _sum(processes, web)}
    postmaster = data / "cluster" / "postmaster.pid"
    if postmaster.exists():
        found["数据库"] = _sum(processes, int(postmaster.read_text().split()[0]))
    return found


def _processes() -> list[tuple[int, tuple[int, float]]]:
    """(process, (its parent, seconds)) of every process."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has just ended
        found.append((int(entry.name), (int(words[1]), (int(words[11]) + int(words[12])) / TICK)))
    return found


def _sum(processes: dict[int, tuple[int, float]], root: int) -> float:
    """A process and everything below it, whatever the database put under the first process instead."""
    total = processes.get(root, (0, 0.0))[1]
    for process, (parent, _) in processes.items():
        if parent == root and process != root:
            total += _sum(processes, process)
    return total


def told(before: dict[str, float], after: dict[str, float], requests: int) -> str:
    """Milliseconds of processor time for one request, and how many a second fill one core."""
    spent = {name: after[name] - before[name] for name in after if name in before}
    if not spent or not requests:
        return ""
    each = {name: 1000 * seconds / requests for name, seconds in spent.items()}
    words = "，".join(f"{name} {one:.0f} 毫秒" for name, one in each.items())
    return f"每个请求用处理器 {words}；一个核每秒可承担约 {1000 / sum(each.values()):.0f} 个"
