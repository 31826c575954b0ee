"""游标翻页: an opaque place in a list, stable while rows are added. Knows no list."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from jichuang.base.errors import Invalid


def cursor_after(place: str) -> str:
    """The cursor of the page that begins after `place`."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place_of(cursor: str | None) -> str | None:
    """Where a cursor points; None for the first page. Raises Invalid for one that we never gave out."""
    if cursor is None:
        return None
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (Error, UnicodeDecodeError, ValueError) as fault:
        raise unknown_cursor() from fault


def id_of(cursor: str | None) -> int | None:
    """The row id a cursor points to; None for the first page. Raises Invalid."""
    place = place_of(cursor)
    if place is None:
        return None
    if not place.isascii() or not place.isdecimal() or len(place) > 18:
        raise unknown_cursor()
    return int(place)


def unknown_cursor() -> Invalid:
    """The fault for a cursor that is none of ours."""
    return Invalid.one("cursor", "游标无效", "请用上一页答复中的 next，或从第一页开始")
