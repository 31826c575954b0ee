"""`jichuang matters list` and the start-up check over the real catalogue."""

from __future__ import annotations

import json
from datetime import date

from django.core import checks

from jichuang.hall.commands import matters
from jichuang.hall.exchange import element_row
from jichuang.matters.catalogue import MATTERS, register_all


def test_every_matter_is_listed_with_stages_and_nothing_missing(capsys):
    assert matters(["list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in rows] == [matter.code for matter in MATTERS]
    for row in rows:
        assert row["missing"] == [] and row["basis"] and row["stages"]
    assert rows[0]["stages"] == [
        {"kind": "form_check", "by": ["city"], "days": 5},
        {"kind": "batch", "by": ["province"], "days": None},
        {"kind": "publicity", "by": ["province"], "days": 10},
        {"kind": "announcement", "by": ["province"], "days": None},
    ]


def test_no_two_matters_share_a_code_and_every_demanded_column_is_filled(settings):
    settings.DEMONSTRATION = True
    rows = [element_row(matter, date(2018, 9, 30)) for matter in MATTERS]
    assert len({row["catalog_code"] for row in rows}) == len(rows)
    assert {row["missing"] for row in rows} <= {"", "演示编码，非国家编码"}


def test_registering_twice_is_harmless_and_the_start_up_check_is_clean(db):
    register_all()
    found = [fault for fault in checks.run_checks(databases=["default"]) if str(fault.id).startswith("hall.")]
    assert found == []
