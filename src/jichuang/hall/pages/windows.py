"""申报批次: the provincial desk opens, extends or closes a matter's window, with its places; all of it is published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.middleware import arrived_at
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall import catalogue, verbs
from jichuang.hall.models import Window
from jichuang.hall.pages.common import as_problem, member
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.hall.reads.windows import quota_rows, windows_with_counts
from jichuang.hall.terms import QuotaBy
from jichuang.registry.models import Department, Party
from jichuang.registry.reads import homes
from jichuang.registry.reads.regions import table

ASKED = ("matter", "title", "opens_at", "closes_at", "quota_by", "each", "places")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """Every window with its submissions, and the form that opens another."""
    require(holds_province_desk(member(request), clock.today()))
    faults: list[Problem] = []
    if request.method == "POST":
        try:
            window = _open(request)
        except Invalid as invalid:
            faults = invalid.problems
        except Refused as refused:
            faults = [as_problem(refused)]
        else:
            messages.success(request, f"{window.title}已开设，指南和首页已公布。")
            return redirect("hall:desk-windows")
    return _draw(request, faults)


def _draw(request: HttpRequest, faults: list[Problem]) -> HttpResponse:
    declared = {matter.code: matter for matter in catalogue.all()}
    page = paginate(request, windows_with_counts(declared))
    moment = arrived_at(request)
    context = {
        "rows": [
            {
                "window": one,
                "matter": declared[one.matter],
                "state": _state(one, moment),
                "quotas": quota_rows(one),
            }
            for one in page
        ],
        "page": page,
        "matters": list(declared.values()),
        "units": QuotaBy.choices,
        "faults": faults,
        "typed": {key: request.POST.get(key, "") for key in ASKED},
        "moment": moment,
    }
    return render(request, "hall/desk_windows.html", context, status=422 if faults else 200)


def _state(window: Window, moment: datetime) -> tuple[str, str]:
    if window.covers(moment):
        return "ok", "开放"
    return ("info", "未到开放时间") if moment < window.opens_at else ("none", "已截止")


def _moment(text: str, key: str, title: str) -> datetime:
    """A `datetime-local` value, Shanghai time; a bare closing minute means its first second."""
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid.one(key, f"{title}“{text}”读不懂", "如 2018-09-30T17:30:00")
    return found.replace(tzinfo=clock.SHANGHAI)


def _open(request: HttpRequest) -> Window:
    sent = request.POST
    if sent.get("matter", "") not in {matter.code for matter in catalogue.all()}:
        raise Invalid.one("matter", "没有选择事项", "请从清单中选择")
    return verbs.open_window(
        matter=sent["matter"],
        title=sent.get("title", ""),
        opens_at=_moment(sent.get("opens_at", ""), "opens_at", "开放时间"),
        closes_at=_moment(sent.get("closes_at", ""), "closes_at", "截止时间"),
        by=member(request),
        quotas=_places(sent),
    )


def _places(sent: Any) -> list[verbs.Places]:
    """The places typed: a number for every unit, and lines `单位 数` for those that differ."""
    if not sent.get("quota_by"):
        return []
    if sent["quota_by"] not in QuotaBy.values:
        raise Invalid.one("quota_by", "没有这种分配名额的办法", "请从清单中选择")
    by, found = QuotaBy(sent["quota_by"]), []
    each = sent.get("each", "").strip()
    if each:
        found.append(verbs.Places(by, "", _number(each, "each")))
    for line in filter(str.strip, sent.get("places", "").splitlines()):
        name, _, count = line.strip().rpartition(" ")
        found.append(verbs.Places(by, _key(by, name.strip()), _number(count, "places")))
    if not found:
        raise Invalid.one("each", "选了分配办法，没有写名额", "请写每个单位的名额，或逐行写明")
    return found


def _number(text: str, key: str) -> int:
    if not text.isdecimal() or int(text) > 100_000:
        raise Invalid.one(key, f"名额“{text}”不是数", "每行写 单位 数，如 石家庄 12")
    return int(text)


def _key(by: QuotaBy, name: str) -> str:
    """The stored key of a unit named on the page. Raises Invalid naming the line."""
    on, found = clock.today(), ""
    if by is QuotaBy.HOME:
        found = next((one.code for one in homes(on) if name in (one.code, one.short, one.name)), "")
    elif by is QuotaBy.REGION:
        found = next(
            (
                row.code
                for one in homes(on)
                for row in table().home_counties(one.code, on)
                if name in (row.code, row.name)
            ),
            "",
        )
    elif by is QuotaBy.RECOMMENDER:
        row = Department.objects.filter(name=name).first() or Department.objects.filter(code=name).first()
        found = str(row.pk) if row else ""
    else:
        party = Party.objects.filter(credit_code=name.upper()).first()
        found = str(party.pk) if party else ""
    if not found:
        raise Invalid.one(
            "places", f"没有名为“{name}”的{by.label}", "请写名称或代码，申报单位写统一社会信用代码"
        )
    return found


@login_required
@require_POST
def reschedule(request: HttpRequest, number: str) -> HttpResponse:
    """延长或提前截止 of one window."""
    require(holds_province_desk(member(request), clock.today()))
    window = Window.objects.filter(number=number).first()
    if window is None:
        raise Http404("没有这个批次")
    sent = request.POST
    try:
        closes_at = (
            arrived_at(request)
            if sent.get("now")
            else _moment(sent.get("closes_at", ""), "closes_at", "截止时间")
        )
        window = verbs.reschedule_window(
            window=window, closes_at=closes_at, why=sent.get("why", ""), by=member(request)
        )
    except Invalid as invalid:
        return _draw(request, invalid.problems)
    messages.success(request, f"{window.title}的截止时间已调整并公布。")
    return redirect("hall:desk-windows")
