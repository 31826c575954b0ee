"""Facts of periodic returns: a period opened for a roster, each owed return, every filing of it, what followed; approvals of surveys."""

from jichuang.returns.models.approvals import SurveyApproval
from jichuang.returns.models.periods import Consequence, Filing, OpenPeriod, Owed

__all__ = ["Consequence", "Filing", "OpenPeriod", "Owed", "SurveyApproval"]
