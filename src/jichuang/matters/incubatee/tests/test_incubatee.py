"""在孵企业: in, along the chain, out; a tenant of two sites is one tenant."""

from datetime import date, timedelta

import pytest

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.codes.credit_code import make
from jichuang.matters.incubatee.chain import by_rung
from jichuang.matters.incubatee.form import CHAIN
from jichuang.matters.incubatee.matter import INCUBATEE as MATTER
from jichuang.registry.reads import entries
from jichuang.registry.verbs import record_entry

ANSWERS = {
    "event": "enter", "tenant_name": "微澜算法有限公司（演示）", "tenant_code": make("130108", "DEM07001"), "tenant_founded": "2018-05-06",
    "rung": "maker_space",
}  # fmt: skip


@pytest.fixture
def operator(journey):
    """澄光传感 runs a maker space and an incubator."""
    for register, number in (("maker_space", "ZC1"), ("incubator", "FH1")):
        record_entry(
            register=register, party=journey.firm, subject=number, number=number, name=f"澄光{number}（演示）",
            valid_from=date(2018, 1, 1), source="import:1", by=None,
        )  # fmt: skip
    return journey


def tell(operator, **changes):
    """One more event of the tenant."""
    return operator.drive(operator.file(MATTER.code, {**ANSWERS, **changes}))


def test_a_tenant_of_two_sites_is_counted_once(operator):
    tell(operator)
    tell(operator)
    assert entries("incubatee").in_force(date(2018, 9, 3)).count() == 1


def test_a_tenant_moves_along_the_chain_and_graduates(operator):
    tell(operator)
    tell(operator, event="move", rung="accelerator")
    entry = entries("incubatee").in_force(date(2018, 9, 3)).get()
    assert entry.attrs["rung"] == "加速器" and entry.attrs["way"].startswith(
        "众创空间（2018-09-03） → 加速器"
    )
    tell(operator, event="graduate", rung="accelerator")
    assert not entries("incubatee").in_force(date(2018, 9, 4)).exists()


def test_who_runs_no_carrier_tells_of_no_tenant(journey):
    with pytest.raises(Refused, match="没有在册的孵化器"):
        journey.file(MATTER.code, ANSWERS)


def test_who_is_no_tenant_cannot_graduate(operator):
    with pytest.raises(Refused, match="不在在孵企业名录"):
        tell(operator, event="graduate")


def test_the_chain_counts_a_tenant_of_two_sites_once_and_shows_who_moved_on_graduated_and_left(
    operator, client
):
    tell(operator)
    tell(operator)
    other = {"tenant_code": make("130108", "DEM07002"), "tenant_name": "衡星软件有限公司（演示）"}
    tell(operator, **other, rung="incubator")
    tell(operator, event="move", rung="incubator")
    today = clock.today()
    assert by_rung(today)[:2] == [("众创空间", 0, 1, 1, 0, 0), ("孵化器", 2, 1, 0, 0, 0)]
    tell(operator, **other, event="graduate", rung="incubator")
    operator.stand(today + timedelta(days=1))
    assert by_rung(clock.today())[1] == ("孵化器", 1, 1, 0, 1, 0)
    assert by_rung(today - timedelta(days=1)) == [(title, 0, 0, 0, 0, 0) for _, title in CHAIN]
    page = client.get("/matters/incubatee/tables/chain/").content.decode()
    assert "众创空间到孵化器1家" in page and "同一家在两处入驻只计一家" in page and "<table" in page
