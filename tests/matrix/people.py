"""The people of the permission matrix: the demonstration's cast, and the roles and places it lacks."""

from __future__ import annotations

from datetime import date

from jichuang.accounts.models import User
from jichuang.demo import cast
from jichuang.demo.people import code_of
from jichuang.registry.models import Department, Party
from jichuang.registry.reads import party_by_code
from jichuang.registry.terms import Capacity, Role, Scope
from jichuang.registry.verbs import appoint, authorise_clerk, register_department

SINCE = date(2018, 1, 2)


def party(one: cast.CastParty) -> Party:
    """A party of the cast."""
    found = party_by_code(code_of(one))
    assert found is not None
    return found


def cast_of(users: dict[str, User]) -> dict[str, User | None]:
    """The columns: the demonstration's cast, and the roles and places it lacks."""
    firm = party(cast.CHENGGUANG)
    found: dict[str, User | None] = {"visitor": None, "clerk": users["clerk"], "legal": users["legal"]}
    found["viewer"], found["unitadmin"] = person("viewer"), person("unitadmin")
    authorise_clerk(party=firm, user=found["viewer"], by=None, scope=Scope.VIEWER, valid_from=SINCE)
    authorise_clerk(
        party=firm, user=found["unitadmin"], by=None, scope=Scope.ACCEPTOR, capacity=Capacity.ADMINISTRATOR,
        valid_from=SINCE,
    )  # fmt: skip
    found["foreign"] = users["clerk3"]
    kept = (
        "city",
        "langfang",
        "county",
        "province",
        "citytax",
        "cityfinance",
        "tax",
        "finance",
        "expert",
        "leader",
        "auditor",
    )
    found |= {name: users[name] for name in kept}
    city = Department.objects.get(code="SJZ")
    found["countyhome"] = _officer("countyhome", Role.COUNTY_OFFICER, city, region="130108")
    zone = register_department(
        code="ZONE",
        name="演示高新区管委会",
        short="高新区",
        level="city",
        region="130000",
        kind="park",
        by=None,
    )
    found["recommender"] = _officer("recommender", Role.RECOMMENDER, zone)
    found["leadlf"] = _officer("leadlf", Role.LEADER, Department.objects.get(code="LF"))
    for name, role in (("expert2", Role.EXPERT), ("lab", Role.LAB), ("editor", Role.EDITOR)):
        found[name] = _officer(name, role, None)
    return found | {name: users[name] for name in ("statistician", "admin", "outsider")}


def person(username: str) -> User:
    """An account with an address."""
    return User.objects.create_user(
        f"matrix-{username}", "x", name=f"{username}（演示）", email=f"{username}@example.test"
    )


def _officer(username: str, role: Role, department: Department | None, **scope: str) -> User:
    user = person(username)
    appoint(user=user, role=role, valid_from=SINCE, by=None, department=department, **scope)
    return user
