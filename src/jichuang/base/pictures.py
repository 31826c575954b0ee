"""Pictures of our own SVG charts for papers that hold none: Word, a message, a slide."""

from __future__ import annotations

from pathlib import Path

import typst
from pylopdf_fonts_zh_cn import sans_path

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
