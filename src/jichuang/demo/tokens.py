"""演示令牌: a token of the JSON API for one person of the cast, by username or by role."""

from __future__ import annotations

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.demo import cast
from jichuang.demo.cast import Persona
from jichuang.hall.verbs import issue_demonstration_token
from jichuang.registry.reads import appointments_of, parties_of


def issue(role: str) -> tuple[str, User]:
    """(secret, person) for `clerk`, `city`, or a role such as `city_officer`. Raises Refused when nobody is called so."""
    user = User.objects.filter(username=persona(role).username, demonstration=True).first()
    if user is None:
        raise Refused("演示数据还没有装载。", remedy="请先运行 jichuang demo load。", conflict=True)
    on = clock.today()
    party = next(iter(parties_of(user, on)), None)
    department = next((one.department for one in appointments_of(user, on) if one.department), None)
    _, secret = issue_demonstration_token(acts_as=user, party=party, department=None if party else department)
    return secret, user


def persona(role: str) -> Persona:
    """The person of a username, else the first who holds the role."""
    for one in cast.PERSONAS:
        if role in (one.username, one.role):
            return one
    known = [one.username for one in cast.PERSONAS]
    raise Refused(f"没有演示人物“{role}”。", remedy=f"应为{'、'.join(known)}，或其岗位，如 city_officer。")
