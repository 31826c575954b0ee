"""Who may see what of the figures. The public: definitions and what was published or released. Live counts: inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.registry.reads import holds_any
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

INTERNAL = (Role.LEADER, Role.PROVINCE_OFFICER, Role.CITY_OFFICER, Role.COUNTY_OFFICER, Role.AUDITOR)
RECORDERS = (Role.PROVINCE_OFFICER,)


def may_see_inside(user: User | None) -> Decision:
    """实时数、分地区数、名单、估计数: needs one of the internal roles."""
    return holds_any(user, INTERNAL, on=clock.today())


def may_record(user: User | None) -> Decision:
    """登记、导入外部发布数和可比基数, open and freeze situation tables."""
    return holds_any(user, RECORDERS, on=clock.today())
