"""One register entry: what it says, how it came, how the belief in it changed; correction by those who keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base import clock, refs
from jichuang.base.errors import Invalid, Refused
from jichuang.base.faults import show_faults
from jichuang.base.permissions import require
from jichuang.registry import registers, verbs
from jichuang.registry.models import Entry
from jichuang.registry.pages import doors
from jichuang.registry.pages.common import is_internal, region_choices, require_reader, user_of
from jichuang.registry.reads import home_name, region_name
from jichuang.registry.reads.entries import beside
from jichuang.registry.reads.personal import may_read_party
from jichuang.registry.verbs.guards import may_keep


class CorrectionForm(forms.Form):
    """更正条目."""

    name = forms.CharField(label="名称", max_length=200)
    number = forms.CharField(label="编号", max_length=64, required=False)
    region = forms.ChoiceField(label="县（市、区）")
    valid_from = forms.DateField(
        label="起始日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label="有效期至",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="当日仍有效；留空表示长期有效。",
    )
    basis = forms.CharField(label="依据文件", max_length=300, required=False)
    reason = forms.CharField(
        label="更正原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写入日志，如更名核准通知文号。",
    )

    def __init__(self, *args: object, entry: Entry, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        groups = region_choices(clock.today())
        known = {code for _, members in groups for code, _ in members}
        own = [] if entry.region in known else [(entry.region, region_name(entry.region, clock.today()))]
        self.fields["region"].choices = [*own, *groups]  # type: ignore[attr-defined]


@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry; former beliefs, sources and batches for people with an appointment only."""
    row = get_object_or_404(Entry.objects.select_related("party", "batch"), pk=pk)
    user = user_of(request)
    internal = is_internal(user)
    if not row.current and not internal:
        raise Http404("no such entry")
    require_reader(registers.get(row.register), user)
    today = clock.today()
    beliefs = Entry.objects.filter(register=row.register, subject=row.subject).order_by(
        "-recorded__startswith", "-pk"
    )
    declared = registers.get(row.register)
    context = {
        "entry": row,
        "register": declared,
        "kept": _kept(row),
        "home": home_name(row.home, today),
        "region": region_name(row.region, today),
        "in_force": row.in_force(today),
        "beside": [_beside(other, row, today) for other in beside(row, inside=internal)],
        "beliefs": beliefs if internal else [],
        "internal": internal,
        "origin": refs.resolve(row.source, user) if ":" in row.source else refs.Link(row.source),
        "may_correct": row.current and not declared.personal and may_keep(user, row.home, today).allowed,
        "doors": doors.of(row, user, today) if row.current else [],
        "party": row.party if row.party and may_read_party(user, row.party, today) else None,
    }
    return render(request, "registry/entry.html", context)


def _kept(entry: Entry) -> list[tuple[str, str]]:
    """(title, what the register keeps with the entry) in the order declared."""
    declared = registers.get(entry.register)
    return [(one.title, str(entry.attrs[one.key])) for one in declared.extra if entry.attrs.get(one.key)]


def _beside(other: Entry, entry: Entry, on: date) -> dict[str, Any]:
    """One row of what else the holder has: as what, and whether it stands on the day."""
    return {
        "entry": other,
        "register": registers.get(other.register),
        "own_name": other.name if other.name != entry.name else "",
        "kept": _kept(other),
        "live": other.in_force(on),
        "to_come": other.valid_from > on,
    }


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """更正: the form shows what is believed; saving closes that belief and writes the new one."""
    row = get_object_or_404(Entry, pk=pk)
    user = user_of(request)
    require(may_keep(user, row.home, clock.today()))
    if registers.get(row.register).personal:
        raise Refused("人员名录不在这里更正。", remedy="请由发证的环节撤销后重新发证。", conflict=True)
    initial = {
        key: getattr(row, key) for key in ("name", "number", "region", "valid_from", "valid_to", "basis")
    }
    form = CorrectionForm(request.POST or None, initial=initial, entry=row)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.pop("reason")
        try:
            fresh = verbs.correct_entry(entry=row, by=user, reason=reason, **form.cleaned_data)
        except Invalid as invalid:
            show_faults(form, invalid)
        else:
            messages.success(request, "已更正。更正前的内容仍可按当时所知查到。")
            return redirect("registry:entry", pk=fresh.pk)
    context = {"form": form, "entry": row, "register": registers.get(row.register)}
    return render(request, "registry/entry_correct.html", context, status=422 if form.errors else 200)
