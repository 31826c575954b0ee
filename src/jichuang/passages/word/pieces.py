"""What a document is made of, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jichuang.base.refs import Ref
from jichuang.passages.sources import Passage
from jichuang.passages.terms import Form


@dataclass(frozen=True)
class Piece:
    """A passage in the form it is wanted in, and where it came from."""

    ref: Ref
    params: Mapping[str, str]
    form: Form
    passage: Passage
