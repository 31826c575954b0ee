"""Pages: every table says what it lists and which of its cells are heads, so that it can be read aloud; one small stylesheet."""

from __future__ import annotations

import re

from house.source import ROOT, says

TABLE = re.compile(r"<table(?P<given>[^>]*)>(?P<caption>\s*<caption)?")
HEAD = re.compile(r"<thead>.*?</thead>", re.S)
UNSCOPED = re.compile(r"<th(?![a-z])(?![^>]*scope=)[^>]*>")


def templates():
    """(path, text) of every page."""
    for path in sorted((ROOT / "src").rglob("templates/**/*.html")):
        yield path, path.read_text(encoding="utf-8")


def test_every_table_has_a_caption():
    wrong = [
        says(path, text.count("\n", 0, found.start()) + 1, "a table without <caption>")
        for path, text in templates()
        for found in TABLE.finditer(text)
        if not found["caption"] and "aria-label" not in found["given"]
    ]
    assert not wrong, "\n".join(wrong)


def test_every_head_has_a_scope():
    wrong = [
        says(path, text.count("\n", 0, head.start()) + 1, f"{found[0]} without scope")
        for path, text in templates()
        for head in HEAD.finditer(text)
        for found in UNSCOPED.finditer(head[0])
    ]
    assert not wrong, "\n".join(wrong)


def test_the_stylesheet_stays_small():
    sheets = (ROOT / "src").rglob("static/**/*.css")
    assert not [path.name for path in sheets if path.stat().st_size > 30 * 1024]
