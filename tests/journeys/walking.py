"""Walks one acceptance path: inputs and expected deltas from walks/*.toml, steps from journeys.walks.<name>.

A walk file holds `steps` (the module), `title`, `on` (the day the demonstration stands on at the start) and the
names, codes, figures and dates of this run. A module holds STEPS: functions taking a Walk, their docstrings the words.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError

from journeys.driver import Driver
from journeys.instance import Instance

ROOT = Path(__file__).resolve().parents[2]
WALKS = ROOT / "walks"
OUT = WALKS / "out"


class WalkStopped(AssertionError):
    """A step did not hold. Names the step, the page and the picture."""


@dataclass
class WalkFile:
    """A walk file, read."""

    name: str
    title: str
    on: date
    steps: str
    given: dict[str, Any]


@dataclass
class Walk:
    """What every step gets: the browser, the installation, this run's inputs, and what earlier steps have seen."""

    driver: Driver
    instance: Instance
    given: dict[str, Any]
    seen: dict[str, Any] = field(default_factory=dict)


Step = Callable[[Walk], None]
Say = Callable[[str], None]


def read(file: Path) -> WalkFile:
    """Reads a walk file. Raises ValueError naming what is missing."""
    with file.open("rb") as source:
        given = tomllib.load(source)
    lacking = [key for key in ("title", "on", "steps") if key not in given]
    if lacking:
        raise ValueError(f"{file.name} 缺少 {'、'.join(lacking)}")
    if not isinstance(given["on"], date):
        raise ValueError(f"{file.name} 的 on 应是日期，如 on = 2018-09-10")
    return WalkFile(file.stem, given["title"], given["on"], given["steps"], given)


def steps_of(path: WalkFile) -> tuple[Step, ...]:
    """The steps of a walk, in order."""
    return tuple(import_module(f"journeys.walks.{path.steps}").STEPS)


def walk(path: WalkFile, instance: Instance, say: Say) -> None:
    """Walks every step; raises WalkStopped at the first that does not hold. One picture a step in walks/out/."""
    steps = steps_of(path)
    say(f"{path.name} {path.title}：{len(steps)} 步，从演示日期 {path.on} 走起")
    with Driver(instance.url, OUT / path.name) as driver:
        try:
            today = driver.today()
        except PlaywrightError as fault:
            raise WalkStopped(f"{instance.url} 没有应答，或不是演示：{str(fault).splitlines()[0]}") from fault
        here = Walk(driver, instance, path.given)
        driver.advance(max(path.on, today))
        for order, step in enumerate(steps, start=1):
            _one(here, order, step, say)


def _one(here: Walk, order: int, step: Step, say: Say) -> None:
    words = (step.__doc__ or step.__name__).strip().splitlines()[0]
    began = time.monotonic()
    try:
        step(here)
    except Exception as fault:
        picture = here.driver.shot(f"{order:02}-stopped")
        shown = picture.relative_to(ROOT) if picture.is_relative_to(ROOT) else picture
        say(f"  {order:>2} ✗ {words}")
        raise WalkStopped(
            f"第{order}步“{words}”没有走通：{fault}\n  页面 {here.driver.page.url}\n  截图 {shown}"
        ) from fault
    here.driver.shot(f"{order:02}-{step.__name__}")
    say(f"  {order:>2} ✓ {words}（{time.monotonic() - began:.1f} 秒）")
