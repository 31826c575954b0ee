"""事项目录: every matter one may do, with facets, search and what each promises. Knows no matter by name."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.codes.tabular import write_csv
from jichuang.hall import catalogue as declared
from jichuang.hall.declare import Matter
from jichuang.hall.pages import facets


@dataclass(frozen=True, slots=True)
class Row:
    """One matter of the list."""

    matter: Matter
    open: bool
    days: int
    visits: int
    fee: str


def row(matter: Matter, is_open: bool) -> Row:
    """What the list says about a matter: promised working days, visits, fee."""
    guide = matter.guide
    promised = guide.promised_days if guide.promised_days is not None else matter.route.promised_days
    return Row(matter, is_open, promised, guide.visit_count, "收费" if guide.charged else "不收费")


def _listed(request: HttpRequest) -> tuple[list[Matter], dict[str, str], str]:
    """(matters of the search, chosen facet values, searched text) of an address."""
    text = request.GET.get("q", "")[:60].strip()
    return facets.searched(declared.all(), text), facets.chosen_in(request.GET.dict()), text


COLUMNS = (
    "代码",
    "名称",
    "性质",
    "服务对象",
    "系统归属",
    "承诺工作日",
    "到现场次数",
    "收费",
    "可自测",
    "状态",
)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list on the screen as CSV or JSON: the same search, the same facets, the same rows."""
    if form not in {"csv", "json"}:
        raise Http404("目录只能导出为 CSV 或 JSON")
    on = clock.today()
    found, chosen, _ = _listed(request)
    lines = []
    for one in facets.narrowed(found, chosen, on):
        held = row(one, one.open_on(on))
        kind = one.record_on(on).kind.title
        said = ("可办理" if held.open else "未开放", "是" if one.rules else "否")
        lines.append(
            (
                one.code,
                one.title,
                one.nature.title,
                one.audience,
                kind,
                held.days,
                held.visits,
                held.fee,
                said[1],
                said[0],
            )
        )
    if form == "json":
        rows = [dict(zip(COLUMNS, line, strict=True)) for line in lines]
        return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False})
    content = BytesIO()
    write_csv(content, COLUMNS, lines)
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = attachment("事项目录.csv")
    return response


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """办事大厅. `?q=` searches name, synonym and pinyin initials; facet values are in the address, so it can be shared."""
    on = clock.today()
    found, chosen, text = _listed(request)
    rows = [row(matter, matter.open_on(on)) for matter in facets.narrowed(found, chosen, on)]
    context = {
        "q": text,
        "chosen": chosen,
        "facets": facets.facets(found, chosen, on, text),
        "rows": rows,
        "total": len(declared.all()),
        "query": request.GET.urlencode(),
    }
    return render(request, "hall/catalogue.html", context)
