"""PDF from a Typst template and plain data, with the Noto SC type of the wheel: the same bytes on every machine that has the same fonts.

Knows no template: a room hands in its own file, which reads its data from `sys.inputs.data` as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings
from pylopdf_fonts_zh_cn import sans_path

STANDARD: Literal["a-2b"] = "a-2b"
"""PDF/A-2b: what an archive keeps."""


PACKAGE = Path(__file__).resolve().parents[1]
"""Root of every template: `/base/official/gbt9704.typ` is the shared layout of official documents."""


def font_paths() -> list[str]:
    """The wheel's fonts, and `fonts/` of the data directory, where an installation puts the ones it has licensed (仿宋, 小标宋)."""
    own = Path(settings.DATA_DIR) / "fonts"
    return [str(sans_path().parent), *([str(own)] if own.is_dir() else [])]


def compiled(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of a template over `data`; `at` is its creation time, so that equal data give equal bytes.

    Raises RuntimeError naming the template and what Typst says when it does not compile.
    """
    try:
        made = typst.compile(
            str(template),
            root=str(PACKAGE),
            font_paths=font_paths(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
            pdf_standards=STANDARD,
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
    except typst.TypstError as fault:
        raise RuntimeError(f"{template.name} does not compile: {fault}") from fault
    assert isinstance(made, bytes)
    return made
