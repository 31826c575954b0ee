"""Who may see what of a plan. The public: the text, and figures of a released quarter. Lights, forecasts, owners: inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.registry.reads import holds_any
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

INTERNAL = (Role.LEADER, Role.PROVINCE_OFFICER, Role.CITY_OFFICER, Role.COUNTY_OFFICER, Role.AUDITOR)
KEEPERS = (Role.PROVINCE_OFFICER,)
RELEASERS = (Role.PROVINCE_OFFICER, Role.LEADER)


def may_see_inside(user: User) -> Decision:
    """实时数、灯、预测、责任单位、名单: needs one of the internal roles."""
    return holds_any(_person(user), INTERNAL, on=clock.today())


def may_keep(user: User) -> Decision:
    """启用要点、记录进展、确定责任单位."""
    return holds_any(_person(user), KEEPERS, on=clock.today())


def may_release(user: User) -> Decision:
    """发布一个季度."""
    return holds_any(_person(user), RELEASERS, on=clock.today())


def _person(user: User) -> User | None:
    return user if user.is_authenticated else None
