"""The tutorial's code runs as it stands on the page: declared, filed, passed, listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import jichuang.matters
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare.kit import DeclarationError
from jichuang.matters.listing import Listing

PAGE = Path(__file__).resolve().parents[4] / "docs" / "tutorial" / "a-matter-in-100-lines.md"
FILE = re.compile(r"^`matters/(?P<path>[\w/.]+)`\n+```\w*\n(?P<text>.*?)\n```$", re.M | re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """The files of the page, laid beside the matters of the house."""
    for found in FILE.finditer(PAGE.read_text(encoding="utf-8")):
        file = tmp_path / found["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found["text"] + "\n", encoding="utf-8")
    monkeypatch.setattr(jichuang.matters, "__path__", [*jichuang.matters.__path__, str(tmp_path)])
    yield tmp_path


def test_the_matter_of_the_page_is_whole_and_lists_its_centre(folder, journey):
    matter = import_module("jichuang.matters.clinical_centre.matter").CLINICAL_CENTRE
    assert not matter.faults() and matter.kinds
    told = import_module("jichuang.matters.clinical_centre.tests.test_clinical_centre")
    with catalogue.on_trial(matter):
        told.test_a_centre_is_approved_and_stands_in_the_register(journey)


def test_the_page_keeps_its_promise_of_a_hundred_lines(folder):
    written = [
        line for file in folder.rglob("*.*") if file.suffix in {".py", ".toml"} for line in file.open()
    ]
    assert 60 < len(written) < 120


def test_a_register_that_does_not_exist_is_refused_with_the_one_that_was_meant():
    with pytest.raises(DeclarationError, match="clinical_centre"):
        Listing(register="clinical_center", prefix="LC", basis="名单")
