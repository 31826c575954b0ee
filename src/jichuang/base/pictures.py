"""Pictures as PNG for what holds neither SVG nor PDF: Word, a message, a slide. Our own charts, and pages drawn by Typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from pylopdf_fonts_zh_cn import sans_path

from jichuang.base.pdf import PACKAGE, font_paths

_PAGE = Path(__file__).with_name("picture.typ")
DOTS = 200.0
"""Per inch: sharp on paper, some 100 kB a chart."""


def png(svg: str) -> bytes:
    """The chart as PNG, 156 mm wide at 200 dpi. Raises RuntimeError saying what is wrong with the SVG."""
    try:
        made: object = typst.compile(
            str(_PAGE),
            format="png",
            ppi=DOTS,
            font_paths=[str(sans_path().parent)],
            ignore_system_fonts=True,
            sys_inputs={"svg": svg},
        )
    except typst.TypstError as fault:
        raise RuntimeError(f"the SVG cannot be drawn: {fault}") from fault
    if not isinstance(made, bytes):
        raise RuntimeError("the SVG needs more than one page")
    return made


def drawn(template: Path, data: Mapping[str, Any]) -> bytes:
    """The one page of a Typst template over plain data (its `sys.inputs.data`) as PNG at 200 dpi.

    Raises RuntimeError naming the template when it does not compile or needs more than one page.
    """
    try:
        made: object = typst.compile(
            str(template),
            root=str(PACKAGE),
            format="png",
            ppi=DOTS,
            font_paths=font_paths(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
        )
    except typst.TypstError as fault:
        raise RuntimeError(f"{template.name} does not compile: {fault}") from fault
    if not isinstance(made, bytes):
        raise RuntimeError(f"{template.name} needs more than one page")
    return made
