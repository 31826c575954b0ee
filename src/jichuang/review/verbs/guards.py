"""What every verb of review shares: permission or refusal, the locked round, letters to experts. Knows no page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jichuang.base import clock, mail
from jichuang.base.errors import Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import Decision, require
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.review.models import Expert, Round
from jichuang.review.reads.permissions import may_keep_pool, may_organise
from jichuang.review.terms import RoundState

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def require_keeper(by: User | None) -> None:
    """Raises Refused unless `by` may keep the pool; None is the system itself (demonstration)."""
    if by is not None:
        require(may_keep_pool(by, clock.today()))


def require_keeper_or_self(expert: Expert, by: User | None) -> None:
    """As `require_keeper`, and the expert about himself."""
    if by is None or expert.user_id != by.pk:
        require_keeper(by)


def locked(round: Round, *states: RoundState) -> Round:
    """The round, its row locked. Raises Refused (conflict) when it is in none of `states`."""
    held = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if states and RoundState(held.state) not in states:
        raise Refused(
            f"“{held.title}”{RoundState(held.state).label}，这一步不能做。",
            remedy="请刷新页面。",
            conflict=True,
        )
    return held


def organised(round: Round, by: User, *states: RoundState) -> Round:
    """`locked`, after checking that `by` organises the round."""
    require_allowed(may_organise(by, round))
    return locked(round, *states)


def require_allowed(decision: Decision) -> None:
    """Raises Refused with the decision's reason unless it allows."""
    require(decision)


def round_ref(round: Round) -> Ref:
    """`round:<number>`."""
    return Ref("round", round.number)


def write(expert: Expert, round: Round, subject: str, body: str) -> None:
    """Tells the expert, by letter alone while he has no account. It never names a proposal."""
    title = f"专家评审：{subject}"
    words = f"{expert.name}专家：\n\n{body}\n\n请登录后从“我的评审”进入。评审信息请勿外传。"
    about = round_ref(round)
    if expert.user is not None:
        tell(
            [expert.user], kind=MessageKind.DUTY, subject=title, body=words, about=about, address=expert.email
        )
    elif expert.email:
        mail.send(to=expert.email, subject=title, body=words, subject_ref=about)
