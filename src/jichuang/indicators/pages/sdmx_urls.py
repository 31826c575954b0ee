"""Addresses of SDMX-REST 2.1. Clients write them without a slash at the end; with one they work too."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from jichuang.indicators.pages import sdmx

ROOT = "sdmx/2.1/"
RESOURCE = (
    "",
    "/<str:agency>",
    "/<str:agency>/<str:identifier>",
    "/<str:agency>/<str:identifier>/<str:version>",
)


def _both(
    route: str, view: Callable[..., HttpResponseBase], name: str = "", **fixed: str
) -> list[URLPattern]:
    return [
        path(f"{ROOT}{route}", view, fixed, name=name or None),
        path(f"{ROOT}{route}/", view, fixed),
    ]


urlpatterns = [
    path(ROOT, sdmx.entry, name="sdmx"),
    *[one for rest in RESOURCE for one in _both(f"dataflow{rest}", sdmx.dataflow)],
    *[
        one
        for kind in ("datastructure", "codelist", "conceptscheme")
        for rest in RESOURCE
        for one in _both(f"{kind}{rest}", sdmx.structures, kind=kind)
    ],
    *_both("data/<str:flow>", sdmx.data, "sdmx-data"),
    *_both("data/<str:flow>/<str:key>", sdmx.data, "sdmx-key"),
    *_both("data/<str:flow>/<str:key>/<str:provider>", sdmx.data),
]
