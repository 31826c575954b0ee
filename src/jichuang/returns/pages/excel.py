"""Excel out and in: the period's list with its figures; one return's sheet, filled in elsewhere and read back with cell addresses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table
from jichuang.hall.declare import Field, FieldType
from jichuang.hall.declare.values import show
from jichuang.hall.pages.common import member
from jichuang.registry.reads import home_name, region_name
from jichuang.returns import verbs
from jichuang.returns.models import Filing, Owed
from jichuang.returns.pages.common import owed_or_refusal, period_or_404, revision_of
from jichuang.returns.reads.owed import last_filing, prefilled, within
from jichuang.returns.reads.permissions import may_fill

SHEET = ("键", "填报项", "单位", "本期", "上期")
NUMERIC = {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY}


@login_required
@never_cache
@require_safe
def listed(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The chase list with every figure handed in; for a survey the states alone, never named answers."""
    opened = period_or_404(code, period)
    declared, user = opened.declaration, member(request)
    rows = list(within(user, opened))
    if not rows:
        raise Refused("您的岗位在这一期没有要看的单位。", remedy="请由单位所在地的科技部门办理。")
    newest: dict[int, Filing] = {}
    fields = declared.form.fields if declared.survey is None else ()
    if fields:
        for filing in Filing.objects.filter(owed__in=[row.pk for row in rows]).order_by("owed_id", "number"):
            newest[filing.owed_id] = filing
    titles = [f"{field.title}（{field.unit}）" if field.unit else field.title for field in fields]
    headers = [
        "单位名称",
        "主体标识",
        "考核归属",
        "县（市、区）",
        "状态",
        "应报日期",
        "报送日期",
        "催报次数",
        *titles,
    ]
    return xlsx_response(
        f"{opened.title}.xlsx",
        headers,
        [_row(row, newest.get(row.pk), fields) for row in rows],
        text_columns=["主体标识"],
        notes=[DEMONSTRATION_MARK, str(declared.survey) if declared.survey else declared.title],
    )


def _row(row: Owed, filing: Filing | None, fields: tuple[Field, ...]) -> list[Any]:
    on = row.period.roster_on
    held = filing.answers if filing else {}
    return [
        row.name, row.subject, home_name(row.home, on), region_name(row.region, on), row.get_state_display(),
        row.due_on.isoformat(), row.handed_in_on.isoformat() if row.handed_in_on else "", row.urges,
        *(_cell(field, held.get(field.key)) for field in fields),
    ]  # fmt: skip


def _cell(field: Field, stored: Any) -> Any:
    text = show(field, stored)
    return Decimal(text.replace(",", "")) if text and field.type in NUMERIC else text


@login_required
@never_cache
@require_safe
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """One return as a sheet to fill in: this period's figures (saved or prefilled) beside the last ones."""
    owed = owed_or_refusal(request, key)
    require(may_fill(member(request), owed))
    filing, _ = last_filing(owed)
    before, held = filing.answers if filing else {}, prefilled(owed)
    rows = []
    for field in owed.period.declaration.form.fields:
        stored = owed.answers.get(field.key)
        if stored is None and owed.saved_at is None and field.key in held:
            stored = held[field.key]["value"]
        rows.append(
            [field.key, field.title, field.unit, _cell(field, stored), _cell(field, before.get(field.key))]
        )
    return xlsx_response(f"{owed.period.title}（{owed.name}）.xlsx", SHEET, rows, notes=[DEMONSTRATION_MARK])


@login_required
@require_POST
def upload(request: HttpRequest, key: int) -> HttpResponse:
    """Reads the sheet back into the draft: every fault with its cell; what can be read is saved."""
    owed = owed_or_refusal(request, key)
    require(may_fill(member(request), owed))
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise Invalid.one("file", "没有选择文件", "请选择填好的 Excel")
        answers, faults = _read(owed, sent)
        if answers:
            owed = verbs.save(owed=owed, by=member(request), answers=answers, revision=revision_of(request))
    except CodeError as fault:
        messages.error(request, str(fault))
    except Invalid as invalid:
        messages.error(request, str(invalid))
    else:
        messages.success(request, f"已从 Excel 读入{len(answers)}项，请核对。")
        for fault_words in faults:
            messages.warning(request, fault_words)
    return redirect("returns:form", key=key)


def _read(owed: Owed, sent: Any) -> tuple[dict[str, str], list[str]]:
    """({field: text}, faults with cell addresses) of one sheet."""
    table = read_table(sent, sent.name, expected=SHEET)
    key_at, value_at = table.index("键"), table.index("本期")
    if key_at < 0 or value_at < 0:
        raise Invalid.one("file", "表头没有“键”或“本期”", "请用本页下载的表填写")
    known = {field.key: field for field in owed.period.declaration.form.fields}
    answers: dict[str, str] = {}
    faults: list[str] = []
    for row in table:
        name, cell = row.cells[key_at].value.strip(), row.cells[value_at]
        if name not in known:
            if name:
                faults.append(f"{row.cells[key_at].address}：没有填报项“{name}”，这一行没有读入")
            continue
        answers[name] = cell.value.strip()
        _, rough = verbs.parse_answers(owed.period.declaration.form, {name: answers[name]}, owed.answers)
        faults += [f"{cell.address}：{one['problem']}" for one in rough.values()]
    return answers, faults
