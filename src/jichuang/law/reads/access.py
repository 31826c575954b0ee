"""Who may see what of this room. Deny by default; every answer carries its reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.permissions import Decision
from jichuang.registry.reads import holds_any
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

REVIEWERS = (
    Role.COUNTY_OFFICER,
    Role.CITY_OFFICER,
    Role.PROVINCE_OFFICER,
    Role.TAX_OFFICER,
    Role.FINANCE_OFFICER,
    Role.EDITOR,
    Role.LEADER,
    Role.AUDITOR,
)


def may_review(user: User | None, on: date) -> Decision:
    """The list of what is to be checked again: everybody with a post that works with the law."""
    if user is None or user.pk is None:
        return Decision.no("您尚未登录。", "请先登录。")
    return holds_any(user, REVIEWERS, on=on)


WHOLE_PROVINCE = (Role.PROVINCE_OFFICER, Role.LEADER, Role.AUDITOR)
NAMING = (Role.PROVINCE_OFFICER, Role.LEADER)


def may_try(user: User | None, on: date) -> Decision:
    """改规则试算 over the register: figures of the whole province, for those who answer for it."""
    if user is None or user.pk is None:
        return Decision.no("您尚未登录。", "请先登录。")
    return holds_any(user, WHOLE_PROVINCE, on=on)


def may_name(user: User | None, on: date) -> Decision:
    """The names of those whom a supposed change would affect: fewer still, and every reading is journalled."""
    if user is None or user.pk is None:
        return Decision.no("您尚未登录。", "请先登录。")
    return holds_any(user, NAMING, on=on)
