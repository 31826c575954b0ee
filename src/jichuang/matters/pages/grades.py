"""园区年度评估: the province's desk gives each park its grade of a year, from the page or pasted by number. All or none is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.hall.pages.common import matter_or_404, member
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.matters.agri_park.evaluation import GRADES, WARNED, evaluate_parks, latest
from jichuang.registry.reads import entries
from jichuang.registry.reads.regions import home_name

GRADE = "grade-"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grades(request: HttpRequest) -> HttpResponse:
    """Every park with its latest grade, those warned on top; POST writes the grades chosen or pasted."""
    user, on = member(request), clock.today()
    require(holds_province_desk(user, on))
    faults: list[Problem] = []
    if request.method == "POST":
        try:
            done = evaluate_parks(
                year=_year(request.POST.get("year", "")), grades=_chosen(request.POST), basis=_basis(request.POST), by=user
            )  # fmt: skip
        except Invalid as invalid:
            faults = invalid.problems
        else:
            messages.success(request, f"已写入{len(done)}个园区的评估等次。")
            return redirect("matters:grades")
    parks = [
        (one, home_name(one.home, on), latest(one.attrs), request.POST.get(f"{GRADE}{one.pk}", ""))
        for one in entries("agri_park").in_force(on).order_by("home", "name", "id")
    ]
    context: dict[str, Any] = {
        "matter": matter_or_404("agri-park"),
        "parks": sorted(parks, key=lambda row: row[2][1] != WARNED),
        "grades": GRADES,
        "warned": WARNED,
        "year": request.POST.get("year", str(on.year)),
        "typed": {key: request.POST.get(key, "") for key in ("basis", "lines")},
        "faults": faults,
    }
    return render(request, "matters/grades.html", context, status=422 if faults else 200)


def _year(text: str) -> int:
    this = clock.today().year
    if not text.isdecimal() or not this - 1 <= int(text) <= this:
        raise Invalid.one("year", f"评估年度“{text}”不对", f"应为{this - 1}或{this}")
    return int(text)


def _basis(sent: Mapping[str, str]) -> str:
    text = sent.get("basis", "").strip()[:120]
    if not text:
        raise Invalid.one("basis", "没有写明评估依据", "请写通知的标题或文号")
    return text


def _chosen(sent: Mapping[str, str]) -> dict[str, str]:
    """{number: grade}: the lists of the table, then the lines pasted. Raises Invalid for a line without two columns, or for nothing."""
    keys = {name.removeprefix(GRADE): text for name, text in sent.items() if name.startswith(GRADE) and text}
    rows = (
        entries("agri_park").in_force(clock.today()).filter(pk__in=[key for key in keys if key.isdecimal()])
    )
    found = {one.number: keys[str(one.pk)] for one in rows}
    problems = []
    for at, line in enumerate(sent.get("lines", "").splitlines(), start=1):
        parts = line.split()
        if len(parts) == 2:
            found[parts[0]] = parts[1]
        elif parts:
            problems.append(Problem("lines", f"第{at}行“{line.strip()}”不是两栏", "每行写编号和等次"))
    if problems:
        raise Invalid(problems)
    if not found:
        raise Invalid.one("lines", "没有选择或粘贴任何等次", "请至少给一个园区评定等次")
    return found
