"""Behind the scenes of the announced-list walk: firms whose cases stand in publicity, made by the hall's own verbs."""

from __future__ import annotations

import json

from jichuang.accounts.models import User
from jichuang.codes.regions import table
from jichuang.demo.firms import establish, firms
from jichuang.demo.stagehand import MATTER, Stagehand
from jichuang.hall import verbs
from jichuang.registry.models import Party

HOME = "130100"


def main(argv: list[str]) -> str:
    """`main([count])`: posts `count` new firms of one city for publicity today; notice and firms as JSON."""
    count = int(argv[0])
    users = {
        user.username: user for user in User.objects.filter(username__in=["city", "langfang", "province"])
    }
    hand = Stagehand(users, User.objects.get(username="filing-agent"))
    taken = set(Party.objects.values_list("name", flat=True))
    fresh = (firm for firm in firms(table("13")) if firm.name not in taken)
    parties = [establish(next(fresh), HOME, hand.agent) for _ in range(count)]
    hand.draft("listed", parties)
    hand.submit("listed")
    hand.accept("listed")
    notice = verbs.compose_notice(matter=MATTER, cases=hand.cases["listed"], by=users["province"])
    notice = verbs.post_notice(notice=notice, by=users["province"])
    found = [{"name": party.name, "code": party.credit_code} for party in parties]
    return json.dumps({"notice": notice.number, "ends": notice.end.isoformat(), "firms": found})
