"""形势表的办理: open a month or quarter, type its figures with their source, explain doubts, draft the brief, freeze."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.base.seals.digest import sm3
from jichuang.indicators.models import Observation, Situation, SituationReason
from jichuang.indicators.reads.access import may_record
from jichuang.indicators.reads.comparing import days_of
from jichuang.indicators.reads.situation import facts, lines, printed
from jichuang.indicators.situation import brief, item
from jichuang.indicators.terms import Status
from jichuang.indicators.verbs.observations import period_problems, record_observation

if TYPE_CHECKING:
    from jichuang.accounts.models import User

GIVEN_DAYS = 10
"""Working days that whoever owes a figure has, unless the officer says otherwise (推定)."""


@transaction.atomic
def open_situation(*, period: str, items: Sequence[str], by: User, due_on: date | None = None) -> Situation:
    """布置一期: the chosen figures of a month or quarter that has reached its last day.

    Raises Refused without a provincial officer's appointment or when the period is open already, Invalid for another
    period, one that has not ended, or a choice without figures.
    """
    require(may_record(by))
    today, problems = clock.today(), period_problems(period)
    if not problems and (len(period) == 4 or "S" in period):
        problems = [Problem("period", f"“{period}”不是月也不是季", "月写 2018-09，季写 2018Q3")]
    if not problems and days_of(period)[1] > today:
        last = days_of(period)[1].isoformat()
        problems = [Problem("period", f"{period}还没有结束", f"{last}起可以布置")]
    wrong = [code for code in items if item(code) is None]
    if wrong or not items:
        problems.append(
            Problem(
                "items",
                f"选了不能入表的指标{'、'.join(wrong)}" if wrong else "一个指标也没有选",
                "请从列表中选择",
            )
        )
    due = due_on or clock.calendar().add_workdays(today, GIVEN_DAYS)
    if due < today:
        problems.append(Problem("due_on", f"报数期限{due.isoformat()}已过", "请写今后的日期"))
    if problems:
        raise Invalid(problems)
    try:
        with transaction.atomic():
            made = Situation.objects.create(
                period=period, items=list(dict.fromkeys(items)), due_on=due, opened_on=today, opened_by=by
            )
    except IntegrityError as fault:
        raise Refused(f"{period}的形势表已经布置过。", remedy="请在列表中打开它。", conflict=True) from fault
    _note(made, by, "situation.open", f"布置{made}，{len(made.items)}个指标，报数期限{due}")
    return made


def _note(situation: Situation, by: User, verb: str, summary: str, **detail: object) -> None:
    journal.record(
        actor=by, verb=verb, subject=Ref("situation", situation.period), summary=summary, detail=detail
    )


@transaction.atomic
def give_figure(
    *,
    situation: Situation,
    code: str,
    value: Decimal | None,
    status: str,
    publisher: str,
    title: str,
    by: User,
    published_on: date | None = None,
    note: str = "",
) -> Observation:
    """报数: a typed figure with its source, an estimate or the final one, or that there is none and why.

    A final figure replaces an estimate in the table; both stay. After the freeze it no longer changes the table, which
    shows it beside. Raises Invalid for a figure that is counted here, lacks its source, or is less firm than the held.
    """
    require(may_record(by))
    declared = item(code)
    if declared is None or code not in situation.items:
        raise Invalid.one("code", f"{situation}里没有“{code}”", "请在表中选择")
    if declared.automatic:
        raise Invalid.one("code", "这个数由系统计数，不能填报", "要改变它，请更正名录")
    return record_observation(
        indicator=code, period=situation.period, value=value, status=status, publisher=publisher, title=title,
        published_on=published_on or clock.today(), note=note, by=by,
    )  # fmt: skip


@transaction.atomic
def explain_doubt(*, situation: Situation, code: str, check: str, reason: str, by: User) -> SituationReason:
    """说明存疑的数. Raises Invalid without words, Refused for a frozen table or a doubt that no longer stands."""
    require(may_record(by))
    _open(situation)
    if len(reason.strip()) < 4:
        raise Invalid.one("reason", "说明太短", "请写明核实情况，如“某市补报上半年合同”，不少于4个字")
    doubts = [one for line in lines(situation) if line.item.code == code for one in line.open_doubts]
    found = next((doubt for doubt in doubts if doubt.key == check), None)
    if found is None:
        raise Refused("这一项已经没有待说明的问题。", remedy="请刷新页面。", conflict=True)
    made = SituationReason.objects.create(
        situation=situation, item=code, doubt=check, words=found.words, reason=reason.strip()[:300], by=by,
        at=clock.now(),
    )  # fmt: skip
    _note(situation, by, "situation.explain", f"{situation}说明{code}：{made.reason}", doubt=found.words)
    return made


def _open(situation: Situation) -> None:
    if situation.frozen_at is not None:
        raise Refused(
            f"{situation}已冻结，不再改动。", remedy="新的数登记后，在表旁显示为冻结后的更新。", conflict=True
        )


def drafted(situation: Situation) -> str:
    """The brief's draft from the rows as they stand."""
    kind = "季度创新形势简报" if situation.quarterly else "月度创新形势"
    return brief(f"{situation.title}{kind}", facts(situation, lines(situation)))


@transaction.atomic
def save_brief(*, situation: Situation, text: str, by: User) -> Situation:
    """Keeps the brief as an officer has edited it. Refused for a frozen table."""
    require(may_record(by))
    _open(situation)
    situation.brief, situation.brief_by = text.strip(), by
    situation.save(update_fields=["brief", "brief_by"])
    _note(situation, by, "situation.brief", f"保存{situation}简报，{len(situation.brief)}字")
    return situation


@transaction.atomic
def freeze_situation(*, situation: Situation, by: User) -> Situation:
    """冻结: keeps the printed rows and the brief with a digest. Raises Refused while a doubt or a figure is owing."""
    require(may_record(by))
    situation = Situation.objects.select_for_update(of=("self",)).get(pk=situation.pk)
    _open(situation)
    rows = lines(situation)
    doubtful = [f"{one.indicator.title}（{doubt.words}）" for one in rows for doubt in one.open_doubts]
    if doubtful:
        raise Refused(
            f"还有{len(doubtful)}处没有说明：{'；'.join(doubtful[:3])}。",
            remedy="请逐条说明后再冻结。",
            conflict=True,
        )
    owing = [one.indicator.title for one in rows if not one.given and not one.item.automatic]
    if owing:
        raise Refused(
            f"还有{len(owing)}个指标没有报数：{'、'.join(owing[:4])}。",
            remedy="请报估计数；确实没有的，状态选“缺数”并写原因。",
            conflict=True,
        )
    situation.frozen = printed(rows)
    situation.brief = situation.brief or drafted(situation)
    situation.frozen_at, situation.frozen_by = clock.now(), by
    content = json.dumps(
        [situation.period, situation.frozen, situation.brief], ensure_ascii=False, sort_keys=True
    )
    situation.digest = sm3(content.encode())
    situation.save(update_fields=["frozen", "brief", "frozen_at", "frozen_by", "digest"])
    _note(situation, by, "situation.freeze", f"冻结{situation}，摘要{situation.digest[:12]}", rows=len(rows))
    return situation


STATUSES = (Status.ESTIMATE, Status.PRELIMINARY, Status.PUBLISHED, Status.REVISED, Status.MISSING)
"""What a typed figure may say of itself."""
