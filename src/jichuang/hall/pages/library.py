"""我的材料库: what a unit gave before and what was issued to it, to be used again without uploading. The unit's own people only."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock, files
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, Certificate, UnitMaterial
from jichuang.hall.pages.common import Crumb, as_problem, case_or_refusal, member
from jichuang.hall.pages.materials import draw, file_or_404
from jichuang.registry.models import Party
from jichuang.registry.reads import may_act, parties_of
from jichuang.registry.terms import Scope


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The library of the first unit the person acts for. Raises Refused for somebody who acts for none."""
    for party in parties_of(member(request), clock.today()):
        if party.credit_code:
            return redirect("hall:library", code=party.credit_code)
    raise Refused("您没有任何单位的授权，没有可看的材料库。", remedy="请先取得单位授权。")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def library(request: HttpRequest, code: str) -> HttpResponse:
    """One unit's library. POST puts one more file into it."""
    party, user = get_object_or_404(Party, credit_code=code), member(request)
    require(may_act(user, party, scope=Scope.VIEWER, on=clock.today()))
    if request.method != "POST":
        return _draw(request, party)
    require(may_act(user, party, scope=Scope.PREPARER, on=clock.today()))
    upload, given = request.FILES.get("file"), request.POST
    if upload is None:
        return _draw(request, party, [Problem("file", "没有选择文件", "请先选择文件")], 422)
    try:
        row = verbs.add_material(
            party=party,
            by=user,
            title=given.get("title", ""),
            stream=cast(BinaryIO, upload.file),
            filename=upload.name or "未命名",
            valid_until=_day(given.get("valid_until", "")),
        )
    except Invalid as invalid:
        return _draw(request, party, invalid.problems, 422)
    except Refused as refused:
        return _draw(request, party, [as_problem(refused, "file")], 422)
    messages.success(request, f"“{row.title}”已放入材料库。")
    return redirect("hall:library", code=code)


def _day(typed: str) -> Any:
    if not typed.strip():
        return None
    try:
        return parse_date(typed.strip(), field="有效期至")
    except CodeError as fault:
        raise Invalid.one("valid_until", str(fault)) from fault


def _draw(
    request: HttpRequest, party: Party, faults: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    user, on = member(request), clock.today()
    context = {
        "party": party,
        "others": [one for one in parties_of(user, on) if one.pk != party.pk and one.credit_code],
        "crumbs": [Crumb("我的办件", reverse("hall:my-cases")), Crumb("我的材料库")],
        "rows": reads.library(party, user),
        "certificates": reads.certificates_to_use(party),
        "may_change": bool(may_act(user, party, scope=Scope.PREPARER, on=on)),
        "faults": faults or [],
        "typed_title": request.POST.get("title", ""),
        "typed_until": request.POST.get("valid_until", ""),
    }
    return render(request, "hall/library.html", context, status=status)


def _held(code: str, key: int) -> UnitMaterial:
    return get_object_or_404(
        UnitMaterial.objects.select_related("party", "file"), pk=key, party__credit_code=code
    )


@login_required
@require_safe
def download(request: HttpRequest, code: str, key: int) -> FileResponse:
    """The file, for the unit's own people."""
    held = _held(code, key)
    require(may_act(member(request), held.party, scope=Scope.VIEWER, on=clock.today()))
    return files.response(held.file)


@login_required
@require_POST
def change(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """有效期 or 移出."""
    held, user = _held(code, key), member(request)
    if request.POST.get("then") == "hide":
        verbs.hide_material(held=held, by=user)
        messages.success(request, f"“{held.title}”已移出材料库；已用它的办件不受影响。")
        return redirect("hall:library", code=code)
    try:
        verbs.set_expiry(held=held, by=user, valid_until=_day(request.POST.get("valid_until", "")))
    except Invalid as invalid:
        return _draw(request, held.party, invalid.problems, 422)
    until = f"有效期至 {held.valid_until:%Y-%m-%d}" if held.valid_until else "没有截止日期"
    messages.success(request, f"“{held.title}”{until}。")
    return redirect("hall:library", code=code)


@login_required
@require_POST
def reuse(request: HttpRequest, number: str) -> HttpResponse:
    """从材料库选用: `held` is `m<row>` for a file, `c<certificate>` for what this system issued."""
    case, user = case_or_refusal(request, number), member(request)
    require(reads.may_try(user, "attach", case))
    material, chosen = request.POST.get("material", ""), request.POST.get("held", "")
    try:
        row = _reused(case, user, material, chosen)
    except Refused as refused:
        problem = as_problem(Refused(refused.reason, remedy=refused.remedy, field=material))
        return draw(request, case, [problem], status=422)
    messages.success(request, f"已从材料库选用“{row.file.name}”，不用再上传。")
    return redirect("hall:materials", number=number)


def _reused(case: Case, user: Any, material: str, chosen: str) -> Any:
    kind, key = chosen[:1], chosen[1:]
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else 0
    if kind == "c":
        issued = Certificate.objects.filter(pk=number, party=case.party).first()
        if issued is not None:
            return verbs.reuse_certificate(case=case, by=user, material=material, certificate=issued)
    held = UnitMaterial.objects.filter(pk=number, party=case.party).select_related("file", "party").first()
    if kind != "m" or held is None:
        raise Refused("没有选择材料，或它不在本单位的材料库里。", remedy="请从列表中选择。")
    return verbs.reuse_material(case=case, by=user, material=material, held=held)


@login_required
@require_POST
def verified(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """已核原件: the officer at the desk. From the unit's next filing on the file is offered as B."""
    case = case_or_refusal(request, number)
    row = file_or_404(case, key)
    verbs.verify_material(case=case, by=member(request), file=row, note=request.POST.get("note", ""))
    messages.success(request, f"“{row.file.name}”已记为核过原件。")
    return redirect(f"{reverse('hall:desk-case', args=[number])}?tab=files")
