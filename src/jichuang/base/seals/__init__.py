"""The sealer: chains committed journal rows (SM3), signs heads with a key outside the database, verifies both.

Knows rows, not their meaning. What can be found: a changed row, a deleted row, a cut tail, a rewritten suffix.
What cannot: a row deleted before it was sealed; therefore the worker seals every few seconds, and `verify` names
the unsealed tail.
"""

from jichuang.base.seals.heads import begin_new_chain
from jichuang.base.seals.sealing import seal_pending, sign_yesterday
from jichuang.base.seals.verifying import Finding, Report, verify

__all__ = ["Finding", "Report", "begin_new_chain", "seal_pending", "sign_yesterday", "verify"]
