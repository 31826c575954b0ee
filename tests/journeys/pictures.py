"""Takes the README's pictures anew: `make run`, then `PYTHONPATH=src:tests .venv/bin/python -m journeys.pictures`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable

from journeys import filing
from journeys.driver import Driver
from journeys.walking import ROOT, WALKS

OUT = ROOT / "docs" / "screenshots"
WIDTH, HEIGHT, TALL = 1280, 860, 1240
NEARLY = {"科技人员数": "13", "研发费用": "141", "Ⅱ类知识产权": "1"}
"""Figures of the S07 firm that fall a little short."""


def board(driver: Driver) -> None:
    """The plan's board, as a leader sees it."""
    driver.as_("leader").visit("/plan/2018/?view=inside")


def check(driver: Driver) -> None:
    """A self-test that falls short, with the smallest change."""
    given = tomllib.loads((WALKS / "S07.toml").read_text(encoding="utf-8"))
    driver.as_("clerk").visit("/matters/tech-sme-evaluation/check/")
    filing.answer(driver, given["yes_no"] | given["answers"] | given["high"] | NEARLY)
    driver.press("看自测结果")


def desk(driver: Driver) -> None:
    """The officer's desk with a case the machine has doubts about."""
    driver.as_("city").visit("/desk/")
    driver.click("main .case-list a:has-text('请核对')")


def register(driver: Driver) -> None:
    """A register, as anybody sees it."""
    driver.visitor().visit("/registers/hnte/")


def text(driver: Driver) -> None:
    """The plan's own words with every promise marked."""
    driver.visitor().visit("/plan/2018/text/")


PICTURES: tuple[tuple[Callable[[Driver], None], int], ...] = (
    (board, TALL),
    (check, HEIGHT),
    (desk, HEIGHT),
    (register, HEIGHT),
    (text, TALL),
)


def main(url: str) -> None:
    """Writes one picture for each page into docs/screenshots."""
    OUT.mkdir(parents=True, exist_ok=True)
    with Driver(url, OUT) as driver:
        for page, height in PICTURES:
            page(driver)
            driver.page.set_viewport_size({"width": WIDTH, "height": height})
            driver.page.wait_for_timeout(1000)  # a page that scrolls smoothly comes to rest
            driver.shot(page.__name__)


if __name__ == "__main__":
    main(os.environ.get("URL", "http://127.0.0.1:8000"))
