"""审核关系一览: every kind of check a return may declare, and that each reads fields of its form."""

from __future__ import annotations

from jichuang.hall.declare import Form
from jichuang.hall.declare.kit import demand, nearest
from jichuang.returns.declare.checks import Balance, Ceiling, Swing
from jichuang.returns.declare.counted import Counted
from jichuang.returns.declare.cumulative import Pace, UnitSlip

Check = Balance | Ceiling | Swing | Pace | UnitSlip


def check_fields(form: Form, checks: tuple[Check | Counted, ...], who: str) -> None:
    """Refuses a relation over a field that the form does not ask."""
    known = [one.key for one in form.fields]
    for check in checks:
        for key in check.fields:
            demand(key in known, who, f"审核关系用到未声明的填报项“{key}”{nearest(key, known)}")
