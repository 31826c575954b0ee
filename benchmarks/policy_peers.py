"""The law of `benchmarks/policy.py` once more, as others would write it: NumPy, Polars, OpenFisca, zen-engine.

They do less: no missing data, no findings, no bounds; NumPy, Polars and zen no dates of law either. None of them is a dependency of
the project (OpenFisca's licence would not allow it): what is not installed is left out of the comparison.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import polars as pl

try:
    import numpy as np
except ImportError:
    np = None  # type: ignore[assignment]

PEOPLE = [(0.3, 20), (0.25, 16), (0.2, 12), (0.15, 8), (0.1, 4)]
SALES = [(0.06, 50), (0.05, 40), (0.04, 30), (0.03, 20), (0.02, 10)]
COST = [(0.3, 50), (0.25, 40), (0.2, 30), (0.15, 20), (0.1, 10)]
DIRECT = ("hnte_certificate_valid", "national_award_top3", "provincial_rd_body", "led_standard")
BARRED = ("restricted_industry", "serious_violation", "abnormal_list", "dishonest_list")


def by_numpy(a: dict[str, Any]) -> tuple[Any, Any]:
    """The law in float64 arrays, as it is usually written: (passes, score)."""

    def bands(ratio: Any, table: list[tuple[float, int]]) -> Any:
        return np.select([ratio >= t for t, _ in table], [p for _, p in table], 0)

    with np.errstate(divide="ignore", invalid="ignore"):
        people = bands(a["tech_staff"] / a["staff"], PEOPLE)
        first = bands(a["rd_expense"] / a["sales"], SALES)
        second = bands(a["rd_expense"] / a["cost_expense"], COST)
    owned = np.where(a["ip_class1"] >= 1, 30, np.minimum(a["ip_class2"], 4) * 6)
    score = people + np.maximum(first, second) + owned
    direct = np.logical_or.reduce([a[name] for name in DIRECT])
    clean = ~np.logical_or.reduce([a[name] for name in BARRED])
    size = (a["staff"] <= 500) & (a["sales"] <= 2e8) & (a["assets"] <= 2e8)
    return a["resident_enterprise"] & size & clean & (direct | ((score >= 60) & (people > 0))), score


def by_polars(frame: pl.DataFrame) -> pl.DataFrame:
    """The law in hand-written float expressions."""
    c = pl.col

    def bands(ratio: pl.Expr, table: list[tuple[float, int]]) -> pl.Expr:
        found: pl.Expr = pl.lit(0, pl.Int16)
        for threshold, points in reversed(table):
            found = pl.when(ratio >= threshold).then(pl.lit(points, pl.Int16)).otherwise(found)
        return found

    people = bands(c("tech_staff") / c("staff"), PEOPLE)
    first = bands(c("rd_expense") / c("sales"), SALES)
    second = bands(c("rd_expense") / c("cost_expense"), COST)
    research = pl.when(first >= second).then(first).otherwise(second)
    counted = pl.when(c("ip_class2") > 4).then(4).otherwise(c("ip_class2")).cast(pl.Int16)
    owned = pl.when(c("ip_class1") >= 1).then(pl.lit(30, pl.Int16)).otherwise(counted * pl.lit(6, pl.Int16))
    score = people + research + owned
    direct = pl.any_horizontal(*DIRECT)
    clean = ~pl.any_horizontal(*BARRED)
    size = (c("staff") <= 500) & (c("sales") <= 200_000_000) & (c("assets") <= 200_000_000)
    passed = c("resident_enterprise") & size & clean & (direct | ((score >= 60) & (people > 0)))
    return frame.lazy().select(passed.alias("pass"), score.alias("score")).collect()


# OpenFisca: each variable of the law with its formula over (entity, period, dated parameters)
def _people(of: Any, period: Any, law: Any) -> Any:
    return law(period).people.calc(of("tech_staff", period) / of("staff", period))


def _research(of: Any, period: Any, law: Any) -> Any:
    spent = of("rd_expense", period)
    first = law(period).sales.calc(spent / of("sales", period))
    return np.maximum(first, law(period).cost.calc(spent / of("cost_expense", period)))


def _score(of: Any, period: Any, law: Any) -> Any:
    owned = np.where(of("ip_class1", period) >= 1, 30, np.minimum(of("ip_class2", period), 4) * 6)
    return of("people", period) + of("research", period) + owned


def _passes(of: Any, period: Any, law: Any) -> Any:
    enough = (of("score", period) >= law(period).mark) & (of("people", period) > 0)
    direct = np.logical_or.reduce([of(name, period) for name in DIRECT])
    clean = ~np.logical_or.reduce([of(name, period) for name in BARRED])
    size = (of("staff", period) <= 500) & (of("sales", period) <= 2e8) & (of("assets", period) <= 2e8)
    return of("resident_enterprise", period) & size & clean & (direct | enough)


VARIABLES: dict[str, tuple[type, Any]] = {
    **dict.fromkeys(("staff", "tech_staff", "ip_class1", "ip_class2"), (int, None)),
    **dict.fromkeys(("sales", "assets", "rd_expense", "cost_expense"), (float, None)),
    **dict.fromkeys((*DIRECT, *BARRED, "resident_enterprise"), (bool, None)),
    "people": (int, _people),
    "research": (int, _research),
    "score": (int, _score),
    "passes": (bool, _passes),
}


def _scale(table: list[tuple[float, int]], since: str) -> dict[str, Any]:
    rows = [{"threshold": {since: t}, "amount": {since: p}} for t, p in sorted(table)]
    return {"metadata": {"type": "single_amount"}, "brackets": rows}


def openfisca() -> Callable[[dict[str, Any]], tuple[Any, Any]] | None:
    """arrays -> (passes, score) by OpenFisca's own means (dated parameters, vector formulas); None where it is not installed."""
    try:
        from openfisca_core import entities, parameters, periods, taxbenefitsystems, variables
        from openfisca_core.simulation_builder import SimulationBuilder
    except ImportError:
        return None
    firm = entities.Entity("firm", "firms", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([firm])
    tables = {"people": PEOPLE, "sales": SALES, "cost": COST}
    law: dict[str, Any] = {key: _scale(table, "2017-01-01") for key, table in tables.items()}
    system.parameters = parameters.ParameterNode("", data=law | {"mark": {"values": {"2017-01-01": 60}}})
    for name, (kind, formula) in VARIABLES.items():
        body = {"value_type": kind, "entity": firm, "definition_period": periods.DateUnit.YEAR, "label": name}
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (variables.Variable,), body))

    def work(arrays: dict[str, Any]) -> tuple[Any, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, len(arrays["staff"]))
        with np.errstate(divide="ignore", invalid="ignore"):
            for name, values in arrays.items():
                simulation.set_input(name, "2018", values)
            return simulation.calculate("passes", "2018"), simulation.calculate("score", "2018")

    return work


def zen() -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    """record -> {score, passes} by a precompiled zen-engine decision; None where it is not installed."""
    try:
        from zen import ZenDecisionContent, ZenEngine
    except ImportError:
        return None

    def bands(ratio: str, table: list[tuple[float, int]]) -> str:
        return " : ".join([*(f"{ratio} >= {t} ? {p}" for t, p in table), "0"])

    steps = {
        "people": bands("(tech_staff / staff)", PEOPLE),
        "first": bands("(rd_expense / sales)", SALES),
        "second": bands("(rd_expense / cost_expense)", COST),
        "owned": "ip_class1 >= 1 ? 30 : min([ip_class2, 4]) * 6",
        "score": "$.people + max([$.first, $.second]) + $.owned",
        "size": "staff <= 500 and sales <= 200000000 and assets <= 200000000",
        "clean": "not (" + " or ".join(BARRED) + ")",
        "direct": " or ".join(DIRECT),
        "passes": "resident_enterprise and $.size and $.clean and ($.direct or ($.score >= 60 and $.people > 0))",
    }
    rows = [{"id": key, "key": key, "value": text} for key, text in steps.items()]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "law", "name": "law", "type": "expressionNode", "content": {"expressions": rows}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b} for a, b in (("in", "law"), ("law", "out"))]
    content = ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
    engine = ZenEngine({"loader": lambda _: content})
    return lambda record: engine.evaluate("law", record)["result"]  # type: ignore[no-any-return]
