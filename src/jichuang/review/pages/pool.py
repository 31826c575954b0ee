"""专家库: list, one expert with everything dated, entering and updating, rosters. Keepers of the pool only."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.tables import XLSX, paginate
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import write_xlsx
from jichuang.hall.declare import Discipline
from jichuang.review import verbs
from jichuang.review.models import Expert, Roster
from jichuang.review.pages.common import member
from jichuang.review.reads.permissions import may_keep_pool
from jichuang.review.reads.pool import described, doubts, search
from jichuang.review.roster import COLUMNS
from jichuang.review.terms import ExpertState, RosterState, TieKind
from jichuang.review.verbs import importing

CHIPS = {"proposed": "warn", "confirmed": "ok", "paused": "none", "removed": "none"}
ROWS = {"new": ("ok", "新增"), "changed": ("warn", "说明有变"), "same": ("none", "无变化"), "error": ("bad", "有误"), "duplicate": ("none", "表内重复")}  # fmt: skip


def _keeper(request: HttpRequest) -> None:
    require(may_keep_pool(member(request), clock.today()))


@login_required
@never_cache
@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    """专家库."""
    _keeper(request)
    asked = {key: request.GET.get(key, "")[:60] for key in ("q", "kind", "state")}
    page = paginate(request, search(text=asked["q"], kind=asked["kind"], state=asked["state"]))
    on = clock.today()
    rows = [(one, CHIPS[one.expert.state], doubts(one, on)) for one in described(page, on)]
    context = {
        "page": page, "rows": rows, "asked": asked, "kinds": [(one.value, one.title) for one in Discipline],
        "states": ExpertState.choices, "waiting": Roster.objects.filter(state=RosterState.PREVIEWED).count(),
    }  # fmt: skip
    return render(request, "review/experts.html", context)


@login_required
@never_cache
@require_safe
def expert(request: HttpRequest, number: str) -> HttpResponse:
    """One expert: description, employers, ties, restrictions, rounds."""
    _keeper(request)
    verbs.read_expert(expert=get_object_or_404(Expert, number=number), by=member(request))
    return _draw(request, number)


def _draw(
    request: HttpRequest, number: str, faults: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    held = get_object_or_404(Expert.objects.select_related("user"), number=number)
    on = clock.today()
    (one,) = described([held], on)
    context = {
        "expert": held, "now": one, "chip": CHIPS[held.state], "doubts": doubts(one, on),
        "profiles": held.profiles.order_by("-valid"), "employments": held.employments.order_by("-valid"),
        "ties": held.ties.order_by("-id"), "restrictions": held.restrictions.order_by("-id"),
        "seats": held.seats.exclude(state="reserve").select_related("round").order_by("-id")[:30],
        "tie_kinds": TieKind.choices, "states": ExpertState.choices, "faults": faults or [],
    }  # fmt: skip
    return render(request, "review/expert.html", context, status=status)


def _set_state(held: Expert, given: QueryDict, by: User) -> None:
    if given.get("state") not in ExpertState.values:
        raise Invalid.one("state", "没有选择状态", "请选择")
    verbs.set_state(expert=held, state=str(given.get("state")), by=by, why=given.get("why", ""))


def _employ(held: Expert, given: QueryDict, by: User) -> None:
    verbs.employ(
        expert=held, by=by, unit=given.get("unit", ""), credit_code=given.get("credit_code", ""),
        from_day=_day(given, "from_day"), to_day=_day(given, "to_day"),
    )  # fmt: skip


def _tie(held: Expert, given: QueryDict, by: User) -> None:
    if given.get("kind") not in TieKind.values:
        raise Invalid.one("kind", "没有选择关系", "请选择")
    verbs.tie(
        expert=held, by=by, kind=str(given.get("kind")), person=given.get("person", ""), unit=given.get("unit", ""),
        note=given.get("note", ""), to_day=_day(given, "to_day"),
    )  # fmt: skip


def _restrict(held: Expert, given: QueryDict, by: User) -> None:
    verbs.restrict(
        expert=held, by=by, reason=given.get("reason", ""), basis=given.get("basis", ""),
        from_day=_day(given, "from_day") or clock.today(), to_day=_day(given, "to_day"),
    )  # fmt: skip


def _day(given: QueryDict, key: str) -> date | None:
    text = given.get(key, "").strip()
    try:
        return parse_date(text, field="日期") if text else None
    except CodeError as error:
        raise Invalid.one(key, str(error).rstrip("。")) from error


DEEDS = {"state": _set_state, "employ": _employ, "tie": _tie, "restrict": _restrict}


@login_required
@require_POST
def expert_act(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """Confirm or pause, employ, tie, restrict."""
    _keeper(request)
    held = get_object_or_404(Expert, number=number)
    try:
        if deed not in DEEDS:
            raise Refused("没有这一步。", conflict=True)
        DEEDS[deed](held, request.POST, member(request))
    except Invalid as invalid:
        return _draw(request, number, invalid.problems, 422)
    messages.success(request, "已登记。")
    return redirect("review:expert", number=number)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rosters(request: HttpRequest) -> HttpResponse:
    """导入专家名册: upload, then a preview."""
    _keeper(request)
    faults: list[Problem] = []
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise Invalid.one("file", "没有选择文件", "请选择 .xlsx 或 .csv 名册")
            made = importing.preview_roster(
                file=upload, filename=upload.name or "名册.xlsx", by=member(request)
            )
        except Invalid as invalid:
            faults = invalid.problems
        except Refused as refusal:
            faults = [Problem("file", refusal.reason.rstrip("。"), refusal.remedy)]
        else:
            return redirect("review:roster", pk=made.pk)
    page = paginate(request, Roster.objects.select_related("uploaded_by").order_by("-id"))
    return render(
        request, "review/rosters.html", {"page": page, "faults": faults}, status=422 if faults else 200
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview: every faulty cell with its remedy; confirm or give up."""
    _keeper(request)
    held = get_object_or_404(Roster.objects.select_related("uploaded_by"), pk=pk)
    if request.method == "POST":
        if request.POST.get("then") == "discard":
            importing.discard_roster(roster=held, by=member(request))
            messages.success(request, "已放弃，专家库没有变化。")
            return redirect("review:rosters")
        told = importing.commit_roster(roster=held, by=member(request))
        messages.success(
            request,
            f"已写入：新增 {told.get('new', 0)} 人，更新 {told.get('changed', 0)} 人。新增的待确认后才参加抽取。",
        )
        return redirect("review:roster", pk=pk)
    wanted = request.GET.get("state", "")
    listed = [row for row in held.rows if not wanted or row["state"] == wanted]
    page = paginate(request, listed, 50)
    context = {
        "roster": held, "page": page, "rows": [(row, *ROWS[row["state"]]) for row in page],
        "tabs": [(key, title, importing.counts(held).get(key, 0)) for key, (_, title) in ROWS.items()],
        "wanted": wanted, "open": held.state == RosterState.PREVIEWED,
    }  # fmt: skip
    return render(request, "review/roster.html", context)


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The roster template: codes as text, kinds as a list, notes above the heading."""
    _keeper(request)
    target = BytesIO()
    write_xlsx(
        target,
        [column.title for column in COLUMNS],
        [],
        text_columns=[column.title for column in COLUMNS if column.text],
        notes=[
            "专家名册模板。必填：" + "、".join(column.title for column in COLUMNS if column.required) + "。"
        ]
        + [f"{column.title}：{column.note}" for column in COLUMNS if column.note],
        sheet="专家",
        choices={"类别": [one.title for one in Discipline]},
    )
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = attachment("专家名册模板.xlsx")
    return response
