"""Published figures: vintages, what was known when, and who may record one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jichuang.accounts.models import User
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.indicators import verbs
from jichuang.indicators.models import Observation
from jichuang.indicators.reads import figures, vintages
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

BULLETIN = date(2018, 10, 9)


@pytest.fixture
def officer(db):
    user = User.objects.create_user("officer", "correct horse battery", name="经办（演示）")
    appoint(user=user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None, home="")
    return user


def rd(day: date, known: date | None = None):
    return figures(["rd-intensity"], [day], known=known).observation("rd-intensity", day)


def test_shipped_figures_load_once():
    assert verbs.load_publications() > 0
    assert verbs.load_publications() == 0


def test_rd_intensity_reads_1_20_of_2016_until_the_bulletin_of_october_2018():
    verbs.load_publications()
    before = rd(date(2018, 9, 30))
    assert (before.text, before.period) == ("1.20", "2016")
    assert rd(date(2018, 10, 8)).text == "1.20"
    assert (rd(BULLETIN).text, rd(BULLETIN).period) == ("1.33", "2017")


def test_the_figure_of_2018_never_exists_in_2018():
    verbs.load_publications()
    assert {rd(date(2018, month, 28)).text for month in range(1, 13)} == {"1.20", "1.33"}


def test_known_on_hides_a_later_publication():
    verbs.load_publications()
    assert rd(date(2018, 12, 31), known=date(2018, 9, 30)).text == "1.20"


def test_no_address_of_a_mirror_and_no_word_of_memory_is_shipped():
    verbs.load_publications()
    for row in Observation.objects.order_by("pk"):
        shown = f"{row.publisher}{row.title}{row.note}"
        assert "http" not in shown and "www" not in shown and "memory" not in shown and "转载" not in shown
        assert row.check_state in {"checked", "reported", "unchecked"}


def test_a_revision_is_a_new_row_and_the_old_figure_stays_known_on_its_day(officer):
    verbs.load_publications()
    verbs.record_observation(
        indicator="rd-intensity", period="2016", value=Decimal("1.22"), publisher="国家统计局", title="修订数",
        published_on=date(2018, 9, 20), status="revised", by=officer,
    )  # fmt: skip
    assert rd(date(2018, 9, 29)).text == "1.20"
    assert rd(date(2018, 9, 30)).text == "1.22"  # typed on 30 September: not known earlier
    periods = [row.text for row in vintages(["rd-intensity"]).history("rd-intensity", date(2018, 9, 30))]
    assert periods == ["1.18", "1.22"]


def test_recording_twice_keeps_one_row_and_one_journal_line(officer):
    values = {
        "indicator": "sti-contribution",
        "period": "2017",
        "value": Decimal("54.1"),
        "publisher": "某某",
        "title": "某公报",
        "published_on": date(2018, 9, 1),
        "by": officer,
    }
    first = verbs.record_observation(**values)
    assert verbs.record_observation(**values).pk == first.pk
    assert JournalRow.objects.filter(verb="observation.record").count() == 1


def test_a_counted_indicator_cannot_be_typed(officer):
    with pytest.raises(Invalid) as fault:
        verbs.record_observation(
            indicator="hnte-in-force", period="2018", value=Decimal(4008), publisher="某某", title="报表",
            published_on=date(2018, 9, 1), by=officer,
        )  # fmt: skip
    assert fault.value.problems[0].field == "indicator"
    assert "不得录入" in str(fault.value)


def test_a_figure_of_the_future_and_one_without_publisher_are_both_named_at_once(officer):
    with pytest.raises(Invalid) as fault:
        verbs.record_observation(
            indicator="rd-intensity", period="2018", value=Decimal("1.39"), publisher=" ", title="",
            published_on=date(2019, 8, 30), by=officer,
        )  # fmt: skip
    assert {problem.field for problem in fault.value.problems} == {"publisher", "published_on"}


def test_an_outsider_may_not_record(db):
    with pytest.raises(Refused, match="任职"):
        verbs.record_observation(
            indicator="rd-intensity", period="2017", value=Decimal("9"), publisher="某某", title="某公报",
            published_on=date(2018, 9, 1), by=User.objects.create_user("outsider", "correct horse battery"),
        )  # fmt: skip
    assert not Observation.objects.exists()
