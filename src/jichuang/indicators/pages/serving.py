"""Answers for machines: an ETag over what was asked, 304 where the reader has it already, errors of SDMX with their number."""

from __future__ import annotations

import hashlib
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from jichuang.indicators.sdmx.messages import NAMESPACES


def answer(request: HttpRequest, body: bytes, content_type: str, *, tag: str = "") -> HttpResponse:
    """`body` with its ETag (of `tag` where the body holds the time it was made); 304 when the reader's copy is the same."""
    digest = hashlib.sha256(tag.encode() if tag else body).hexdigest()[:32]
    etag = f'"{digest}"'
    wanted = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in wanted or "*" in wanted:
        unchanged = HttpResponse(status=304)
        unchanged["ETag"] = etag
        return unchanged
    made = HttpResponse(body, content_type=content_type)
    made["ETag"] = etag
    made["Cache-Control"] = "public, max-age=300"
    made["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(made, ["Accept"])
    return made


def sdmx_error(code: int, words: str, status: int) -> HttpResponse:
    """An SDMX error message: 100 no results, 140 syntax, 150 semantic (SDMX-REST 2.1)."""
    root = Element("mes:Error", {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in ("mes", "com")})
    held = SubElement(root, "mes:ErrorMessage", code=str(code))
    SubElement(held, "com:Text", {"xml:lang": "zh"}).text = words
    body = b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")
    made = HttpResponse(body, content_type="application/xml; charset=utf-8", status=status)
    made["Access-Control-Allow-Origin"] = "*"
    return made
