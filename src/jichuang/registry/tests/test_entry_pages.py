"""The page of one entry: what it keeps, and what else its holder has in other registers, by permission."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from jichuang.registry import verbs
from jichuang.registry.reads.entries import beside


@pytest.fixture
def certificate(party):
    return verbs.record_entry(
        register="hnte", party=party, number="GR201813000123", valid_from=date(2018, 3, 1), source="演示", by=None
    )  # fmt: skip


@pytest.fixture
def base(party):
    """A base that the same party hosts, under its own name and number."""
    return verbs.record_entry(
        register="tech_transfer_talent_base", party=party, name="澄光基地（演示）", number="RC2018900001",
        valid_from=date(2018, 6, 1), source="演示", by=None, attrs={"capacity": "200"},
    )  # fmt: skip


@pytest.fixture
def broker(party):
    return verbs.record_entry(
        register="tech_broker", party=party, subject="JJ20181900001", name="赵*", number="JJ20181900001",
        valid_from=date(2018, 7, 1), source="演示", by=None, region="130102",
    )  # fmt: skip


def page(entry, user=None):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.get(f"/registers/entries/{entry.pk}/").content.decode()


def test_what_a_party_hosts_stands_beside_its_own_certificate_and_the_other_way_round(certificate, base):
    told = page(certificate)
    assert (
        f"/registers/entries/{base.pk}/" in told
        and "RC2018900001" in told
        and "年培训能力（人）：200" in told
    )
    assert "2018-06-01" in told and "有效" in told
    back = page(base)
    assert "GR201813000123" in back and f"/registers/entries/{certificate.pk}/" in back
    assert "<dt>年培训能力（人）</dt><dd>200</dd>" in back


def test_people_never_stand_beside_a_partys_entry_and_an_ended_one_says_so(
    certificate, base, broker, province
):
    verbs.end_entry(entry=base, last_day=date(2018, 8, 31), by=None, reason="退出")
    told = page(certificate, province)
    assert "JJ20181900001" not in told and "不在有效期" in told and "2018-08-31" in told
    assert [one.number for one in beside(certificate, inside=True)] == ["RC2018900001"]


def test_an_entry_alone_says_that_nothing_else_is_held(certificate):
    assert "公开的名录中没有该单位的其他条目" in page(certificate)
