"""文件制定: drafts, consultations, opinions, replies, issue. Each moves the milestone's ladder by a report with its evidence."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from jichuang.base import clock, journal
from jichuang.base.clock import SHANGHAI
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import (
    Consultation,
    DraftText,
    IssuedDocument,
    Milestone,
    Opinion,
    Plan,
    RungReport,
)
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.documents import LADDERS, reached_rung
from jichuang.plan.terms import Adopted
from jichuang.plan.verbs.following import report_step

if TYPE_CHECKING:
    from jichuang.accounts.models import User

LONGEST = 200_000
LONGEST_OPINION = 4000
SHORTEST = timedelta(days=7)
"""A consultation runs at least a week; thirty days is usual. The house's own arrangement (推定)."""
ISSUED_NUMBER = re.compile(r".{1,20}〔20\d{2}〕\d{1,4}号")


@transaction.atomic
def add_draft(
    *, plan: Plan, code: str, title: str, text: str, by: User, member: str = "", note: str = ""
) -> DraftText:
    """上传一稿; the next version of the document. The first one reports the step 起草.

    Raises Refused without a provincial appointment; Invalid for a code that names no document, or an empty or
    over-long text.
    """
    require(may_keep(by))
    milestone = _document(plan, code, member)
    problems = []
    if not title.strip():
        problems.append(Problem("title", "缺文件名称", "写全称，如《河北省新型研发机构建设工作指引》"))
    if not text.strip() or len(text) > LONGEST:
        problems.append(Problem("text", f"正文为空或超过{LONGEST}字", "把全文粘贴进来；附件另行存档"))
    if problems:
        raise Invalid(problems)
    held = DraftText.objects.select_for_update().filter(plan=plan, code=code, member=member)
    last = held.aggregate(last=Max("version"))["last"] or 0
    row = DraftText.objects.create(
        plan=plan, code=code, member=member, version=last + 1, title=title.strip()[:200], text=text.strip(),
        note=note.strip()[:300], written_at=clock.now(), written_by=by,
    )  # fmt: skip
    journal.record(actor=by, verb="document.draft", subject=_ref(plan, code), summary=f"{code} 上传{row}")
    _climb(milestone, member, 1, str(row), by)
    return row


@transaction.atomic
def open_consultation(
    *, draft: DraftText, purpose: str, office: str, closes_on: date, by: User
) -> Consultation:
    """公开征求意见 from now to the end of `closes_on`. Reports the step 征求意见.

    Raises Refused when one on this document is open or it is issued already; Invalid for a period under a week or
    missing words.
    """
    require(may_keep(by))
    plan, now = draft.plan, clock.now()
    closes_at = datetime.combine(closes_on, time(23, 59, 59), tzinfo=SHANGHAI)
    problems = []
    if not purpose.strip():
        problems.append(Problem("purpose", "没有说明为什么征求意见", "写清文件要解决什么、重点听什么意见"))
    if not office.strip():
        problems.append(Problem("office", "没有写承办处室", "写处室名称，提意见的人要知道找谁"))
    if closes_at - now < SHORTEST:
        earliest = (now + SHORTEST).date()
        problems.append(
            Problem("closes_on", f"截止日 {closes_on} 太近", f"至少七天，最早 {earliest}；一般不少于三十天")
        )
    if problems:
        raise Invalid(problems)
    same = Consultation.objects.select_for_update().filter(
        draft__plan=plan, draft__code=draft.code, draft__member=draft.member
    )
    if same.filter(closes_at__gt=now).exists():
        raise Refused("这个文件正在征求意见。", remedy="等它截止并公布采纳情况后再开下一次。", conflict=True)
    if IssuedDocument.objects.filter(
        draft__plan=plan, draft__code=draft.code, draft__member=draft.member
    ).exists():
        raise Refused("这个文件已经印发。", remedy="修订请上传新的一稿另行办理。", conflict=True)
    row = Consultation.objects.create(
        number=_number(plan.year), draft=draft, purpose=purpose.strip()[:1000], office=office.strip()[:120],
        opens_at=now, closes_at=closes_at, opened_by=by,
    )  # fmt: skip
    journal.record(
        actor=by, verb="document.consult", subject=_ref(plan, draft.code), summary=f"{row}，至{closes_on}"
    )
    _climb(_document(plan, draft.code, draft.member), draft.member, 2, f"征求意见 {row.number}", by)
    return row


@transaction.atomic
def give_opinion(
    *,
    consultation: Consultation,
    text: str,
    clause: str = "",
    unit: str = "",
    name: str = "",
    contact: str = "",
) -> Opinion:
    """提意见: by anybody, without an account. The same words twice are one opinion.

    Raises Refused outside the period (to the second of the server's clock), Invalid for an empty or over-long text.
    """
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    now = clock.now()
    if not row.opens_at <= now <= row.closes_at:
        raise Refused(
            f"征求意见已于{_told(row.closes_at)}截止，没有收下。",
            remedy="可以给承办处室写信，或等采纳情况公布后看结果。",
            conflict=True,
        )
    words = text.strip()
    if not 2 <= len(words) <= LONGEST_OPINION:
        raise Invalid.one("text", f"意见有{len(words)}个字", f"写 2 至 {LONGEST_OPINION} 字")
    digest = hashlib.sha256(
        f"{clause.strip()}\n{words}\n{unit.strip()}\n{contact.strip()}".encode()
    ).hexdigest()
    made, new = Opinion.objects.get_or_create(
        consultation=row, digest=digest,
        defaults={
            "receipt": f"YJ{secrets.token_hex(5).upper()}", "clause": clause.strip()[:80], "text": words,
            "unit": unit.strip()[:120], "name": name.strip()[:60], "contact": contact.strip()[:100], "given_at": now,
        },
    )  # fmt: skip
    if new:
        journal.record(
            actor=None,
            verb="document.opinion",
            subject=Ref("consultation", row.number),
            summary=f"收到意见{made.receipt}",
        )
    return made


@transaction.atomic
def reply_to(*, opinion: Opinion, adopted: str, reply: str, by: User) -> Opinion:
    """答复一条意见. Raises Refused without appointment, Invalid without a conclusion or its reason."""
    require(may_keep(by))
    if adopted not in Adopted.values or adopted == Adopted.WAITING:
        raise Invalid.one("adopted", "没有选采纳情况", "选采纳、部分采纳、未采纳或留作参考")
    if len(reply.strip()) < 2:
        raise Invalid.one("reply", "没有写答复", "采纳的写改在哪里，未采纳的写理由")
    row = Opinion.objects.select_for_update().select_related("consultation").get(pk=opinion.pk)
    row.adopted, row.reply, row.replied_at, row.replied_by = adopted, reply.strip()[:2000], clock.now(), by
    row.save(update_fields=["adopted", "reply", "replied_at", "replied_by"])
    number = row.consultation.number
    summary = f"答复意见{row.receipt}：{Adopted(adopted).label}"
    journal.record(actor=by, verb="document.reply", subject=Ref("consultation", number), summary=summary)
    return row


@transaction.atomic
def publish_summary(*, consultation: Consultation, summary: str, by: User) -> Consultation:
    """公布采纳情况, once the period is over and every opinion has its reply. Raises Refused before, Invalid without words."""
    require(may_keep(by))
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if clock.now() <= row.closes_at:
        raise Refused(
            f"征求意见{_told(row.closes_at)}才截止。", remedy="截止以后再公布采纳情况。", conflict=True
        )
    waiting = row.opinions.filter(adopted=Adopted.WAITING).count()
    if waiting:
        raise Refused(f"还有 {waiting} 条意见没有答复。", remedy="每条都答复后再公布。", conflict=True)
    if len(summary.strip()) < 2:
        raise Invalid.one("summary", "没有写采纳情况", "写收到多少条、采纳多少条、主要改在哪里")
    row.summary, row.summed_on = summary.strip(), clock.today()
    row.save(update_fields=["summary", "summed_on"])
    journal.record(
        actor=by,
        verb="document.summary",
        subject=Ref("consultation", row.number),
        summary=f"公布{row}的采纳情况",
    )
    return row


@transaction.atomic
def issue_document(*, draft: DraftText, number: str, issued_on: date, by: User) -> IssuedDocument:
    """印发: number and day; the milestone's step 印发 (or the law's last) is reported with them.

    Raises Refused while a consultation runs or its result was not published, Invalid for a number not written as
    冀科高〔2018〕12号, a day ahead, or one issued already.
    """
    require(may_keep(by))
    problems = []
    if not ISSUED_NUMBER.fullmatch(number.strip()):
        problems.append(
            Problem("number", f"文号“{number[:40]}”写法不对", "写作 冀科高〔2018〕12号，年份用六角括号")
        )
    elif IssuedDocument.objects.filter(number=number.strip()).exists():
        problems.append(Problem("number", f"文号“{number}”已经用过", "请核对文号"))
    if issued_on > clock.today():
        problems.append(Problem("issued_on", f"印发日期 {issued_on} 在今天之后", "印发以后再登记"))
    if IssuedDocument.objects.filter(draft=draft).exists():
        problems.append(Problem("number", "这一稿已经登记印发", "修订请上传新的一稿"))
    if problems:
        raise Invalid(problems)
    pending = Consultation.objects.filter(
        draft__plan=draft.plan, draft__code=draft.code, draft__member=draft.member, summed_on__isnull=True
    )
    if pending.exists():
        raise Refused(
            "征求意见的采纳情况还没有公布。", remedy="先答复每条意见并公布采纳情况，再印发。", conflict=True
        )
    row = IssuedDocument.objects.create(
        draft=draft, number=number.strip(), issued_on=issued_on, recorded_at=clock.now(), by=actor_text(by)
    )
    journal.record(
        actor=by,
        verb="document.issue",
        subject=_ref(draft.plan, draft.code),
        summary=f"印发{row}，{issued_on}",
    )
    milestone = _document(draft.plan, draft.code, draft.member)
    _climb(milestone, draft.member, min(4, len(milestone.rungs)), str(row), by, on=issued_on)
    return row


def _document(plan: Plan, code: str, member: str) -> Milestone:
    row = Milestone.objects.select_related("plan").filter(plan=plan, code=code, ladder__in=LADDERS).first()
    if row is None:
        raise Invalid.one("code", f"《{plan.title}》没有要制定的文件“{code}”", "从文件台账里选")
    if member not in (row.members or [""]):
        raise Invalid.one("member", f"{code} 没有“{member}”", f"应为{'、'.join(row.members)}之一")
    return row


def _climb(
    milestone: Milestone, member: str, rung: int, evidence: str, by: User, *, on: date | None = None
) -> RungReport | None:
    """Reports the step unless a later one was reached before."""
    if reached_rung(milestone, member) >= rung:
        return None
    return report_step(
        plan=milestone.plan, code=milestone.code, member=member, rung=rung, reached_on=on or clock.today(),
        evidence=evidence[:300], by=by,
    )  # fmt: skip


def _number(year: int) -> str:
    taken = Consultation.objects.filter(number__startswith=f"{year}-").count()
    return f"{year}-{taken + 1:02}"


def _ref(plan: Plan, code: str) -> Ref:
    return Ref("plan", f"{plan.slug}/{code}")


def _told(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
