"""减负账: for leaders and officers, the hours that forms ask of each county per month; chart, table and workbook."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.hall.pages.common import day_or
from jichuang.portal.burden import Burden, burden, may_see_burden, place

SAYS = "小时＝表单声明的填写分钟数×报送份数，不是实测时间；自动带入的项目也按声明计。"


def _span(request: HttpRequest) -> tuple[date, date, str]:
    """(first, last, fault): whole months, the year so far unless asked otherwise."""
    today = clock.today()
    first, wrong = day_or(request.GET.get("from", ""), today.replace(month=1, day=1))
    last, also = day_or(request.GET.get("to", ""), today)
    if last < first:
        return first, first, "结束日期早于开始日期"
    return first.replace(day=1), last, wrong or also


def hours(minutes: float) -> float:
    """Hours with one decimal."""
    return round(minutes / 60, 1)


@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """/burden/?from=&to="""
    _insiders_only(request)
    first, last, fault = _span(request)
    found = burden(first, last)
    months = _months(first, last)
    context = {
        "first": first,
        "last": last,
        "fault": fault,
        "says": SAYS,
        "months": months,
        "total": hours(found.minutes),
        "filings": sum(one.cases + one.returns for one in found.counties),
        "bars": [(f"{month:%Y-%m}", hours(found.months.get(month, 0))) for month in months],
        "rows": _rows(found, months, last),
        "forms": [(title, filings, hours(minutes)) for title, filings, minutes in found.forms],
    }
    return render(request, "portal/burden.html", context)


def _months(first: date, last: date) -> list[date]:
    found = [first.replace(day=1)]
    while (following := (found[-1] + timedelta(days=32)).replace(day=1)) <= last:
        found.append(following)
    return found


def _rows(found: Burden, months: list[date], on: date) -> list[dict[str, object]]:
    return [
        {
            "place": place(one, on),
            "cases": one.cases,
            "returns": one.returns,
            "case_hours": hours(one.case_minutes),
            "return_hours": hours(one.return_minutes),
            "hours": hours(one.minutes),
            "by_month": [hours(one.months.get(month, 0)) for month in months],
        }
        for one in found.counties
    ]


@require_safe
@never_cache
def workbook(request: HttpRequest) -> HttpResponse:
    """/burden.xlsx: the same table, one column a month."""
    _insiders_only(request)
    first, last, _ = _span(request)
    months = _months(first, last)
    headers = (
        "考核归属",
        "县（市、区）",
        "办件（件）",
        "办件（小时）",
        "报表（份）",
        "报表（小时）",
        "合计（小时）",
    )
    rows = [
        (*row["place"], row["cases"], row["case_hours"], row["returns"], row["return_hours"], row["hours"], *row["by_month"])  # type: ignore[misc]
        for row in _rows(burden(first, last), months, last)
    ]  # fmt: skip
    notes = [f"{first}至{last}。{SAYS}", *([DEMONSTRATION_MARK] if settings.DEMONSTRATION else [])]
    titles = (*headers, *(f"{month:%Y-%m}（小时）" for month in months))
    return xlsx_response(f"减负账-{first:%Y%m}-{last:%Y%m}.xlsx", titles, rows, notes=notes)


def _insiders_only(request: HttpRequest) -> None:
    user = request.user if isinstance(request.user, User) else None
    require(may_see_burden(user, clock.today()))
