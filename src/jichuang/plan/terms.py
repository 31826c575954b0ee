"""工作要点用语: the words of plans, targets and quarters. Knows no figure and no page."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import TextChoices


class Measure(TextChoices):
    """How a target is measured."""

    INDICATOR = "indicator", "按指标计数"
    LADDER = "ladder", "按本级已办到的一步"
    REPORT = "report", "按书面报告"


class Firmness(TextChoices):
    """How firmly the plan promises."""

    COMMIT = "commit", "约定目标"
    STRIVE = "strive", "努力目标"
    EXPLORE = "explore", "探索事项"


class Comparator(TextChoices):
    """How the value is compared with the target."""

    AT_LEAST = ">=", "≥"
    MORE = ">", ">"
    AT_MOST = "<=", "≤"
    LESS = "<", "<"
    ABOUT = "~=", "≈"
    EQUAL = "=", "="
    RANGE = "range", "介于"


class TargetKind(TextChoices):
    """What the plan's number is."""

    LEVEL = "level", "总数"
    INCREMENT = "increment", "当年新增"
    COUNT = "count", "当年完成"
    RATE = "rate", "比率"
    GROWTH = "growth", "增长率"


class BaseBasis(TextChoices):
    """Where the base of a level comes from."""

    PUBLISHED = "published", "公开发布"
    REGISTER = "register", "名录年初数"
    ZERO = "zero", "自零起"
    NONE = "none", "无基数"


class Colour(StrEnum):
    """Light colours, in the order of the summary."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    NONE = "none"


COLOUR_WORDS: dict[str, str] = {
    "green": "按期",
    "amber": "略慢",
    "red": "滞后",
    "grey": "待数据",
    "none": "不设灯",
}


def quarter_of(day: date) -> str:
    """`2018Q3` for any day of July to September 2018."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def quarter_end(quarter: str) -> date:
    """Last day of `2018Q3`. Raises ValueError for anything else."""
    year, letter, number = quarter[:4], quarter[4:5], quarter[5:]
    if letter != "Q" or not year.isdigit() or number not in {"1", "2", "3", "4"}:
        raise ValueError(f"季度“{quarter}”写法不对，应为 2018Q3 这样的写法")
    month = int(number) * 3
    first_of_next = date(int(year) + (month == 12), month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def quarter_title(quarter: str) -> str:
    """`2018年第三季度` for `2018Q3`."""
    return f"{quarter[:4]}年第{'一二三四'[int(quarter[5]) - 1]}季度"


class Cycle(TextChoices):
    """报送周期: how long a report speaks of."""

    MONTH = "month", "月报"
    QUARTER = "quarter", "季报"


class ChargeKind(TextChoices):
    """What a 交办事项 is made of."""

    TARGET = "target", "目标"
    MILESTONE = "milestone", "里程碑"
    DUTY = "duty", "职责"
    ACTION = "action", "举措"


class ChargeState(TextChoices):
    """办理状态 of a 交办事项, from 待分解 to 销号; 回头看 opens a finished one again."""

    OPEN = "open", "待分解"
    ASSIGNED = "assigned", "已交办"
    SIGNED = "signed", "已签收"
    RUNNING = "running", "办理中"
    BEHIND = "behind", "滞后"
    ADJUSTING = "adjusting", "调整申请"
    EXTENDING = "extending", "延期申请"
    CHECKING = "checking", "待核验"
    DONE = "done", "办结"
    CLOSED = "closed", "销号"
    REOPENED = "reopened", "回头看"


_WORKING = frozenset({ChargeState.RUNNING, ChargeState.BEHIND, ChargeState.REOPENED})
_ASKING = frozenset({ChargeState.ADJUSTING, ChargeState.EXTENDING})
LIVE = _WORKING | _ASKING | {ChargeState.SIGNED, ChargeState.CHECKING}
"""Somebody has signed for it and it is not finished: a monthly report is owed."""
FINISHED = frozenset({ChargeState.DONE, ChargeState.CLOSED})

FOLLOWING: dict[ChargeState, frozenset[ChargeState]] = {
    ChargeState.OPEN: frozenset({ChargeState.ASSIGNED}),
    ChargeState.ASSIGNED: frozenset({ChargeState.ASSIGNED, ChargeState.SIGNED}),
    ChargeState.SIGNED: _WORKING - {ChargeState.REOPENED}
    | _ASKING
    | {ChargeState.CHECKING, ChargeState.ASSIGNED},
    ChargeState.RUNNING: _ASKING | {ChargeState.BEHIND, ChargeState.CHECKING, ChargeState.ASSIGNED},
    ChargeState.BEHIND: _ASKING | {ChargeState.RUNNING, ChargeState.CHECKING, ChargeState.ASSIGNED},
    ChargeState.ADJUSTING: frozenset({ChargeState.RUNNING}),
    ChargeState.EXTENDING: frozenset({ChargeState.RUNNING}),
    ChargeState.CHECKING: frozenset({ChargeState.RUNNING, ChargeState.DONE}),
    ChargeState.DONE: frozenset({ChargeState.CLOSED, ChargeState.REOPENED}),
    ChargeState.CLOSED: frozenset({ChargeState.REOPENED}),
    ChargeState.REOPENED: _ASKING | {ChargeState.BEHIND, ChargeState.CHECKING, ChargeState.ASSIGNED},
}
"""State -> the states it may move to. What stands in neither list is refused with the state's name."""


class LetterKind(TextChoices):
    """催办文书, in the order of severity."""

    REMINDER = "reminder", "提醒函"
    SLIP = "slip", "督办单"
    TALK = "talk", "约谈提示"


class AdjustmentKind(TextChoices):
    """What is asked to be changed about a promise."""

    TARGET = "target", "目标值调整"
    DEADLINE = "deadline", "延期"
    SUSPEND = "suspend", "暂停"
    RESUME = "resume", "恢复"


class Decided(TextChoices):
    """Where an application stands."""

    ASKED = "asked", "待决定"
    APPROVED = "approved", "同意"
    REFUSED = "refused", "不同意"


class Adopted(TextChoices):
    """意见采纳情况."""

    WAITING = "waiting", "待答复"
    YES = "yes", "采纳"
    PARTLY = "partly", "部分采纳"
    NO = "no", "未采纳"
    NOTED = "noted", "留作参考"
