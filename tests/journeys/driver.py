"""A thin hand on a real browser: sign in as a persona, fill by label, press by words, read a figure.

Knows pages by what a person sees on them; knows no table and no verb.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

PATIENCE = 30_000  # milliseconds a loaded machine may take; no step asserts a speed
PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
VISITOR = ""
WEEK = timedelta(days=7)
_DIGITS = re.compile(r"-?[\d,]+(?:\.\d+)?")


class WalkFault(AssertionError):
    """What was seen is not what the walk expects. Says both."""


def chromium() -> str | None:
    """The Chromium to drive: `CHROMIUM`, else where the distributions put it; None when there is none."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else list(PLACES)
    return next((path for path in found if Path(path).exists()), None)


def same(what: str, seen: object, wanted: object) -> None:
    """Raises WalkFault unless the two are equal."""
    if seen != wanted:
        raise WalkFault(f"{what}：应为 {wanted}，实见 {seen}")


def holds(what: str, fact: object) -> None:
    """Raises WalkFault unless `fact` is true."""
    if not fact:
        raise WalkFault(f"{what}：没有看到")


def number(text: str) -> int | float:
    """The first number of a text, without its thousands separators."""
    found = _DIGITS.search(text)
    if found is None:
        raise WalkFault(f"“{text.strip()}”里没有数字")
    plain = found[0].replace(",", "")
    return float(plain) if "." in plain else int(plain)


class Driver:
    """One browser; every persona has a session of its own, so that changing desks costs nothing."""

    def __init__(self, url: str, out: Path) -> None:
        self.url = url.rstrip("/")
        self.out = out
        self._sessions: dict[str, BrowserContext] = {}
        self._pages: dict[str, Page] = {}
        self._browser: Browser
        self.page: Page

    def __enter__(self) -> Driver:
        path = chromium()
        if path is None:
            raise WalkFault("没有找到 Chromium。请安装（apt-get install chromium），或用 CHROMIUM 指明。")
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        self.visitor()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(Exception):
            self._browser.close()
        self._playwright.stop()

    # who

    def visitor(self) -> Driver:
        """Somebody who has not signed in."""
        return self._as(VISITOR)

    def as_(self, persona: str) -> Driver:
        """The persona, signed in by the button of the sign-in page."""
        fresh = persona not in self._pages
        self._as(persona)
        if fresh:
            self.visit("/sign-in/")
            with self.page.expect_navigation():
                self.page.locator(f"button[name=username][value={persona}]").click()
        return self

    def _as(self, persona: str) -> Driver:
        if persona not in self._pages:
            context = self._browser.new_context(
                locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 900}
            )
            context.set_default_timeout(PATIENCE)
            self._sessions[persona] = context
            self._pages[persona] = context.new_page()
        self.page = self._pages[persona]
        return self

    # where

    def visit(self, path: str) -> int:
        """Opens a page and returns its status."""
        answer = self.page.goto(path if path.startswith("http") else f"{self.url}{path}")
        return answer.status if answer else 0

    @property
    def path(self) -> str:
        """Where the browser stands."""
        return self.page.url.removeprefix(self.url)

    def follow(self, words: str, *, within: Locator | None = None) -> None:
        """Clicks the first link with these words."""
        scope = within or self.page.locator("main")
        self._click(scope.get_by_role("link", name=words).first)

    def press(self, words: str, *, within: Locator | None = None) -> None:
        """Presses the button with these words."""
        scope = within or self.page.locator("main")
        self._click(scope.get_by_role("button", name=words).first)

    def click(self, selector: str) -> None:
        """Clicks the first element that fits, which leads to another page."""
        self._click(self.page.locator(selector).first)

    def _click(self, what: Locator) -> None:
        with self.page.expect_navigation():
            what.click()

    def unfold(self, words: str) -> None:
        """Opens the folded part with these words, if the page has it and it is closed."""
        folded = self.page.locator("main details:not([open]) > summary", has_text=words)
        if folded.count():
            folded.first.click()

    # what is typed

    def fill(self, label: str, text: str) -> None:
        """Types into the box with this label."""
        self._box(label).fill(str(text))

    def choose(self, label: str, option: str) -> None:
        """Chooses in a list, or a radio button of a group, by the words a person sees."""
        group = self.page.get_by_role("group", name=re.compile(re.escape(label)))
        if group.count():
            group.first.get_by_label(option, exact=True).check()
            return
        self._box(label).select_option(label=option)

    def upload(self, label: str, path: Path) -> None:
        """Chooses a file."""
        self._box(label).set_input_files(path)

    def typed(self, label: str) -> str:
        """What the box holds now."""
        return self._box(label).input_value()

    def _box(self, label: str) -> Locator:
        return self.page.locator("main").get_by_label(re.compile("^" + re.escape(label))).first

    def press_twice_at_once(self, words: str) -> list[str]:
        """Sends the button's form twice at the same moment, as an impatient hand on a slow line does.

        Returns where each of the two answers led.
        """
        button = self.page.locator("main").get_by_role("button", name=words).first
        return button.evaluate(
            """async (button) => {
                const form = button.form, data = new FormData(form, button);
                const send = () => fetch(form.action || location.href, {
                    method: "POST", body: new URLSearchParams(data)});
                const both = await Promise.all([send(), send()]);
                return both.map((answer) => `${answer.status} ${new URL(answer.url).pathname}`);
            }"""
        )

    # what is seen

    @property
    def text(self) -> str:
        """All words of the page's main part."""
        return self.page.locator("main").inner_text()

    def says(self, *words: str) -> None:
        """Raises WalkFault unless the page says each of these."""
        seen = self.text
        for one in words:
            if one not in seen:
                raise WalkFault(f"{self.path} 应写明“{one}”，页面开头是：{seen[:400]}")

    def never_says(self, *words: str) -> None:
        """Raises WalkFault when the page says one of these."""
        seen = self.text
        for one in words:
            if one in seen:
                raise WalkFault(f"{self.path} 不应出现“{one}”")

    def row(self, words: str) -> Locator:
        """The table row with these words."""
        found = self.page.locator("main tr", has_text=words)
        if not found.count():
            raise WalkFault(f"{self.path} 的表里没有“{words}”，页面开头是：{self.text[:400]}")
        return found.first

    def all(self, selector: str) -> list[str]:
        """The words of every element that fits."""
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def figure(self, selector: str) -> int | float:
        """The number that an element shows."""
        return number(self.page.locator(selector).first.inner_text())

    def has(self, selector: str) -> bool:
        """Whether the page has such an element."""
        return self.page.locator(selector).count() > 0

    def fetch(self, path: str) -> tuple[int, str]:
        """Status and body of a page as this person gets it, without leaving the present one."""
        answer = self.page.request.get(f"{self.url}{path}", max_redirects=0)
        return answer.status, answer.text()

    def send(self, path: str, **fields: Any) -> tuple[int, str]:
        """Status and body of a form that this person sends by hand to an address no page offered."""
        cookies = {one["name"]: one["value"] for one in self.page.context.cookies()}
        form = {"csrfmiddlewaretoken": cookies.get("csrftoken", ""), **fields}
        headers = {"Referer": f"{self.url}{path}"}
        answer = self.page.request.post(f"{self.url}{path}", form=form, headers=headers, max_redirects=0)
        return answer.status, answer.text()

    def download(self, words: str, target: Path) -> Path:
        """Saves what a link offers."""
        with self.page.expect_download() as waiting:
            self.page.locator("main").get_by_role("link", name=words).first.click()
        waiting.value.save_as(target)
        return target

    # the demonstration's clock

    def today(self) -> date:
        """The date on the banner."""
        self.visitor().visit("/about/")
        return date.fromisoformat(self.page.locator("#demo-day").input_value())

    def advance(self, to: date) -> None:
        """Turns the clock forward by the banner's own button, a week at a time; nothing to do when it already stands there."""
        now = self.today()
        if now > to:
            raise WalkFault(f"演示日期已是{now}，走不回{to}。请先运行 jichuang demo reset --on {to}。")
        while now < to:  # the duties of many days in one request would outlast a loaded machine's patience
            now = min(to, now + WEEK)
            self.page.locator("#demo-day").fill(now.isoformat())
            self._click(self.page.get_by_role("button", name="到某日"))
            same("拨动时钟后的演示日期", self.today(), now)

    def shot(self, name: str) -> Path:
        """A picture of the present page."""
        self.out.mkdir(parents=True, exist_ok=True)
        target = self.out / f"{name}.png"
        with suppress(Exception):
            self.page.screenshot(path=target)
        return target
