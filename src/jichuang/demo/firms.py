"""Invented firms behind the demonstration cases: registered, with facts of 2017, one filing agent authorised for all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, islice

from jichuang.accounts.models import User
from jichuang.codes.regions import RegionTable
from jichuang.demo.naming import company_names, demonstration_code
from jichuang.registry.models import Party
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk, record_facts, register_party
from jichuang.registry.verbs.facts import FactGiven

_NAMES_FROM = 90_000
_STRIDE = 61
"""Neighbouring names share a character; names this far apart do not."""
_SERIAL_FROM = 120
"""Serials 1 to 119 belong to the cast, those past 960 to the population."""


@dataclass(frozen=True)
class Firm:
    """A name, a serial and the figures of 2017 (元, 人)."""

    name: str
    serial: int
    staff: int
    tech_staff: int
    sales: int
    rd_expense: int
    counties: dict[str, list[str]]


def firms(table: RegionTable) -> Iterator[Firm]:
    """Endless firms, each passing the evaluation by its own figures; the same on every load."""
    dice = random.Random(7)
    on = date(2018, 9, 1)
    counties = {home: [one.code for one in table.home_counties(home, on)] for home in ("130100", "131000")}
    for serial, name in zip(
        count(_SERIAL_FROM), islice(company_names(), _NAMES_FROM, None, _STRIDE), strict=False
    ):
        staff = dice.randint(12, 180)
        sales = staff * dice.randint(300_000, 900_000)
        yield Firm(
            name=name,
            serial=serial,
            staff=staff,
            tech_staff=max(2, staff * dice.randint(16, 45) // 100),
            sales=min(sales, 190_000_000),
            rd_expense=min(sales, 190_000_000) * dice.randint(52, 95) // 1000,
            counties=counties,
        )


def establish(firm: Firm, home: str, agent: User) -> Party:
    """Registers the firm in a county of `home`, holds its facts and authorises the agent."""
    places = firm.counties[home]
    region = places[firm.serial % len(places)]
    party = register_party(
        name=firm.name,
        credit_code=demonstration_code(region, firm.serial),
        region=region,
        established_on=date(2012 + firm.serial % 5, 1 + firm.serial % 12, 1 + firm.serial % 27),
        legal_person="（演示）",
        source="演示：企业登记信息",
        as_of=date(2018, 1, 31),
        demonstration=True,
        by=None,
    )
    record_facts(
        party=party,
        given=[
            FactGiven("staff", firm.staff, 2017),
            FactGiven("tech_staff", firm.tech_staff, 2017),
            FactGiven("sales", Decimal(firm.sales), 2017),
            FactGiven("assets", Decimal(min(firm.sales * 8 // 10, 180_000_000)), 2017),
            FactGiven("rd_expense", Decimal(firm.rd_expense), 2017),
            FactGiven("cost_expense", Decimal(firm.sales * 86 // 100), 2017),
        ],
        source="演示：2017年度企业年报",
        as_of=date(2018, 3, 31),
        by=None,
    )
    authorise_clerk(
        party=party,
        user=agent,
        scope=Scope.ACCEPTOR,
        valid_from=date(2018, 1, 2),
        basis="演示授权书",
        by=None,
    )
    return party
