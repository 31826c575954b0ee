"""Words of expert review: states, ties, reasons to avoid. Every reason has its sentence here. Knows no table."""

from __future__ import annotations

from django.db.models import TextChoices


class ExpertState(TextChoices):
    """在库状态. Only confirmed experts are drawn."""

    PROPOSED = "proposed", "待确认"
    CONFIRMED = "confirmed", "在库"
    PAUSED = "paused", "暂停抽取"
    REMOVED = "removed", "已出库"


class TieKind(TextChoices):
    """关系. `lasting` ones have no years after which they end."""

    RELATIVE = "relative", "近亲属"
    MENTOR = "mentor", "师生"
    COAUTHOR = "coauthor", "合著"
    COPROJECT = "coproject", "共同承担项目"
    COINVENTOR = "coinventor", "共同发明"
    INTEREST = "interest", "持股、任顾问或有其他利益"
    DISPUTE = "dispute", "争议"

    @property
    def lasting(self) -> bool:
        """近亲属、师生、争议 do not fade with years; the others count for the years the rule names."""
        return self in {TieKind.RELATIVE, TieKind.MENTOR, TieKind.DISPUTE}


class AvoidKind(TextChoices):
    """回避事由: why an expert may not review a proposal. In the order in which they are shown."""

    SELF = "self", "本人参与申报"
    SAME_UNIT = "same_unit", "同一单位"
    RELATIVE = "relative", "近亲属"
    MENTOR = "mentor", "师生"
    COAUTHOR = "coauthor", "合著"
    COPROJECT = "coproject", "共同承担项目"
    COINVENTOR = "coinventor", "共同发明"
    INTEREST = "interest", "利益关系"
    DISPUTE = "dispute", "争议"
    NAMED = "named", "申报人申请回避"
    INTEGRITY = "integrity", "诚信记录"
    DECLARED = "declared", "专家本人声明"


class RosterState(TextChoices):
    """专家名册导入."""

    PREVIEWED = "previewed", "待确认"
    COMMITTED = "committed", "已写入"
    DISCARDED = "discarded", "已放弃"


class RoundState(TextChoices):
    """评审轮次. `is_blind_to_scores`: nobody sees another's scores yet."""

    PREPARING = "preparing", "待抽取"
    DRAWN = "drawn", "已抽取，待分配"
    REVIEWING = "reviewing", "评审中"
    CLOSED = "closed", "已截止"
    CONCLUDED = "concluded", "已出结果"

    @property
    def shows_scores(self) -> bool:
        """Whether scores may be seen by others than the one who gave them."""
        return self in {RoundState.CLOSED, RoundState.CONCLUDED}


class Mode(TextChoices):
    """评审方式."""

    PANEL = "panel", "会评：每位专家评全部项目"
    SPREAD = "spread", "网评：每项分给若干专家"


class DrawKind(TextChoices):
    """抽取与分配的每一次都留痕."""

    DRAW = "draw", "随机抽取"
    REPLACE = "replace", "递补"
    ASSIGN = "assign", "分配"
    EXTRA = "extra", "增派"


class SeatState(TextChoices):
    """一位专家在一轮中的席位. `sits` while reviews may be given to him."""

    RESERVE = "reserve", "候补"
    INVITED = "invited", "待答复"
    ACCEPTED = "accepted", "已接受"
    DECLINED = "declined", "已谢绝"
    AVOIDED = "avoided", "已回避"

    @property
    def sits(self) -> bool:
        """Whether the seat is taken."""
        return self in {SeatState.INVITED, SeatState.ACCEPTED}


SITTING = (SeatState.INVITED, SeatState.ACCEPTED)


class ReviewState(TextChoices):
    """一份评审. `counts` in the result only when submitted."""

    ASSIGNED = "assigned", "未开始"
    DRAFT = "draft", "填写中"
    SUBMITTED = "submitted", "已提交"
    AVOIDED = "avoided", "已回避"
    RELEASED = "released", "已改派"

    @property
    def is_open(self) -> bool:
        """Whether the expert still owes it."""
        return self in {ReviewState.ASSIGNED, ReviewState.DRAFT}


OWED = (ReviewState.ASSIGNED, ReviewState.DRAFT)
ALIVE = (*OWED, ReviewState.SUBMITTED)

DROPPED = "dropped"
"""移出轮次: how a proposal is marked whose case was withdrawn or sent back meanwhile."""
