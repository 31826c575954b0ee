"""移出名录: what the clock does to a body that has not reported for a year. Writes the register, nothing else."""

from __future__ import annotations

from datetime import date, timedelta

from jichuang.base.refs import Ref
from jichuang.registry.reads import entries
from jichuang.registry.verbs import end_entry
from jichuang.returns.models import Owed

REGISTER = "tech_transfer_body"


def lapse(*, owed: Owed, on: date) -> Ref | None:
    """Ends the body's entry yesterday; None where it has ended already. Returns the entry that now ends."""
    held = entries(REGISTER).in_force(on).filter(subject=owed.subject).first()
    if held is None or held.valid_from >= on:
        return None
    ended = end_entry(
        entry=held,
        last_day=on - timedelta(days=1),
        by=None,
        reason="累计四个季度未报送业务报告，登记失效",
        source=Ref("return", str(owed.pk)),
    )
    return Ref("entry", str(ended.pk))
