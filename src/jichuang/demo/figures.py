"""Invented figures of the synthetic province's enterprises: of 2015 to 2017, the same on every load, about one in thirty left out.

Pure: a dictionary of texts, keyed as the registry keys what it holds (`sales@2017`), for the entry of an enterprise to carry.
"""

from __future__ import annotations

import random
from datetime import date

FIELDS = (
    "电子信息",
    "生物与新医药",
    "航空航天",
    "新材料",
    "高技术服务",
    "新能源与节能",
    "资源与环境",
    "先进制造与自动化",
)
_UP_TO = (17, 26, 28, 44, 55, 67, 75, 100)  # shares of the fields, added up
_FLAGS = {
    "restricted_industry": 0.01,
    "serious_violation": 0.01,
    "abnormal_list": 0.02,
    "dishonest_list": 0.005,
}
_LEFT_OUT = 0.03


def figures_of(serial: int, established_on: date) -> tuple[str, dict[str, str]]:
    """(技术领域, facts) of the enterprise with this serial. Money in whole yuan; an enterprise has no figures from before it was founded."""
    dice = random.Random(serial)
    chance = dice.random
    staff = 3 + int(dice.paretovariate(0.9) * 7) % 900
    sales = int(staff * (150_000 + 750_000 * chance()))
    spent = 0.01 + 0.11 * chance() ** 2
    facts = {
        "resident_enterprise": "true",
        "owned_core_ip": _word(chance() < 0.7),
        "provincial_rd_body": _word(chance() < 0.02),
        "national_award_top3": _word(chance() < 0.002),
        "led_standard": _word(chance() < 0.01),
        "ip_class1": str(int(chance() < 0.12)),
        "ip_class2": str(int(6 * chance() ** 2)),
        "transformations_3y": str(int(16 * chance() ** 2)),
        "registered_on": established_on.isoformat(),
        "staff@2017": str(staff),
        "tech_staff@2017": str(int(staff * 0.5 * chance())),
        "hitech_income@2017": str(int(sales * min(1.0, 0.35 + 0.7 * chance()))),
        "cost_expense@2017": str(int(sales * (0.75 + 0.3 * chance()))),
        "assets@2017": str(int(sales * (0.4 + 1.1 * chance()))),
    }
    facts |= {name: _word(chance() < odds) for name, odds in _FLAGS.items()}
    for year, share in ((2017, 1.0), (2016, 1 / (0.9 + 0.4 * chance())), (2015, 1 / (0.9 + 0.7 * chance()))):
        if established_on.year <= year:
            facts |= {
                f"sales@{year}": str(int(sales * share)),
                f"rd_expense@{year}": str(int(sales * share * spent)),
            }
            facts[f"net_assets@{year}"] = str(int(sales * share * 0.5))
    facts["rd_domestic@2017"] = str(
        sum(int(facts.get(f"rd_expense@{year}", 0)) for year in (2015, 2016, 2017))
    )
    return dice.choices(FIELDS, cum_weights=_UP_TO)[0], {
        key: text for key, text in facts.items() if chance() >= _LEFT_OUT
    }


def _word(yes: bool) -> str:
    return "true" if yes else "false"
