"""What a public register shows of one firm."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator

from journeys.driver import Driver


def rows(driver: Driver, register: str, firm: str, on: date | None = None) -> Locator:
    """The entries in force that a visitor finds under a firm's name, today or on a day."""
    query = f"&on={on.isoformat()}" if on else ""
    driver.visitor().visit(f"/registers/{register}/?q={firm}{query}")
    return driver.page.locator("main table.fold tbody tr", has_text=firm)
