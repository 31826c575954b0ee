"""Rows whose SQL is written once are the rows the ORM gives, with their values converted and their foreign row beside them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from jichuang.base import clock, journal
from jichuang.base.models import CalendarDay, JournalRow
from jichuang.base.refs import Ref
from jichuang.base.rows import Rows

pytestmark = pytest.mark.django_db


def test_a_row_is_what_the_orm_gives_with_json_dates_and_nothing_changed():
    detail = {"字": [1, {"二": None}], "day": "2018-09-30"}
    journal.record(actor=None, verb="row.write", subject=Ref("row", "1"), summary="写", detail=detail)
    (found,) = Rows(JournalRow, "t.verb = %s")("row.write")
    same = JournalRow.objects.get(verb="row.write")
    assert model_to_dict(found) == model_to_dict(same)
    assert found.detail == detail
    assert found.at == same.at
    assert found == same
    assert not found._state.adding


def test_rows_come_in_order_of_their_keys_and_locked_rows_say_so():
    for day in (3, 1, 2):
        CalendarDay.objects.create(day=date(2018, 10, day), workday=False, note=str(day), source="试")
    with CaptureQueriesContext(connection) as sent:
        found = Rows(CalendarDay, "t.workday = %s", lock=True)(False)
    assert [row.pk for row in found] == sorted(row.pk for row in found)
    assert sent[0]["sql"].endswith("FOR UPDATE OF t")
    assert clock.calendar().is_workday(date(2018, 10, 1)) is False


def test_a_count_is_the_number_of_rows_under_the_condition():
    for day in (1, 2, 3):
        CalendarDay.objects.create(day=date(2018, 10, day), workday=day == 3, note="", source="试")
    rows = Rows(CalendarDay, "t.workday = %s")
    assert rows.count(False) == 2 == len(rows(False))
    assert rows.count(True) == 1
