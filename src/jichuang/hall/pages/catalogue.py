"""事项目录: every matter one may do, with facets, search and what each promises. Knows no matter by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.base import clock
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


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """办事大厅. `?q=` searches name, synonym and pinyin initials; facet values are in the address, so it can be shared."""
    on, text = clock.today(), request.GET.get("q", "")[:60].strip()
    found = facets.searched(declared.all(), text)
    chosen = facets.chosen_in(request.GET.dict())
    rows = [row(matter, matter.open_on(on)) for matter in facets.narrowed(found, chosen, on)]
    context = {
        "q": text,
        "chosen": chosen,
        "facets": facets.facets(found, chosen, on, text),
        "rows": rows,
        "total": len(declared.all()),
    }
    return render(request, "hall/catalogue.html", context)
