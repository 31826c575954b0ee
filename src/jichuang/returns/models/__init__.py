"""Facts of periodic returns: a period opened for a roster, each owed return, every filing of it, what followed."""

from jichuang.returns.models.periods import Consequence, Filing, OpenPeriod, Owed

__all__ = ["Consequence", "Filing", "OpenPeriod", "Owed"]
