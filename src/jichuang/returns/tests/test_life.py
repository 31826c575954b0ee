"""One period from its opening to its freeze: seven states, prefill, explanations, revisions, chase lists, the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Outbox
from jichuang.registry.reads import entries
from jichuang.returns import catalogue, verbs
from jichuang.returns.models import Consequence, Filing, OpenPeriod, Owed
from jichuang.returns.reads import owed as reads
from jichuang.returns.tests.conftest import file, fill, on
from jichuang.returns.tests.trial import TRIAL
from jichuang.returns.verbs.opening import digest_of_period


def test_the_worker_opens_the_period_on_its_first_day_once_for_the_roster_at_period_end(roster, stand):
    stand(date(2018, 6, 30))
    on(date(2018, 7, 3))
    opened = OpenPeriod.objects.get(code="trial-quarterly")
    assert (opened.period, opened.opened_on, opened.due_on) == ("2018Q2", date(2018, 7, 1), date(2018, 7, 20))
    assert set(opened.owed.values_list("name", "state")) == {(one.name, "owed") for one in roster}
    with pytest.raises(Refused, match="已经布置过"):
        verbs.open_period(code="trial-quarterly", period="2018Q2", by=None)


def test_a_period_that_has_not_ended_or_is_not_this_returns_is_refused(
    roster, province_officer, city_officer
):
    for wrong in ("2018Q3", "2018", "2017Q4", "2018M06"):
        with pytest.raises(Invalid):
            verbs.open_period(code="trial-quarterly", period=wrong, by=province_officer)
    with pytest.raises(Refused):
        verbs.open_period(code="trial-quarterly", period="2018Q2", by=city_officer)


def test_a_return_is_saved_as_typed_refused_with_every_fault_and_then_handed_in_once(owed, clerk):
    owed = fill(owed, clerk, income="很多", staff="")
    assert owed.state == "draft" and owed.rough["income"]["text"] == "很多"
    with pytest.raises(Invalid) as refused:
        verbs.hand_in(owed=owed, by=clerk, revision=owed.revision)
    assert {one.field for one in refused.value.problems} == {"income", "staff"}
    with pytest.raises(Invalid, match="按分项计算为100"):
        file(owed, clerk, income="101")
    owed = file(owed, clerk)
    assert owed.state == "handed_in" and owed.filings.count() == 1
    assert verbs.hand_in(owed=owed, by=clerk, revision=owed.revision).filings.count() == 1  # a second click


def test_two_pages_do_not_overwrite_each_other_and_a_preparer_does_not_hand_in(owed, clerk, preparer):
    first = fill(owed, clerk)
    with pytest.raises(Refused, match="已有变化"):
        verbs.save(owed=owed, by=preparer, answers={"staff": "1"}, revision=first.revision - 1)
    with pytest.raises(Refused, match="确认提交"):
        verbs.hand_in(owed=first, by=preparer, revision=first.revision)


def test_the_desk_accepts_or_sends_back_and_nobody_reviews_his_own(
    owed, clerk, city_officer, langfang_officer
):
    owed = file(owed, clerk)
    for stranger in (langfang_officer, clerk):
        with pytest.raises(Refused):
            verbs.accept(owed=owed, by=stranger, revision=owed.revision)
    with pytest.raises(Invalid):
        verbs.send_back(owed=owed, by=city_officer, why=" ", revision=owed.revision)
    owed = verbs.send_back(owed=owed, by=city_officer, why="收入口径不对", revision=owed.revision)
    assert owed.state == "returned"
    owed = verbs.accept(owed=(again := file(owed, clerk)), by=city_officer, revision=again.revision)
    assert owed.state == "accepted" and owed.filings.count() == 2
    with pytest.raises(Refused, match="已有变化"):
        verbs.accept(owed=owed, by=city_officer, revision=owed.revision)


def accept_all(opened, people, officer):
    """Every named person files and is accepted."""
    for party, person in people:
        row = file(Owed.objects.get(period=opened, party=party), person)
        verbs.accept(owed=row, by=officer, revision=row.revision)


def test_last_periods_figures_stand_in_the_box_with_their_source_and_a_fall_must_be_explained(
    opened, firm, clerk, city_officer
):
    accept_all(opened, [(firm, clerk)], city_officer)
    on(date(2018, 10, 8))
    third = Owed.objects.get(period__period="2018Q3", party=firm)
    assert reads.prefilled(third)["staff"] == {
        "value": 12, "source": "2018年第二季度报送数", "as_of": "2018-07-02",
    }  # fmt: skip
    low = {"income": "40", "service": "40", "other": "0"}
    with pytest.raises(Invalid, match="营业收入比上期减少60.0%") as refused:
        file(third, clerk, **low)
    assert refused.value.problems[0].field == "explain_swing_income"
    third = file(third, clerk, **low, explain_swing_income="两个合同改到下季度")
    assert third.filings.get().explanations == {"swing_income": "两个合同改到下季度"}


def test_reminder_lateness_warning_and_lapse_come_by_the_clock_each_once(opened, firm, clerk):
    on(date(2018, 7, 13))
    row = Owed.objects.get(period=opened, party=firm)
    assert row.reminded_on == date(2018, 7, 13)
    on(date(2018, 7, 20))
    row.refresh_from_db()
    assert row.state == "owed"
    on(date(2018, 7, 21))
    row.refresh_from_db()
    assert row.state == "late"
    on(date(2018, 7, 27))
    assert not Consequence.objects.exists()
    on(date(2018, 7, 30))
    assert set(Consequence.objects.values_list("key", "on")) == {("warning", date(2018, 7, 30))}
    assert entries("tech_transfer_body").in_force(date(2018, 7, 30)).count() == 3
    on(date(2018, 9, 1))
    lapsed = Consequence.objects.filter(key="lapse", owed=row).get()
    assert lapsed.on == date(2018, 8, 20) and lapsed.result.startswith("entry:")
    assert not entries("tech_transfer_body").in_force(date(2018, 9, 1)).exists()
    assert entries("tech_transfer_body").in_force(date(2018, 8, 19)).count() == 3
    assert Consequence.objects.count() == 6  # warning and lapse, once for each of three
    subjects = list(Outbox.objects.filter(to=clerk.email).order_by("id").values_list("subject", flat=True))
    assert [one.partition("：")[2] for one in subjects] == ["即将到期", "已逾期", "警告", "移出名录"]


def test_whoever_reports_late_but_before_the_day_keeps_its_entry(opened, firm, clerk):
    on(date(2018, 8, 1))
    row = file(Owed.objects.get(period=opened, party=firm), clerk)
    assert row.was_late and row.state == "handed_in"
    on(date(2018, 9, 1))
    assert entries("tech_transfer_body").in_force(date(2018, 9, 1)).get().party == firm


def test_one_body_whose_entry_cannot_be_ended_does_not_stop_the_others(opened, firm):
    entries("tech_transfer_body").filter(party=firm).update(subject="别的")
    on(date(2018, 9, 1))
    assert Consequence.objects.filter(key="lapse").count() == 2
    assert JournalRow.objects.filter(verb="duty.fault").exists()


def test_a_cumulative_consequence_waits_for_the_second_missing_period(roster, firm):
    twice = replace(TRIAL.consequences[0], key="ground", missing=2)
    with catalogue.on_trial(replace(TRIAL, consequences=(twice,))):
        verbs.open_period(code="trial-quarterly", period="2018Q2", by=None)
        on(date(2018, 9, 30))
        assert not Consequence.objects.exists()
        on(date(2018, 11, 20))
        assert Consequence.objects.filter(key="ground", owed__party=firm).get().owed.period.period == "2018Q3"


def test_counts_of_county_city_and_province_equal_their_rows(
    opened, firm, clerk, city_officer, county_officer, province_officer, outsider
):
    file(Owed.objects.get(period=opened, party=firm), clerk)
    for officer, total in ((city_officer, 1), (county_officer, 1), (province_officer, 3), (outsider, 0)):
        rows = reads.within(officer, opened)
        counted = reads.counts(rows)
        assert sum(counted.values()) == rows.count() == total
        units = reads.by_unit(rows, "home")
        assert sum(one.total for one in units) == total
        assert sum(one.filed for one in units) == counted["handed_in"] + counted["accepted"]


def test_one_click_reminds_once_in_three_working_days(opened, province_officer, city_officer, clerk):
    rows = list(reads.within(province_officer, opened))
    done = verbs.urge(rows=rows, by=province_officer)
    assert (done.sent, done.unreachable, done.too_soon) == (3, 2, 0)
    on(date(2018, 7, 4))
    assert verbs.urge(rows=rows, by=province_officer).too_soon == 3
    on(date(2018, 7, 5))
    assert verbs.urge(rows=rows, by=province_officer).sent == 3
    assert Outbox.objects.filter(to=clerk.email, subject__endswith="催报").count() == 2
    with pytest.raises(Refused):
        verbs.urge(rows=rows, by=city_officer)  # two of the three lie elsewhere


def test_a_freeze_waits_for_reviews_and_a_later_correction_leaves_it_alone(
    opened, firm, clerk, city_officer, province_officer
):
    row = file(Owed.objects.get(period=opened, party=firm), clerk)
    with pytest.raises(Refused, match="还没有过"):
        verbs.freeze(period=opened, by=province_officer)
    on(date(2018, 7, 23))
    with pytest.raises(Refused, match="还有1份已报送未审核"):
        verbs.freeze(period=opened, by=province_officer)
    row = verbs.accept(owed=row, by=city_officer, revision=row.revision)
    with pytest.raises(Refused):
        reads.totals(opened, ["income"])
    opened = verbs.freeze(period=opened, by=province_officer)
    first = Filing.objects.get(owed=row)
    assert opened.digest == digest_of_period([(row.subject, first.digest)])
    assert opened.frozen_counts["accepted"] == 1 and opened.frozen_counts["late"] == 2
    row.refresh_from_db()
    with pytest.raises(Invalid, match="更正原因"):
        verbs.revise(
            owed=row, by=clerk, answers={"income": "120", "service": "100"}, why="", revision=row.revision
        )
    row = verbs.revise(
        owed=row, by=clerk, answers={"income": "120", "service": "100"}, why="漏计一笔", revision=row.revision
    )
    assert row.state == "handed_in" and row.frozen == first
    assert [(one.number, one.after_freeze) for one in row.filings.all()] == [(1, False), (2, True)]
    assert reads.totals(opened, ["income"])[""]["income"] == 1_000_000
    with pytest.raises(Refused, match="已经冻结"):
        verbs.freeze(period=opened, by=province_officer)


def test_an_excused_unit_owes_nothing_and_the_reason_is_kept(owed, city_officer, clerk):
    with pytest.raises(Invalid):
        verbs.excuse(owed=owed, by=city_officer, why="", revision=owed.revision)
    owed = verbs.excuse(owed=owed, by=city_officer, why="6月注销", revision=owed.revision)
    with pytest.raises(Refused, match="免报"):
        fill(owed, clerk)
    on(date(2018, 9, 1))
    owed.refresh_from_db()
    assert owed.state == "excused" and not owed.consequences.exists()
