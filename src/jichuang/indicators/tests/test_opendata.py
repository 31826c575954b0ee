"""Open data: what leaves and what never does, one set of figures in every form, and a real SDMX client reading it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import sdmx
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.indicators import verbs
from jichuang.indicators.models import Observation
from jichuang.indicators.reads import hooks
from jichuang.indicators.reads.hooks import Released
from jichuang.indicators.reads.opened import history_of_the_province, of_the_province, of_the_regions
from jichuang.indicators.tests.conftest import entry
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def officer(db):
    user = User.objects.create_user("officer", "correct horse battery", name="经办（演示）")
    appoint(user=user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None, home="")
    return user


@pytest.fixture
def figures(officer):
    verbs.load_publications()
    verbs.load_publications(name="regions")
    common = {
        "indicator": "hightech-value-added",
        "publisher": "某局",
        "title": "快报",
        "published_on": date(2018, 9, 1),
    }
    verbs.record_observation(
        period="2018-08", value=Decimal("987654.3"), status="estimate", by=officer, **common
    )
    verbs.record_observation(
        period="2018-07", value=None, status="missing", note="停报", by=officer, **common
    )


def test_only_published_figures_leave_and_missing_is_null(figures):
    everything = Client().get("/data/JC_PROVINCE.json").json()["rows"]
    assert "987654.3" not in json.dumps(everything)
    gone = [
        row for row in everything if row["indicator"] == "hightech-value-added" and row["period"] == "2018-07"
    ]
    assert [(row["value"], row["status"]) for row in gone] == [(None, "缺数")]


def test_a_counted_indicator_leaves_only_for_a_released_quarter(db, load, monkeypatch):
    load("hnte", *[entry(f"企业{n}", date(2018, 1, 1)) for n in range(7)])
    assert not [one for one in of_the_province() if one.code == "hnte-in-force"]
    quarter = Released("2018年第三季度", "2018Q3", date(2018, 9, 30), clock.now(), date(2018, 9, 30))
    monkeypatch.setattr(hooks, "_releases", [lambda: [quarter]])
    (one,) = [one for one in of_the_province() if one.code == "hnte-in-force"]
    assert (one.value, one.period, one.region) == (7, "2018Q3", "130000")
    assert not [one for one in of_the_regions() if one.code == "hnte-in-force"]


def test_a_day_between_two_releases_of_a_quarter_gives_the_first_and_history_both(db, load, monkeypatch):
    load("hnte", *[entry(f"企业{n}", date(2018, 1, 1)) for n in range(7)])
    load("hnte", entry("补录", date(2018, 1, 1), known=date(2018, 10, 15)))
    clock.set_demonstration_day(date(2018, 10, 30))
    moments = [datetime(2018, 10, day, 18, tzinfo=clock.SHANGHAI) for day in (8, 20)]
    quarters = [Released("三季度", "2018Q3", date(2018, 9, 30), one, one.date()) for one in moments]
    monkeypatch.setattr(hooks, "_releases", [lambda: quarters])

    def values(figures) -> list:
        return [one.value for one in figures if one.code == "hnte-in-force"]

    assert values(of_the_province(date(2018, 10, 10))) == [7]
    assert values(of_the_province()) == [8] and values(of_the_province(date(2018, 10, 7))) == []
    assert values(history_of_the_province()) == [7, 8]


def test_csv_json_and_sdmx_hold_the_same_figures(figures):
    client = Client()
    answer = client.get("/data/JC_REGIONS.csv")
    assert not answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    objects = client.get("/data/JC_REGIONS.json").json()["rows"]
    assert [row["value"] for row in rows] == [one["value"] or "" for one in objects] != []
    root = ElementTree.fromstring(client.get("/sdmx/2.1/data/JC_REGIONS").content)
    values = [node.get("value") for node in root.iter() if node.tag.endswith("ObsValue")]
    assert sorted(values) == sorted(row["value"] for row in rows if row["value"])


def test_the_csv_is_described_column_by_column(figures):
    client = Client()
    answer = client.get("/data/JC_PROVINCE.csv")
    assert 'rel="describedby"' in answer["Link"]
    described = client.get(answer["Link"].split(">")[0].lstrip("<")).json()
    heads = next(csv.reader(io.StringIO(answer.content.decode())))
    assert [column["name"] for column in described["tableSchema"]["columns"]] == heads
    rows = [
        tuple(row[key] for key in ("indicator", "region", "breakdown", "period"))
        for row in csv.DictReader(io.StringIO(answer.content.decode()))
    ]
    assert len(set(rows)) == len(rows), "the primary key holds"


def test_the_catalogue_names_each_file_with_the_digest_of_what_is_served(figures):
    client = Client()
    held = client.get("/data/catalog.jsonld").json()
    files = [
        file for one in held["dcat:dataset"] for file in one["dcat:distribution"] if "spdx:checksum" in file
    ]
    assert len(files) == 6
    for file in files:
        body = client.get(file["dcat:downloadURL"]["@id"].replace("http://testserver", "")).content
        assert hashlib.sha256(body).hexdigest() == file["spdx:checksum"]["spdx:checksumValue"]


@pytest.mark.parametrize(
    "address",
    ["/data/JC_PROVINCE.csv", "/feeds/releases.atom", "/sdmx/2.1/data/JC_PROVINCE", "/data/catalog.jsonld"],
)
def test_a_reader_who_has_it_already_gets_304(figures, address):
    client = Client()
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_feed_is_permanent_and_newest_first(figures):
    root = ElementTree.fromstring(Client().get("/feeds/releases.atom").content)
    updated = [node.text for node in root.iter(f"{ATOM}updated")][1:]
    assert updated == sorted(updated, reverse=True) != []
    keys = [node.text for node in root.iter(f"{ATOM}id")]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/sdmx/2.1/data/NONE", 404), ("/sdmx/2.1/data/JC_PROVINCE/A.990000..", 404), ("/sdmx/2.1/data/JC_PROVINCE/A.130000", 400),
     ("/sdmx/2.1/data/JC_PROVINCE?startPeriod=spring", 400), ("/sdmx/2.1/dataflow/XX/all", 404), ("/sdmx/2.1/data/JC,JC_PROVINCE,1.0/all", 200)],
)  # fmt: skip
def test_wrong_requests_get_their_sdmx_error(figures, address, status):
    answer = Client().get(address)
    assert answer.status_code == status
    assert status == 200 or b"ErrorMessage" in answer.content


def test_a_day_in_the_past_gives_the_figures_known_then(figures):
    def value(query: str) -> bytes:
        return Client().get(f"/sdmx/2.1/data/JC_PROVINCE/A.130000.rd-intensity.{query}").content

    assert b'value="1.20"' in value("") and b'value="1.20"' not in value("?knownOn=2017-01-01")


@pytest.fixture
def client(figures, live_server):
    sdmx.add_source({"id": "JC", "name": "冀创", "url": f"{live_server.url}/sdmx/2.1"}, override=True)
    return sdmx.Client("JC")


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore")
def test_the_sdmx1_client_lists_reads_by_dict_by_string_and_by_period(client):
    flows = client.dataflow()
    assert set(flows.dataflow) == {"JC_PROVINCE", "JC_REGIONS", "JC_BULLETIN_HNTE"}
    whole = client.dataflow("JC_REGIONS")
    structure = whole.structure["DSD_JC_REGIONS"]
    order = [part.id for part in structure.dimensions.components]
    assert order == ["FREQ", "REF_AREA", "INDICATOR", "BREAKDOWN", "TIME_PERIOD"]
    by_dict = client.data("JC_REGIONS", key={"REF_AREA": "130100", "INDICATOR": "resident-population"})
    by_text = client.data("JC_REGIONS", key=".130100.resident-population.")
    held = Observation.objects.get(indicator="resident-population", region="130100", period="2017")
    for message in (by_dict, by_text):
        series = sdmx.to_pandas(message)
        assert list(series.values) == [float(held.value)]
        assert series.index.get_level_values("TIME_PERIOD").tolist() == ["2017"]
    since = sdmx.to_pandas(client.data("JC_REGIONS", params={"startPeriod": "2013"}))
    assert set(since.index.get_level_values("TIME_PERIOD")) == {"2017"}
    everything = sdmx.to_pandas(client.data("JC_REGIONS"))
    assert len(everything) == Observation.objects.exclude(region="130000").count()
    again = sdmx.read_sdmx(io.BytesIO(sdmx.to_xml(by_text)), structure=structure)
    assert list(sdmx.to_pandas(again).values) == [float(held.value)]
