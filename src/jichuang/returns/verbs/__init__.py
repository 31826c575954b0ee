"""Every write of periodic returns: permission, change, journal and letters in one transaction."""

from jichuang.returns.verbs.chasing import urge
from jichuang.returns.verbs.filling import hand_in, parse_answers, revise, save
from jichuang.returns.verbs.opening import freeze, open_period
from jichuang.returns.verbs.reviewing import accept, excuse, send_back

__all__ = [
    "accept",
    "excuse",
    "freeze",
    "hand_in",
    "open_period",
    "parse_answers",
    "revise",
    "save",
    "send_back",
    "urge",
]
