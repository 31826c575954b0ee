"""月度、季度形势分析: the tables, one table with its doubts and brief, and the page on which one figure is given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.faults import show_faults
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, paginate, xlsx_response
from jichuang.codes.dates import parse_date
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.indicators import catalogue, verbs
from jichuang.indicators.models import Observation, Situation
from jichuang.indicators.pages.common import person, signed_in
from jichuang.indicators.reads.access import may_record, may_see_inside
from jichuang.indicators.reads.comparing import days_of, year_before
from jichuang.indicators.reads.situation import last_period, lines, overdue, printed
from jichuang.indicators.situation import ITEMS, item
from jichuang.indicators.terms import Status
from jichuang.indicators.verbs.situation import drafted
from jichuang.returns.models import OpenPeriod
from jichuang.returns.terms import FILED, OPEN


@require_http_methods(["GET", "POST"])
def tables(request: HttpRequest) -> HttpResponse:
    """/statistics/situation/: tables so far, and opening the next."""
    require(may_see_inside(person(request)))
    faults: list[Any] = []
    if request.method == "POST":
        given = request.POST
        try:
            made = verbs.open_situation(
                period=given.get("period", "").strip(), items=given.getlist("items"), by=signed_in(request),
                due_on=parse_date(given["due_on"]) if given.get("due_on") else None,
            )  # fmt: skip
        except Invalid as fault:
            faults = fault.problems
        except CodeError as fault:
            faults = [fault]
        else:
            messages.success(request, f"已布置{made}，报数期限{made.due_on.isoformat()}。")
            return redirect("indicators:situation", period=made.period)
    page = paginate(request, Situation.objects.select_related("opened_by").order_by("-period"))
    chosen = request.POST.getlist("items") if request.method == "POST" else [one.code for one in ITEMS]
    context = {
        "page": page,
        "faults": faults,
        "choices": [(one, catalogue.get(one.code), one.code in chosen) for one in ITEMS],
        "period": request.POST.get("period", ""),
        "may_record": may_record(person(request)).allowed,
    }
    return render(request, "indicators/situations.html", context, status=422 if faults else 200)


def _table(request: HttpRequest, period: str) -> Situation:
    require(may_see_inside(person(request)))
    found = Situation.objects.select_related("frozen_by", "brief_by").filter(period=period).first()
    if found is None:
        raise Http404(f"还没有布置过{period}的形势表。")
    return found


@require_safe
def table(request: HttpRequest, period: str) -> HttpResponse:
    """One table."""
    return _shown(request, _table(request, period))


def _shown(request: HttpRequest, one: Situation, kept: dict[str, str] | None = None) -> HttpResponse:
    rows, today = lines(one), clock.today()
    open_doubts = sum(len(row.open_doubts) for row in rows)
    owing = overdue(one, rows, today)
    letters = {each.owner: each for each in one.letters.all()}
    context: dict[str, Any] = {
        "one": one,
        "ends_on": days_of(one.period)[1],
        "groups": [(name, f"{one.period}/{name}", members) for name, members in _grouped(rows)],
        "owing": [] if one.frozen_at else [(owner, rows, letters.get(owner)) for owner, rows in owing],
        "chased": any(each.sent_on == today for each in letters.values()),
        "owing_count": sum(len(members) for _, members in owing),
        "late": today > one.due_on,
        "open_doubts": open_doubts,
        "brief": one.brief or drafted(one),
        "kept_brief": bool(one.brief),
        "may_record": may_record(person(request)).allowed,
        "kept": kept or {},
        "returns": _returns(one),
        "open": one.frozen_at is None,
    }
    return render(request, "indicators/situation.html", context, status=422 if kept else 200)


def _grouped(rows: list[Any]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.item.group, []).append(row)
    return list(groups.items())


def _returns(one: Situation) -> list[Any]:
    """单位报送: the unit returns of the same period, with how many have come. Their answers are not read here."""
    code = one.period if one.quarterly else f"{one.period[:4]}M{one.period[5:]}"
    return list(
        OpenPeriod.objects.filter(period=code)
        .annotate(
            filed=Count("owed", filter=Q(owed__state__in=FILED)),
            owing=Count("owed", filter=Q(owed__state__in=OPEN)),
        )
        .order_by("code")
    )


@require_POST
def explain(request: HttpRequest, period: str) -> HttpResponse:
    """说明一处存疑; what was typed stays on the page when it does not do."""
    one, given = _table(request, period), request.POST
    try:
        verbs.explain_doubt(
            situation=one, code=given.get("code", ""), check=given.get("check", ""), reason=given.get("reason", ""),
            by=signed_in(request),
        )  # fmt: skip
    except Invalid as fault:
        messages.error(request, str(fault))
        return _shown(request, one, {"code": given.get("code", ""), "reason": given.get("reason", "")})
    messages.success(request, "说明已记入。")
    return redirect("indicators:situation", period=period)


@require_POST
def keep_brief(request: HttpRequest, period: str) -> HttpResponse:
    """保存简报, or draft it anew."""
    one = _table(request, period)
    text = "" if request.POST.get("again") else request.POST.get("brief", "")
    verbs.save_brief(situation=one, text=text.replace("\r\n", "\n"), by=signed_in(request))
    messages.success(request, "已按现有数字重新起草。" if not text else "简报已保存。")
    return redirect("indicators:situation", period=period)


@require_POST
def chase(request: HttpRequest, period: str) -> HttpResponse:
    """发催报函 to everybody who owes a figure."""
    sent = verbs.chase(situation=_table(request, period), by=signed_in(request))
    passed = sum(not one.direct for one in sent)
    words = f"；其中{passed}个没有账号，由布置人转达" if passed else ""
    messages.success(request, f"已向{len(sent)}个单位发催报函（站内消息和邮件）{words}。")
    return redirect("indicators:situation", period=period)


@require_POST
def freeze(request: HttpRequest, period: str) -> HttpResponse:
    """冻结."""
    one = verbs.freeze_situation(situation=_table(request, period), by=signed_in(request))
    messages.success(request, f"{one}已冻结。以后登记的数不改动本表，在表旁显示。")
    return redirect("indicators:situation", period=period)


class FigureForm(forms.Form):
    """报一个数."""

    status = forms.ChoiceField(
        label="状态", choices=Status.choices, help_text="快报、测算填“估计数”；没有数的填“缺数”。"
    )
    value = forms.CharField(
        label="数值", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    publisher = forms.CharField(label="来源单位", max_length=120, required=False)
    title = forms.CharField(
        label="来源标题",
        max_length=200,
        required=False,
        help_text="发布物、快报或来函的名称，如“9月工业统计快报”。",
    )
    published_on = forms.CharField(label="来源日期", widget=forms.TextInput(attrs={"type": "date"}))
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="缺数必须写原因。")


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, period: str, code: str) -> HttpResponse:
    """/statistics/situation/<period>/<code>/: one figure with its source."""
    one, declared = _table(request, period), item(code)
    require(may_record(person(request)))
    if declared is None or code not in one.items or declared.automatic:
        raise Http404(f"{one}里没有要填报的“{code}”。")
    held = Observation.objects.filter(indicator=code, region="130000").order_by("-known_on", "-pk")
    newest = held.first()
    start = {
        "status": Status.PUBLISHED, "published_on": clock.today().isoformat(),
        "publisher": newest.publisher if newest else "",
    }  # fmt: skip
    form = FigureForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid() and _given(form, one, code, request):
        return redirect("indicators:situation", period=period)
    near = {
        row.period: row for row in held.filter(period__in=[last_period(period), year_before(period)])[::-1]
    }
    context = {
        "one": one,
        "item": declared,
        "indicator": catalogue.get(code),
        "form": form,
        "versions": [row for row in held if row.period == period],
        "near": [
            (name, near.get(when))
            for name, when in (("上期", last_period(period)), ("上年同期", year_before(period)))
        ],
    }
    return render(request, "indicators/situation_give.html", context, status=422 if form.errors else 200)


def _given(form: FigureForm, one: Situation, code: str, request: HttpRequest) -> bool:
    given = form.cleaned_data
    try:
        row = verbs.give_figure(
            situation=one, code=code, status=given["status"], publisher=given["publisher"], title=given["title"],
            value=parse_decimal(given["value"]) if given["value"] else None, note=given["note"],
            published_on=parse_date(given["published_on"]), by=signed_in(request),
        )  # fmt: skip
    except CodeError as fault:
        form.add_error("value", str(fault))
    except Invalid as fault:
        show_faults(form, fault)
    else:
        messages.success(
            request, f"已报{row.declared_title} {row.text}{row.unit}（{row.get_status_display()}）。"
        )
        return True
    return False


@require_safe
def table_file(request: HttpRequest, period: str) -> HttpResponse:
    """The table as .xlsx: as frozen, or as it stands."""
    one = _table(request, period)
    rows = one.frozen if one.frozen_at else printed(lines(one))
    state = f"{one.frozen_at:%Y-%m-%d}冻结，摘要{one.digest}" if one.frozen_at else "未冻结"
    notes = [f"{one}（{state}）", *([DEMONSTRATION_MARK] if settings.DEMONSTRATION else [])]
    headers = ["指标", "单位", "本期", "状态", "比上期末", "比上年同期", "说明", "来源"]
    keys = ("title", "unit", "text", "status", "last", "year", "reasons", "source")
    return xlsx_response(
        f"{one}.xlsx",
        headers,
        [[row[key] for key in keys] for row in rows],
        text_columns=("本期",),
        notes=notes,
    )
