"""年度评分定稿: one keeper proposes, another confirms; from then on the year's scores are shown as stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import Plan, YearClosing
from jichuang.plan.reads.access import may_close, may_keep
from jichuang.plan.reads.closing import as_content, closing_of, digest_of, proposed, versions_of
from jichuang.plan.reads.scoring import scores
from jichuang.plan.terms import Decided

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def propose_closing(*, plan: Plan, basis: str, by: User) -> YearClosing:
    """提出定稿 of the scores as they read today. Raises Refused without a keeper's appointment, before the year is over, and
    when it is closed or proposed already; Invalid without a basis or without owners to score."""
    require(may_keep(by))
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    day = clock.today()
    if day < plan.ends_on:
        raise Refused(f"{plan.year}年还没有结束。", remedy=f"{plan.ends_on}起可以提出定稿。", conflict=True)
    require_open(plan)
    if proposed(plan) is not None:
        raise Refused("已有一份定稿等待复核。", remedy="请先复核或退回那一份。", conflict=True)
    if not basis.strip():
        raise Invalid.one("basis", "未写依据", "请写考评会议纪要的名称或文号")
    content, versions = as_content(scores(plan, day)), versions_of(plan, day)
    if not content:
        raise Invalid.one("basis", "还没有责任单位可以评分", "请先交办")
    row = YearClosing.objects.create(
        plan=plan, as_of=day, known_at=clock.now(), content=content, versions=versions,
        digest=digest_of(day, content, versions), basis=basis.strip()[:200], asked_by_user=by, asked_by=actor_text(by),
    )  # fmt: skip
    journal.record(
        actor=by, verb="plan.propose_closing", subject=Ref("plan", plan.slug),
        summary=f"提出{plan.year}年度评分定稿，{len(content)}个单位（{row.basis}）", detail={"digest": row.digest},
    )  # fmt: skip
    return row


@transaction.atomic
def decide_closing(*, closing: YearClosing, approved: bool, by: User, answer: str = "") -> YearClosing:
    """复核 by a second person: confirmed, the scores are final as proposed. Raises Refused for who proposed it, for a second
    decision, and when the data have changed since; Invalid when it is sent back without a reason."""
    row = YearClosing.objects.select_for_update(of=("self",)).select_related("plan").get(pk=closing.pk)
    require(may_close(by, row))
    if row.state != Decided.ASKED:
        raise Refused("这份定稿已经复核过。", remedy="请刷新后再看。", conflict=True)
    if not approved and not answer.strip():
        raise Invalid.one("answer", "未写退回理由", "请写明哪一项不对")
    if approved and as_content(scores(row.plan, row.as_of)) != row.content:
        raise Refused(
            "提出定稿以后数据有变，不能照提出时的数定稿。",
            remedy="请退回，由提出人按现在的数重新提出。",
            conflict=True,
        )
    row.state = Decided.APPROVED if approved else Decided.REFUSED
    row.answer, row.decided_on, row.decided_at = answer.strip()[:300], clock.today(), clock.now()
    row.decided_by_user, row.decided_by = by, actor_text(by)
    row.save(update_fields=["state", "answer", "decided_on", "decided_at", "decided_by_user", "decided_by"])
    words = "定稿" if approved else f"退回定稿：{row.answer}"
    journal.record(
        actor=by, verb="plan.decide_closing", subject=Ref("plan", row.plan.slug),
        summary=f"{row.plan.year}年度评分{words}", detail={"digest": row.digest},
    )  # fmt: skip
    return row


def require_open(plan: Plan) -> None:
    """Raises Refused when the year's scores are final."""
    done = closing_of(plan)
    if done is not None:
        raise Refused(
            f"{plan.year}年度评分已于{done.decided_on}定稿，不再改动。",
            remedy="此后的变化会列在年考评页上。",
            conflict=True,
        )
