"""Writes of the regional index: begin, change, fill, release. A released version is never touched again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.indicators import catalogue
from jichuang.indicators.index import Content, compute, digest, read_content, read_sheet
from jichuang.indicators.models import IndexRelease, Scheme
from jichuang.indicators.reads.access import may_record
from jichuang.indicators.reads.index import published_for
from jichuang.indicators.reads.series import figures as counted
from jichuang.registry.reads import homes

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def begin_scheme(*, key: str, content: Content, by: User, counties: bool = False) -> Scheme:
    """新建指标体系草案. Raises Refused without a provincial appointment, Invalid for a key that is taken or odd."""
    require(may_record(by))
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", key):
        raise Invalid.one(
            "key", f"代号“{key[:40]}”写法不对", "用小写英文、数字和连字符，如 region-innovation"
        )
    if Scheme.objects.filter(key=key).exists():
        raise Invalid.one("key", f"代号“{key}”已经有了", "换一个代号，或打开原有的草案")
    row = Scheme.objects.create(
        key=key, content=content.data(), counties=counties, changed_by=by, changed_at=clock.now()
    )
    journal.record(
        actor=by, verb="index.begin", subject=Ref("index", key), summary=f"新建指标体系草案《{row}》"
    )
    return row


@transaction.atomic
def change_scheme(
    *, scheme: Scheme, by: User, revision: int, title: str, rows: Sequence[Mapping[str, str]],
    recipe: Mapping[str, str], grades: str, note: str = "",
) -> Scheme:  # fmt: skip
    """修改草案. Raises Refused without appointment or when another save came first, Invalid with every fault."""
    row = _held(scheme, by)
    if row.revision != revision:
        who = row.changed_by.name if row.changed_by else "别人"
        raise Refused(
            f"草案已被{who}改过，您打开的是旧的一份，没有保存。",
            remedy="请在新窗口打开草案，核对后再改。",
            conflict=True,
        )
    content = read_content(title, rows, recipe, grades, note)
    row.content = content.data()
    _save(row, by, "index.change", f"修改指标体系草案《{title}》：{len(content.lines)}行")
    return row


@transaction.atomic
def fill_from_sheet(*, scheme: Scheme, file: IO[bytes], filename: str, by: User) -> Scheme:
    """上传数据表. Raises what `read_sheet` raises; then nothing is changed."""
    row = _held(scheme, by)
    table = read_sheet(file, filename, row.scheme, largest=settings.UPLOAD_LIMIT)
    row.figures = table.data()
    _save(row, by, "index.fill", f"为《{row}》上传数据表“{filename}”：{len(table.units)}个单元")
    return row


@transaction.atomic
def fill_from_registers(*, scheme: Scheme, on: date, by: User) -> Scheme:
    """从名录取数: every line bound to a register indicator gets the counts of the fourteen units at the close of `on`."""
    row = _held(scheme, by)
    bound = {line.code: line.indicator for line in row.scheme.lines if line.indicator and not line.aggregate}
    if not bound or row.counties:
        raise Invalid.one(
            "on",
            "没有可以从名录取的指标",
            "在“名录指标”一栏写指标代码，如 hnte-in-force；按县的体系请上传数据表",
        )
    read = counted(bound.values(), [on], by_home=True)
    units = homes(on)
    columns = {}
    for code, indicator in bound.items():
        values = read.by_home(indicator, on)
        if values is None:
            raise Invalid.one("on", f"“{indicator}”还没有名录条目，不能取数", "先导入名录，或改为上传数据表")
        columns[code] = {unit.code: float(values.get(unit.code, 0)) for unit in units}
    source = f"名录实时计数，{on.isoformat()}"
    table = row.table.with_columns([u.code for u in units], [u.short for u in units], columns, source)
    row.figures = table.data()
    _save(row, by, "index.fill", f"为《{row}》从名录取{len(bound)}项指标，截至{on.isoformat()}")
    return row


@transaction.atomic
def fill_denominators(*, scheme: Scheme, period: str, by: User, known: date | None = None) -> Scheme:
    """取分母: the figures published for a year, each unit's in the version known on `known` (None = today), with its source.

    Estimates do not divide. Raises Invalid for a scheme without denominators or units, a year that is not one, or an
    indicator of which no unit has a published figure.
    """
    row = _held(scheme, by)
    codes, table = row.scheme.denominators, row.table
    if not codes or not table.units:
        raise Invalid.one(
            "denominators", "没有可取的分母" if not codes else "还没有地区", "先写分母并取得数据"
        )
    if not re.fullmatch(r"20\d\d", period):
        raise Invalid.one("denominators", f"分母年度“{period[:10]}”写法不对", "写四位年份，如 2017")
    taken = {code: published_for(code, period, table.units, known or clock.today()) for code in codes}
    bare = [catalogue.get(code).title for code, one in taken.items() if not one.known]
    if bare:
        raise Invalid.one(
            "denominators",
            f"{'、'.join(bare)}{period}年各地区都没有公开发布数",
            "先登记或导入发布数，或换一个年度",
        )
    row.figures = replace(table, denominators=taken).data()
    _save(row, by, "index.fill", f"为《{row}》取分母：{'；'.join(one.says for one in taken.values())}")
    return row


@transaction.atomic
def release_index(
    *, scheme: Scheme, period: str, by: User, revision: int, public: bool = False, note: str = ""
) -> IndexRelease:
    """发布一版: computes, freezes scheme, figures and results under a digest. What was released before stays.

    Raises Refused without appointment or when the draft was changed meanwhile, Invalid where the index cannot be
    computed or the year is not one.
    """
    row = _held(scheme, by)
    if row.revision != revision:
        raise Refused(
            "草案在您预览之后被改过，没有发布。", remedy="请重新预览，看过名次变动后再发布。", conflict=True
        )
    if not re.fullmatch(r"20\d\d", period):
        raise Invalid.one("period", f"评价年度“{period[:10]}”写法不对", "写四位年份，如 2017")
    found = compute(row.scheme, row.table)
    results = found.results()
    last = row.releases.aggregate(last=Max("number"))["last"] or 0
    made = IndexRelease.objects.create(
        scheme=row, number=last + 1, period=period, content=row.content, figures=row.figures, results=results,
        digest=digest(row.scheme, row.table, results), public=public, note=note.strip()[:300],
        released_on=clock.today(), released_by=by.name,
    )  # fmt: skip
    journal.record(
        actor=by, verb="index.release", subject=Ref("index", f"{row.key}/{made.number}"), summary=f"发布{made}",
        detail={"digest": made.digest, "public": public, "period": period},
    )  # fmt: skip
    return made


def _held(scheme: Scheme, by: User) -> Scheme:
    require(may_record(by))
    return Scheme.objects.select_for_update().get(pk=scheme.pk)


def _save(row: Scheme, by: User, verb: str, summary: str) -> None:
    row.revision += 1
    row.changed_by, row.changed_at = by, clock.now()
    row.save()
    journal.record(actor=by, verb=verb, subject=Ref("index", row.key), summary=summary)
