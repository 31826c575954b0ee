"""素材来源: what a thing of another room reads like in a document. Rooms register one maker per kind at start-up.

A maker asks its own room's permission and raises Refused when the reader may not see the thing, Invalid for parameters
that mean nothing, LookupError when the thing is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.errors import Invalid
from jichuang.base.refs import Ref
from jichuang.passages.terms import Form

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True)
class Figure:
    """A number that the passage states: `key` is stable, `title` says what it is, `text` is how it reads."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Passage:
    """素材. `caliber` is 口径 in a sentence, `as_of` the day the figures stand at, `url` where they can be looked up.

    `sentence` is whole; `rows` are texts under `headers`; `picture` is SVG. What is empty is not offered.
    """

    title: str
    sentence: str
    as_of: date
    caliber: str
    source: str
    url: str
    figures: tuple[Figure, ...]
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms this thing can take."""
        given = {Form.SENTENCE: self.sentence, Form.TABLE: self.rows, Form.PICTURE: self.picture}
        return tuple(form for form, body in given.items() if body)

    @property
    def footnote(self) -> str:
        """口径与截至日期, as it stands under the page."""
        return f"口径：{self.caliber.rstrip('。')}。来源：{self.source.rstrip('。')}。截至{day_words(self.as_of)}。"


Maker = Callable[["User", str, Mapping[str, str]], Passage]

_makers: dict[str, Maker] = {}


def register(kind: str, maker: Maker) -> None:
    """Declares who writes about `kind`; the same function again is harmless, another one raises ValueError."""
    known = _makers.get(kind)
    if known is not None and known is not maker:
        raise ValueError(f"“{kind}”已由 {known.__module__}.{known.__qualname__} 写成素材")
    _makers[kind] = maker


def make(ref: Ref, params: Mapping[str, str], user: User) -> Passage:
    """The passage as `user` may read it now. Raises LookupError for a kind nobody writes about, and what the maker raises."""
    if ref.kind not in _makers:
        raise LookupError(f"没有人会把“{ref.kind}”写成素材")
    return _makers[ref.kind](user, ref.id, params)


def day_in(params: Mapping[str, str], name: str) -> date | None:
    """The day under `name` in a passage's conditions, None without one. Raises Invalid for what is no date."""
    text = params.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid.one(name, f"“{text[:20]}”不是日期", "应写作 2018-09-30") from None


def day_words(day: date) -> str:
    """`2018年9月30日`, as documents write a day."""
    return f"{day.year}年{day.month}月{day.day}日"
