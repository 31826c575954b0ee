"""Reads a page as its reader does and lists the figures that lead nowhere: no link to a definition, no stated reason.

A figure is what the house draws as one: a number in a `number` cell, in `figure`, `big-number` or before a `unit`. It is
explained by its own link to a definition, by the link of its column's or row's heading, or by the element that its table
or card names as `aria-describedby`, when that holds such a link or states why there is none (`data-why`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEFINED_AT = (
    r"/statistics/indicators/[\w-]+/",
    r"/plan/[\w-]+/targets/[\w.]+/",
    r"/index/[\w-]+/\d+/note/",
    r"/registers/[\w-]+/",
)
DEFINITION = re.compile(rf"({'|'.join(DEFINED_AT)})(\?[^#]*)?(#.*)?")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SKIPPED = {"svg", "script", "style", "option", "form"}
MARKS = {"number", "figure", "big-number"}


@dataclass
class Element:
    """One element with its text in order and its children."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        parts = (one if isinstance(one, str) else one.text for one in self.children)
        return " ".join("".join(parts).split())

    def every(self) -> Iterator[Element]:
        for one in self.children:
            if isinstance(one, Element):
                yield one
                yield from one.every()

    def above(self) -> Iterator[Element]:
        one: Element | None = self
        while one is not None:
            yield one
            one = one.parent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("html", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {key: value or "" for key, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag: str) -> None:
        found = next((one for one in self.here.above() if one.tag == tag), None)
        if found is not None and found.parent is not None:
            self.here = found.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(html: str) -> Element:
    """The page as a tree."""
    reader = _Reader()
    reader.feed(html)
    return reader.root


def definitions(page: Element) -> list[str]:
    """Addresses of definitions that the page links, each once, without date and place."""
    found = {DEFINITION.fullmatch(address) for address in map(_target, page.every())}
    return sorted({one[1] for one in found if one})


def _target(one: Element) -> str:
    return one.attributes.get("href", "") if one.tag == "a" else ""


def figures(page: Element) -> list[Element]:
    """Everything drawn as a figure that holds a digit, outside forms and drawings."""
    return [one for one in page.every() if _is_figure(one) and re.search(r"\d", one.text)]


def _is_figure(one: Element) -> bool:
    if one.tag == "th" or any(each.tag in SKIPPED for each in one.above()):
        return False
    before_unit = any(isinstance(each, Element) and "unit" in each.classes for each in one.children)
    return bool(one.classes & MARKS) or before_unit


def unexplained(html: str) -> list[str]:
    """The figures of the page that lead nowhere, each with the text of its row or line."""
    page = read(html)
    named = {one.attributes["id"]: one for one in page.every() if "id" in one.attributes}
    return [_line(one) for one in figures(page) if not _explained(one, named)]


def _line(one: Element) -> str:
    row = next((each for each in one.above() if each.tag in {"tr", "li", "p", "dl"}), one)
    return row.text[:120]


def _explained(one: Element, named: dict[str, Element]) -> bool:
    if _leads(one) or any(DEFINITION.fullmatch(_target(each)) for each in one.above()):
        return True
    if any(_leads(head) for head in _headings(one)):
        return True
    described = (each.attributes.get("aria-describedby", "") for each in one.above())
    return any(_says_why(named[key]) for keys in described for key in keys.split() if key in named)


def _leads(one: Element) -> bool:
    return any(DEFINITION.fullmatch(_target(each)) for each in [one, *one.every()])


def _says_why(one: Element) -> bool:
    return _leads(one) or ("data-why" in one.attributes and bool(one.text))


def _headings(one: Element) -> Iterator[Element]:
    """The headings of the figure's row and column, and the term of its description."""
    cell = next((each for each in one.above() if each.tag in {"td", "dd"}), None)
    if cell is None or cell.parent is None:
        return
    row = [each for each in cell.parent.children if isinstance(each, Element)]
    if cell.tag == "dd":
        yield from [each for each in row[: row.index(cell)] if each.tag == "dt"][-1:]
        return
    yield from (each for each in row if each.tag == "th")
    table = next((each for each in cell.above() if each.tag == "table"), None)
    head = next((each for each in table.every() if each.tag == "thead"), None) if table else None
    columns = [each for each in head.every() if each.tag == "th"] if head else []
    if row.index(cell) < len(columns):
        yield columns[row.index(cell)]
