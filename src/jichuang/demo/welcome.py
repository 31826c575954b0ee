"""登录页的演示人物: the cast under headings, so that a visitor finds the chair he wants to sit in."""

from __future__ import annotations

from dataclasses import dataclass

from jichuang.demo.cast import PERSONAS, Persona

FIRMS, PLACES, PROVINCE, OUTSIDE, NOBODY = (
    "申报单位",
    "市、县",
    "省级部门",
    "评审、评估和审计",
    "没有身份的人",
)
_BY_ROLE = {
    "city_officer": PLACES,
    "county_officer": PLACES,
    "expert": OUTSIDE,
    "auditor": OUTSIDE,
}
_BY_NAME = {"citytax": PLACES, "cityfinance": PLACES, "evaluator": OUTSIDE, "outsider": NOBODY}


@dataclass(frozen=True)
class Seat:
    """A persona as the sign-in page offers it: `says` introduces him, `desk` is where he lands, `group` the heading."""

    username: str
    name: str
    says: str
    desk: str
    group: str


def seats() -> list[Seat]:
    """The whole cast, the headings in the order in which a case passes them."""
    order = (FIRMS, PLACES, PROVINCE, OUTSIDE, NOBODY)
    found = [Seat(one.username, one.name, one.says, one.desk, _heading(one)) for one in PERSONAS]
    return sorted(found, key=lambda one: order.index(one.group))


def _heading(one: Persona) -> str:
    if one.username in _BY_NAME:
        return _BY_NAME[one.username]
    return _BY_ROLE.get(one.role, PROVINCE) if one.role else FIRMS
