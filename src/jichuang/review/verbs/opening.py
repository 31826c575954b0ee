"""建立评审轮次: which cases are reviewed together, by how many of which kind, until when. Nothing is drawn yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.hall.declare import Action, Discipline, Member, Panel
from jichuang.hall.models import Case
from jichuang.hall.reads import can
from jichuang.review.models import Proposal, Round
from jichuang.review.terms import Mode, RoundState
from jichuang.review.verbs.guards import organised, require_allowed, round_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@transaction.atomic
def open_round(
    *,
    title: str,
    cases: Sequence[Case],
    quota: Mapping[str, int],
    closes_at: datetime,
    by: User,
    mode: Mode | str = Mode.PANEL,
    reviews: int | None = None,
    cap: int | None = None,
    one_per_unit: bool = True,
    fee_fen: int = 0,
    line: int | None = None,
) -> Round:
    """Opens a round over cases that all lie in the same panel stage of one matter and version.

    `quota` are the seats to draw for each kind. In a panel they are the group itself, which must be composed as the stage
    demands; otherwise each proposal gets `reviews` of them, each expert at most `cap` proposals. Raises Invalid with
    everything wrong, Refused for cases that `by` may not handle or that are in another round.
    """
    stage = _common_stage(cases, by)
    wanted = {kind: int(seats) for kind, seats in quota.items() if int(seats) > 0}
    size = sum(wanted.values())
    mode = Mode(mode)
    each = size if mode is Mode.PANEL else (reviews or stage.experts.at_least)
    faults = _faults(title, stage, wanted, each, mode, closes_at)
    if faults:
        raise Invalid(faults)
    first = cases[0]
    round = Round.objects.create(
        number=_next_number(), title=title.strip(), matter=first.matter, version=first.version,
        purpose=first.purpose, stage=stage.key, mode=mode, quota=wanted, reviews=each, cap=cap or len(cases),
        one_per_unit=one_per_unit, closes_at=closes_at, fee_fen=fee_fen,
        line=line if line is not None else stage.line, policy_on=clock.today(), opened_by=by,
        opened_at=clock.now(),
    )  # fmt: skip
    _list(round, cases)
    journal.record(
        actor=by,
        verb="round.open",
        subject=round_ref(round),
        summary=f"建立评审轮次“{round.title}”，{len(cases)}项",
        detail={"cases": [case.number for case in cases], "quota": wanted, "mode": mode.value},
    )
    return round


def _list(round: Round, cases: Sequence[Case]) -> None:
    Proposal.objects.bulk_create(
        Proposal(round=round, case=case, position=at + 1, code=_code(at)) for at, case in enumerate(cases)
    )


def _common_stage(cases: Sequence[Case], by: User) -> Panel:
    """The panel stage at which every case lies. Raises Invalid or Refused."""
    if not cases:
        raise Invalid.one("cases", "没有选择办件", "请至少选择一件")
    kinds = {(case.matter, case.version, case.purpose) for case in cases}
    if len(kinds) > 1:
        raise Invalid.one("cases", "所选办件不属于同一事项的同一版本", "请分开建立轮次")
    taken = Proposal.objects.filter(case__in=cases, live=True).select_related("case", "round").first()
    if taken is not None:
        raise Refused(f"办件{taken.case.number}已在“{taken.round.title}”中评审。", conflict=True)
    stage = _panel_of(cases[0])
    for case in cases:
        if not case.tasks.filter(stage=stage.key, done_at__isnull=True).exists():
            raise Refused(f"办件{case.number}不在“{stage.title}”环节。", conflict=True)
        require_allowed(can(by, Action.CONCLUDE, case))
    return stage


def _panel_of(case: Case) -> Panel:
    stage = case.stage_now
    for part in stage.parts if stage else ():
        if isinstance(part, Panel):
            if part.scoring is None:
                raise Refused(f"“{part.title}”没有声明评分办法，由承办岗位直接填写评审结果。", conflict=True)
            return part
    raise Refused(f"办件{case.number}不在专家评审环节。", remedy="请到办件页查看进度。", conflict=True)


def _faults(
    title: str, stage: Panel, quota: Mapping[str, int], each: int, mode: Mode, closes_at: datetime
) -> list[Problem]:
    found = []
    if not title.strip():
        found.append(Problem("title", "没有填写名称", "请写明是哪一轮评审"))
    if closes_at <= clock.now():
        found.append(Problem("closes_at", "评分截止时间已过", "请填写将来的时间"))
    unknown = [kind for kind in quota if kind and kind not in {one.value for one in Discipline}]
    found += [Problem("quota", f"没有“{kind}”这一类专家", "请按类别填写席位") for kind in unknown]
    if found:
        return found
    if mode is Mode.PANEL:
        group = [
            Member(f"{kind}{n}", Discipline(kind) if kind else None)
            for kind in quota
            for n in range(quota[kind])
        ]
        return [Problem("quota", one.message, one.remedy) for one in stage.experts.problems(group)]
    if each < stage.experts.at_least:
        found.append(Problem("reviews", f"每项{each}人评审", f"不少于{stage.experts.at_least}人"))
    if sum(quota.values()) < each:
        found.append(Problem("quota", f"只抽{sum(quota.values())}人，每项要{each}人", "请增加席位"))
    return found


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('review_round_number'::regclass)")
        return f"PS{clock.today():%Y}-{int(cursor.fetchone()[0]):04d}"


def _code(at: int) -> str:
    """A01 … A99, B01 …: says nothing about who applied."""
    return f"{LETTERS[at // 99 % len(LETTERS)]}{at % 99 + 1:02d}"


@transaction.atomic
def extend(*, round: Round, closes_at: datetime, by: User, why: str) -> Round:
    """延长评分时间: later than now and than before, with a reason."""
    round = organised(round, by, RoundState.DRAWN, RoundState.REVIEWING)
    if closes_at <= max(round.closes_at, clock.now()):
        raise Invalid.one("closes_at", "新的截止时间没有晚于原来的和现在", "请填写更晚的时间")
    if not why.strip():
        raise Invalid.one("why", "没有写明延长的理由", "请写明理由")
    round.closes_at = closes_at
    round.save(update_fields=["closes_at"])
    journal.record(
        actor=by, verb="round.extend", subject=round_ref(round), summary=f"评分延长：{why.strip()}",
        detail={"closes_at": closes_at},
    )  # fmt: skip
    return round


@transaction.atomic
def cancel_round(*, round: Round, by: User, why: str) -> None:
    """撤销轮次: only before anybody has been invited; the cases may then be put into another round."""
    round = organised(round, by, RoundState.PREPARING)
    if not why.strip():
        raise Invalid.one("why", "没有写明撤销的理由", "请写明理由")
    journal.record(
        actor=by, verb="round.cancel", subject=round_ref(round), summary=f"撤销“{round.title}”：{why.strip()}"
    )
    round.delete()
