"""What is kept is true: a change is seen at once, another's unfinished change is not, and two states never look alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jichuang.base import clock
from jichuang.registry import verbs
from jichuang.registry.models import Entry, Party, PartyFact, TableChange
from jichuang.registry.reads import count_by_home
from jichuang.registry.reads.changes import Kept, forget_old, version
from jichuang.registry.tests.conftest import DAY


def entry(party, number="GR201800000001"):
    return verbs.record_entry(
        register="hnte", party=party, number=number, valid_from=date(2018, 1, 1), by=None, source="基准"
    )


def test_a_count_is_read_once_and_again_after_a_new_entry_its_correction_and_its_end(party):
    def counted() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            found = sum(count_by_home(["hnte"], DAY)["hnte"].values())
        return found, len(asked)

    assert counted() == (0, 2)
    assert counted() == (0, 1)
    row = entry(party)
    assert counted() == (1, 2)
    assert counted() == (1, 1)
    verbs.end_entry(entry=row, last_day=date(2018, 6, 30), by=None, reason="注销", source="基准")
    assert counted() == (0, 2)


def test_a_table_that_was_not_asked_about_changes_nothing(party):
    before = version(Entry)
    Party.objects.filter(pk=party.pk).update(address="另一地址")
    PartyFact.objects.filter(party=party).delete()
    assert version(Entry) == before
    assert version(Party) != before


def test_a_change_that_was_rolled_back_leaves_the_version_as_it_was(party):
    before = version(Entry)
    with pytest.raises(ValueError, match="不成"), transaction.atomic():
        entry(party)
        assert version(Entry) != before
        raise ValueError("不成")
    assert version(Entry) == before


@pytest.mark.django_db(transaction=True)
def test_another_ones_unfinished_change_is_not_seen_and_a_committed_one_is(party):
    entry(party)
    before = version(Entry)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE registry_entry SET basis = '改'")
            assert version(Entry) == before
        other.commit()
        assert version(Entry) != before
    finally:
        other.close()


def test_old_marks_go_but_the_last_one_stays_so_that_two_states_never_look_alike(party):
    seen = set()
    for number in range(3):
        entry(party, number=f"GR20180000000{number}") if not number else Entry.objects.update(
            basis=str(number)
        )
        TableChange.objects.update(at=clock.machine_now() - timedelta(days=3))
        forget_old()
        assert TableChange.objects.filter(table="registry_entry").count() == 1
        seen.add(version(Entry))
    assert len(seen) == 3


def test_only_the_last_answers_are_kept(db):
    asked: list[str] = []
    kept: Kept[str] = Kept(Entry, size=2)
    for question in ("一", "二", "一", "三", "二"):
        kept.get(question, lambda question=question: asked.append(question) or question)
    assert asked == ["一", "二", "三", "二"]
