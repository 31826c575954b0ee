"""公报作开放数据: in the catalogue and the feeds with the bytes as stored, and read by a real SDMX client as a flow with vintages."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import sdmx
from django.test import Client

from jichuang.base import clock
from jichuang.indicators import verbs
from jichuang.indicators.reads.opened import datasets
from jichuang.indicators.tests.quarters import people
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

FLOW = "JC_BULLETIN_HNTE"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def issued(frozen, statisticians):
    """2018Q2, issued on 25 July."""
    by, other = statisticians
    clock.set_demonstration_day(date(2018, 7, 25))
    made = verbs.draft_bulletin(period="2018Q2", by=by)
    made = verbs.review_bulletin(bulletin=made, agree=True, note="", by=other, revision=made.revision)
    return verbs.issue_bulletin(bulletin=made, number="冀科统〔2018〕2号", by=other, revision=made.revision)


def stored(bulletin, kind: str) -> bytes:
    address = f"/bulletins/hnte-quarterly/2018Q2/files/{kind}/"
    return b"".join(Client().get(address).streaming_content)


def points(body: bytes) -> set[tuple[str, ...]]:
    """(key parts, period, value, confidentiality) of every observation of a generic data message."""
    found = set()
    for series in ElementTree.fromstring(body).iter():
        if not series.tag.endswith("}Series"):
            continue
        key = [one.get("value") for one in series[0]]
        for row in series[1:]:
            held = {one.get("id"): one.get("value") for one in row.iter() if one.get("id")}
            value = next((one.get("value") for one in row if one.tag.endswith("ObsValue")), None)
            found.add((*key, held["TIME_PERIOD"], value, held["CONF_STATUS"]))
    return found


def test_the_flow_holds_exactly_what_the_issued_file_holds(issued):
    served = points(Client().get(f"/sdmx/2.1/data/{FLOW}").content)
    assert served == points(stored(issued, "sdmx")) and len(served) > 200
    assert {one[-1] for one in served} == {"F", "C", "D"}
    assert not [one for one in served if one[-1] != "F" and one[-2] is not None]


def test_nothing_of_a_draft_leaves(frozen, statisticians):
    verbs.draft_bulletin(period="2018Q2", by=statisticians[0])
    assert Client().get(f"/sdmx/2.1/data/{FLOW}").status_code == 404
    assert Client().get(f"/data/{FLOW}.json").json()["rows"] == []
    titles = [
        one["dct:title"]["@value"] for one in Client().get("/data/catalog.jsonld").json()["dcat:dataset"]
    ]
    assert not [one for one in titles if "公报（" in one or "上半年" in one]


def test_the_catalogue_lists_the_bulletin_with_the_digests_of_its_stored_files(issued):
    held = Client().get("/data/catalog.jsonld").json()
    one = next(
        one for one in held["dcat:dataset"] if one["dct:identifier"] == "bulletin-hnte-quarterly-2018Q2"
    )
    assert one["dct:issued"]["@value"] == "2018-07-25" and one["dcat:inSeries"]["@id"].endswith(f"#{FLOW}")
    digests = {
        file["dcat:mediaType"]["@id"].rsplit("/", 1)[1]: file["spdx:checksum"]["spdx:checksumValue"]
        for file in one["dcat:distribution"]
    }
    for kind, ending in (("pdf", "pdf"), ("xlsx", "sheet"), ("sdmx", "version=2.1"), ("lock", "json")):
        digest = next(value for name, value in digests.items() if name.endswith(ending))
        assert digest == hashlib.sha256(stored(issued, kind)).hexdigest(), kind
    served = [each["@id"] for each in held["dcat:service"]["dcat:servesDataset"]]
    assert any(each.endswith(FLOW) for each in served) and one["@id"] not in served


def test_the_feed_announces_issue_and_correction(issued, statisticians):
    def entry():
        root = ElementTree.fromstring(Client().get("/feeds/bulletins.atom").content)
        (one,) = root.findall(f"{ATOM}entry")
        return [one.find(f"{ATOM}{name}").text for name in ("id", "updated", "summary")]

    key, first, _ = entry()
    clock.set_demonstration_day(date(2018, 8, 2))
    verbs.add_erratum(
        bulletin=issued, place="表1", was="1", corrected="2", why="录入有误", by=statisticians[0]
    )
    again, later, words = entry()
    assert key == again and later > first and "更正" in words


@pytest.mark.parametrize("flow", [FLOW, "JC_PROVINCE"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("includeHistory=true&lastNObservations=1", b"lastNObservations"),
        ("includeHistory=true&firstNObservations=2", b"firstNObservations"),
        ("dimensionAtObservation=AllDimensions", b"dimensionAtObservation"),
    ],
)
def test_what_is_not_implemented_is_named_with_501(issued, flow, query, words):
    verbs.load_publications()
    answer = Client().get(f"/sdmx/2.1/data/{flow}?{query}")
    assert answer.status_code == 501 and words in answer.content and b'code="501"' in answer.content


def test_history_is_one_data_set_for_each_day_on_which_figures_became_known(issued, officer_of_figures):
    give = officer_of_figures
    give("2017", "35964.0", date(2018, 7, 25), "preliminary")
    give("2017", "34016.3", date(2018, 8, 1), "revised")
    key = "A.130000.gross-regional-product."
    body = Client().get(f"/sdmx/2.1/data/JC_PROVINCE/{key}?includeHistory=true").content
    sets = [one for one in ElementTree.fromstring(body).iter() if one.tag.endswith("}DataSet")]
    assert [one.get("validFromDate") for one in sets] == ["2018-07-25", "2018-08-01"]
    assert {one.get("action") for one in sets} == {"Replace"}
    assert Client().get(f"/sdmx/2.1/data/JC_PROVINCE/{key}?includeHistory=often").status_code == 400
    now = Client().get(f"/sdmx/2.1/data/JC_PROVINCE/{key}").content
    assert now.count(b"ObsValue") == 1 and b"34016.3" in now


@pytest.fixture
def officer_of_figures(statisticians):
    (by,) = people("recorder")
    appoint(user=by, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 2), by=None, home="")

    def give(period: str, value: str, on: date, status: str) -> None:
        clock.set_demonstration_day(on)
        verbs.record_observation(
            indicator="gross-regional-product", period=period, value=Decimal(value), publisher="河北省统计局",
            title=f"公报{on}", published_on=on, status=status, by=by,
        )  # fmt: skip

    return give


@pytest.fixture
def client(issued, live_server):
    sdmx.add_source({"id": "JC", "name": "冀创", "url": f"{live_server.url}/sdmx/2.1"}, override=True)
    return sdmx.Client("JC")


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore")
def test_the_sdmx1_client_reads_the_bulletins_by_dict_by_string_by_period_and_by_vintage(client, issued):
    assert FLOW in client.dataflow().dataflow and FLOW in {one.id for one in datasets()}
    structure = client.dataflow(FLOW).structure[f"DSD_{FLOW}"]
    total = issued.snapshot.data["total"]["income"]["now"] / 10
    for key in (
        {"REF_AREA": "130000", "INDICATOR": "hnte-survey-income", "BREAKDOWN": "_T"},
        "Q.130000.hnte-survey-income._T",
    ):
        series = sdmx.to_pandas(client.data(FLOW, key=key))
        assert list(series.values) == [total]
        assert series.index.get_level_values("TIME_PERIOD").tolist() == ["2018-Q2"]
    parts = sdmx.to_pandas(client.data(FLOW, key="Q.130000.hnte-survey-reporting."))
    assert parts.xs("SIZE_SMALL", level="BREAKDOWN").iloc[0] > 0
    assert len(client.data(FLOW, params={"startPeriod": "2018-Q2"}).data[0].obs) > 200
    with pytest.raises(Exception, match="404"):
        client.data(FLOW, params={"startPeriod": "2018-Q3"})
    assert Client().get(f"/sdmx/2.1/data/{FLOW}?knownOn=2018-07-24").status_code == 404
    history = client.data(FLOW, key="Q.130000.hnte-survey-income._T", params={"includeHistory": True})
    assert [list(sdmx.to_pandas(one).values) for one in history.data] == [[total]]
    again = sdmx.read_sdmx(io.BytesIO(sdmx.to_xml(history)), structure=structure)
    assert len(again.data) == 1
