"""约定的期限: how many days the hall gives itself for questions, urges, invitations and call backs, and where each number comes from.

The numbers are dated parameters of the law library (`policy.service_clocks`); before its first value the earliest one stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jichuang.policy.parameters import Parameter
from jichuang.policy.service_clocks.rules import P


@dataclass(frozen=True, slots=True)
class Promise:
    """One number of days, in words for the page that promises it."""

    days: int
    unit: str
    cite: str
    verified: bool

    @property
    def source(self) -> str:
        """Where the number comes from: 本系统约定，待核."""
        return self.cite.strip("（）") + ("" if self.verified else "，待核")

    def __str__(self) -> str:
        """15个工作日（本系统约定，待核）."""
        return f"{self.days}个{self.unit}（{self.source}）"


def _promise(parameter: Parameter, on: date) -> Promise:
    held = parameter.on(on) or parameter.on(parameter.values[0].valid_from)
    assert held is not None, parameter.key
    return Promise(int(held.value), held.unit, held.document, held.status != "unverified")


def answering(on: date) -> Promise:
    """答复咨询, working days."""
    return _promise(P.answer_days, on)


def urging(on: date) -> Promise:
    """两次催办之间, working days."""
    return _promise(P.urge_every, on)


def inviting(on: date) -> Promise:
    """办结到邀请评价, days."""
    return _promise(P.invite_after, on)


def calling_back(on: date) -> Promise:
    """回访整改, working days."""
    return _promise(P.call_back_days, on)
