"""Takes the README's pictures anew: `make run`, then `PYTHONPATH=src:tests .venv/bin/python -m journeys.pictures`."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

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


def guide(driver: Driver) -> None:
    """A guide, as anybody reads it before applying."""
    driver.visitor().visit("/matters/technology-centre/")


def form(driver: Driver) -> None:
    """One step of a form, half filled in."""
    driver.as_("clerk3").visit(f"/cases/{_draft(driver)}/form/")


def answers(driver: Driver) -> None:
    """The page where everything is checked once more before it is submitted."""
    driver.as_("clerk3").visit(f"/cases/{_draft(driver)}/review/")


def _draft(driver: Driver) -> str:
    driver.as_("clerk3").visit("/my/cases/")
    link = driver.page.locator("main a[href^='/cases/']").first.get_attribute("href") or ""
    return link.strip("/").split("/")[1]


def timeline(driver: Driver) -> None:
    """A case that came back for a supplement: who holds it, how long, and what happened so far."""
    driver.as_("clerk2").visit("/my/cases/")
    returned = driver.page.locator("main tr, main li, main article", has_text="补正").locator(
        "a[href^='/cases/']"
    )
    link = returned.first.get_attribute("href") or ""
    driver.visit(f"/cases/{link.strip('/').split('/')[1]}/")


def scoring(driver: Driver) -> None:
    """An expert's blind review, begun."""
    driver.as_("expert").visit("/reviews/")
    driver.click("main a[href^='/reviews/PS']")
    driver.click("main .case-list a >> nth=1")
    driver.page.get_by_role("link", name="直接评分").click()


def publicity(driver: Driver) -> None:
    """A notice while it stands open to objections."""
    driver.visitor().visit("/publicity/")
    driver.click(
        "main tr a[href^='/publicity/'], main li a[href^='/publicity/'], main h3 a[href^='/publicity/']"
    )


def certificate(driver: Driver) -> None:
    """A query slip, verified by somebody who was shown it."""
    driver.as_("service").visit("/my/cases/")
    driver.click("main a[href^='/cases/']")
    link = driver.page.locator("main a[href^='/verify/']").first.get_attribute("href") or ""
    driver.visitor().visit(link)


def chain(driver: Driver) -> None:
    """The incubation chain with the year's moves."""
    driver.visitor().visit("/matters/incubatee/tables/chain/")


def returned(driver: Driver) -> None:
    """A quarter's chase list, as the city sees it."""
    driver.as_("city").visit("/desk/returns/transfer-body-quarterly/2018Q2/")


PICTURES: tuple[tuple[Callable[[Driver], None], int], ...] = (
    (board, TALL),
    (check, HEIGHT),
    (desk, HEIGHT),
    (register, HEIGHT),
    (text, TALL),
    (guide, TALL),
    (form, HEIGHT),
    (answers, TALL),
    (timeline, HEIGHT),
    (scoring, TALL),
    (publicity, HEIGHT),
    (certificate, HEIGHT),
    (chain, HEIGHT),
    (returned, HEIGHT),
)


def main(url: str, *only: str, out: Path = OUT, width: int = WIDTH) -> None:
    """Writes one picture for each page (or for those named) into docs/screenshots."""
    out.mkdir(parents=True, exist_ok=True)
    with Driver(url, out) as driver:
        for page, height in PICTURES:
            if only and page.__name__ not in only:
                continue
            page(driver)
            driver.page.set_viewport_size({"width": width, "height": height})
            driver.page.wait_for_timeout(1000)  # a page that scrolls smoothly comes to rest
            driver.shot(page.__name__)


if __name__ == "__main__":
    main(os.environ.get("URL", "http://127.0.0.1:8000"), *sys.argv[1:])
