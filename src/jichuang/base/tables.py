"""Lists: pages of twenty rows and the same rows as an Excel file. Knows no register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

from jichuang.base.downloads import attachment
from jichuang.codes.tabular import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEMONSTRATION_MARK = "演示数据·非统计结果·不具法律效力"


def paginate(request: HttpRequest, queryset: Any, per: int = 20, *, count: int | None = None) -> Page:
    """The page named by `?page=`; a number too large or not a number gives the nearest page.

    `queryset` must be ordered: an unordered one shows some rows twice and others never. `count` spares counting rows that
    the page has counted already.
    """
    book = Paginator(queryset, per)
    if count is not None:
        book.__dict__["count"] = (
            count  # what Paginator.count, a cached property, would have asked the database
        )
    return book.get_page(request.GET.get("page"))


def xlsx_response(
    filename: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    text_columns: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> HttpResponse:
    """An .xlsx download. `text_columns` (codes, numbers with leading zeros) are written as text."""
    content = BytesIO()
    write_xlsx(content, headers, rows, text_columns=text_columns, notes=notes)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = attachment(filename)
    response["Cache-Control"] = "private, no-store"
    return response
