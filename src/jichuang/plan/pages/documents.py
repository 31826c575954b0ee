"""文件台账和征求意见: what the plan promised to write, where each stands, and the public's say on the drafts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.base.tables import xlsx_response
from jichuang.plan import verbs
from jichuang.plan.models import Consultation, DraftText, Opinion
from jichuang.plan.pages.asking import asked, plan_or_404, typed_day, visitor
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.documents import Document, documents, open_consultations, past_consultations
from jichuang.plan.terms import Adopted

TRAP = "website"
"""A field no person sees: whoever fills it in is a machine."""
EVERY = 8
"""Opinions one browser may give in one session."""


@require_safe
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/documents/: every named document and its step; owners and lights inside only."""
    question = asked(request, slug)
    rows = documents(question.plan, question.day, question.known)
    if request.GET.get("format") == "xlsx":
        return _file(question.plan.title, rows, question.inside)
    done = sum(1 for one in rows if one.issued or one.reached == len(one.milestone.rungs))
    context = {
        "plan": question.plan, "asked": question, "rows": rows, "done": done, "running": open_consultations(),
        "milestones": len({one.milestone.code for one in rows}),
    }  # fmt: skip
    return render(request, "plan/documents.html", context)


@require_safe
def document(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """/plan/<slug>/documents/<code>/: drafts, consultations, number; the forms for those who write."""
    return _draw(request, slug, code)


def _draw(request: HttpRequest, slug: str, code: str, fault: Fault | None = None) -> HttpResponse:
    """A document's page; with a fault, what was typed stands in its form again."""
    question = asked(request, slug)
    rows = documents(question.plan, question.day, question.known, only=code)
    if not rows:
        raise Http404(f"《{question.plan.title}》没有要制定的文件“{code}”。")
    keeper = may_keep(visitor(request)).allowed
    context = {
        "plan": question.plan, "asked": question, "rows": rows, "code": code, "may_keep": keeper,
        "milestone": rows[0].milestone, "light": rows[0].row.light, "owner": rows[0].row.owner,
        **given_again(request, fault),
    }  # fmt: skip
    return render(request, "plan/document.html", context, status=fault.status if fault else 200)


@require_POST
def act(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Adds a draft, opens a consultation, or records the issue."""
    plan, given, user = plan_or_404(slug), request.POST, visitor(request)
    require(may_keep(user))

    def draft() -> str:
        row = verbs.add_draft(
            plan=plan, code=code, member=given.get("member", ""), title=given.get("title", ""), text=given.get("text", ""),
            note=given.get("note", ""), by=user,
        )  # fmt: skip
        return f"已收下{row}。"

    def consult() -> str:
        row = verbs.open_consultation(
            draft=_draft(plan.pk, code, given.get("draft", "")), purpose=given.get("purpose", ""), office=given.get("office", ""),
            closes_on=typed_day(given, "closes_on", "截止日期"), by=user,
        )  # fmt: skip
        return f"已公开征求意见，编号 {row.number}。"

    def issue() -> str:
        row = verbs.issue_document(
            draft=_draft(plan.pk, code, given.get("draft", "")), number=given.get("number", ""),
            issued_on=typed_day(given, "issued_on", "印发日期"), by=user,
        )  # fmt: skip
        return f"已登记印发：{row}。"

    ways: dict[str, Callable[[], str]] = {"draft": draft, "consult": consult, "issue": issue}
    fault = tried(request, lambda _: ways.get(given.get("way", ""), _no_way)())
    return _draw(request, slug, code, fault) if fault else redirect("plan:document", slug=slug, code=code)


def _no_way() -> str:
    raise Invalid.one("way", "没有这种办理", "请从页面上选择")


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """/consultations/: open ones first, then those that are over with their results."""
    return render(
        request, "plan/consultations.html", {"running": open_consultations(), "past": past_consultations()}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, number: str) -> HttpResponse:
    """/consultations/<number>/: the draft, the form while it is open, replies once they are published."""
    found = _consultation(number)
    keeper = may_keep(visitor(request)).allowed
    given = {name: request.POST.get(name, "") for name in ("clause", "text", "unit", "name", "contact")}
    fault, receipt = "", ""
    if request.method == "POST":
        try:
            receipt = _give(request, found, given)
        except Invalid as invalid:
            fault = str(invalid)
        else:
            given = dict.fromkeys(given, "")
    now = clock.now()
    published = found.summed_on is not None
    opinions = list(found.opinions.select_related("replied_by")) if published or keeper else []
    context = {
        "found": found, "open": found.opens_at <= now <= found.closes_at, "over": now > found.closes_at, "may_keep": keeper,
        "published": published, "opinions": opinions, "waiting": sum(one.adopted == Adopted.WAITING for one in opinions),
        "choices": [(value, label) for value, label in Adopted.choices if value != Adopted.WAITING], "given": given,
        "fault": fault, "receipt": receipt, "now": now, "trap": TRAP,
    }  # fmt: skip
    return render(request, "plan/consultation.html", context, status=422 if fault else 200)


@require_POST
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """答复 one opinion."""
    require(may_keep(visitor(request)))
    receipt = request.POST.get("receipt", "")
    opinion = get_object_or_404(Opinion, consultation__number=number, receipt=receipt)
    try:
        verbs.reply_to(
            opinion=opinion,
            adopted=request.POST.get("adopted", ""),
            reply=request.POST.get("reply", ""),
            by=visitor(request),
        )
        messages.success(request, f"已答复 {receipt}。")
    except Invalid as invalid:
        messages.error(request, f"没有保存：{invalid}")
    return redirect(f"{reverse('plan:consultation', args=[number])}#{receipt}")


@require_POST
def summary(request: HttpRequest, number: str) -> HttpResponse:
    """公布采纳情况."""
    require(may_keep(visitor(request)))
    try:
        verbs.publish_summary(
            consultation=_consultation(number), summary=request.POST.get("summary", ""), by=visitor(request)
        )
        messages.success(request, "已公布采纳情况。")
    except Invalid as invalid:
        messages.error(request, f"没有公布：{invalid}")
    return redirect("plan:consultation", number=number)


def _give(request: HttpRequest, found: Consultation, given: dict[str, str]) -> str:
    if request.POST.get(TRAP):
        raise Invalid.one("text", "没有收下", "请不要填写隐藏的栏目")
    count = int(request.session.get("opinions_given", 0))
    if count >= EVERY:
        raise Invalid.one("text", f"这个浏览器已经提了 {EVERY} 条", "请合并成一份，或寄给承办处室")
    row = verbs.give_opinion(consultation=found, **given)
    request.session["opinions_given"] = count + 1
    return row.receipt


def _consultation(number: str) -> Consultation:
    row = Consultation.objects.select_related("draft__plan").filter(number=number).first()
    if row is None:
        raise Http404(f"没有编号为“{number}”的征求意见。")
    return row


def _draft(plan: int, code: str, key: str) -> DraftText:
    row = (
        DraftText.objects.filter(plan_id=plan, code=code, pk=int(key)).first()
        if key.isdecimal() and len(key) < 18
        else None
    )
    if row is None:
        raise Invalid.one("draft", "没有选文件的哪一稿", "请从列表中选一稿")
    return row


def _file(title: str, rows: list[Document], inside: bool) -> HttpResponse:
    headers = [
        "代号",
        "文件",
        "条",
        "已到",
        "文号",
        "印发日期",
        "征求意见",
        *(["责任单位", "状态"] if inside else []),
    ]

    def cells(one: Document) -> list[Any]:
        issued = one.issued
        told = [one.milestone.code, one.title, one.milestone.item.number if one.milestone.item else "总体", one.step,
                issued.number if issued else "", issued.issued_on.isoformat() if issued else "",
                "、".join(c.number for c in one.consultations)]  # fmt: skip
        return [*told, *([one.row.owner, one.row.light.words] if inside else [])]

    return xlsx_response(f"{title}_文件台账.xlsx", headers, map(cells, rows), text_columns=("代号",))
