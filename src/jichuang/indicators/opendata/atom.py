"""Atom 1.0 (RFC 4287). Identifiers are permanent; `updated` moves when an entry is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` is permanent, `url` absolute or a path of this site, `updated` with its zone."""

    key: str
    title: str
    url: str
    updated: datetime
    summary: str = ""


def feed(entries: Sequence[Entry], *, key: str, title: str, url: str, root: str, empty: datetime) -> bytes:
    """The feed, newest first; `root` completes paths, `empty` is when a feed without entries was last changed."""
    ordered = sorted(entries, key=lambda one: (one.updated, one.key), reverse=True)
    held = Element("feed", xmlns="http://www.w3.org/2005/Atom", attrib={"xml:lang": "zh-CN"})
    SubElement(held, "id").text = f"urn:jichuang:feed:{key}"
    SubElement(held, "title").text = title
    SubElement(held, "updated").text = (ordered[0].updated if ordered else empty).isoformat()
    SubElement(held, "link", rel="self", href=url, type="application/atom+xml")
    SubElement(SubElement(held, "author"), "name").text = "冀创"
    for one in ordered:
        entry = SubElement(held, "entry")
        SubElement(entry, "id").text = f"urn:jichuang:{one.key}"
        SubElement(entry, "title").text = one.title
        SubElement(entry, "updated").text = one.updated.isoformat()
        SubElement(
            entry, "link", rel="alternate", href=one.url if "://" in one.url else root + one.url.lstrip("/")
        )
        if one.summary:
            SubElement(entry, "summary").text = one.summary
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(held, encoding="utf-8") + b"\n"
