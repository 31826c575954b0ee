"""Every write of periodic returns: permission, change, journal and letters in one transaction."""

from jichuang.returns.verbs.approving import record_approval
from jichuang.returns.verbs.chasing import urge
from jichuang.returns.verbs.filling import hand_in, parse_answers, revise, save
from jichuang.returns.verbs.loading import load_returns
from jichuang.returns.verbs.opening import freeze, open_period
from jichuang.returns.verbs.reviewing import accept, accept_clean, excuse, send_back

__all__ = [
    "accept",
    "accept_clean",
    "excuse",
    "freeze",
    "hand_in",
    "load_returns",
    "open_period",
    "parse_answers",
    "record_approval",
    "revise",
    "save",
    "send_back",
    "urge",
]
