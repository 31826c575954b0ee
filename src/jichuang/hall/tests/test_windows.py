"""申报批次: to the second, with words and the next window; quotas and limits; the last place goes to one of two."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Allowance, DeclarationError, Per, Within
from jichuang.hall.models import TakenPlace
from jichuang.hall.reads.windows import quota_rows, standing
from jichuang.hall.terms import QuotaBy
from jichuang.hall.tests.cast import fill, person
from jichuang.hall.tests.test_concurrency import at_once
from jichuang.hall.tests.trial import TRIAL
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk

OPENS = datetime(2018, 9, 3, 8, 0, 0, tzinfo=clock.SHANGHAI)
CLOSES = datetime(2018, 9, 28, 17, 30, 0, tzinfo=clock.SHANGHAI)
SECOND = timedelta(seconds=1)


@pytest.fixture
def gated(stand):
    """The trial matter takes submissions in windows only, two a year from each party."""
    with catalogue.on_trial(
        replace(TRIAL, version=3, in_windows=True, allowances=(Allowance(2),), one_open_case=False)
    ):
        yield


@pytest.fixture
def now(monkeypatch):
    """Business time under the test's hand; the day is the demonstration's."""

    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    at(OPENS - timedelta(days=1))
    return at


def window(by, quotas=(), opens=OPENS, closes=CLOSES, title="2018年第一批"):
    """One window of the trial matter."""
    return verbs.open_window(
        matter="trial-evaluation", title=title, opens_at=opens, closes_at=closes, by=by, quotas=quotas
    )


def drafted(firm, clerk):
    """A filled draft."""
    return fill(verbs.start(matter="trial-evaluation", party=firm, by=clerk), clerk)


def sent(case, clerk, arrived=OPENS + SECOND):
    """Submitted by a request that arrived at the moment."""
    return verbs.submit(case=case, by=clerk, key=f"k{case.pk}", arrived=arrived)


def test_a_draft_may_be_filled_before_the_window_but_not_submitted_and_the_next_window_is_named(
    gated, firm, clerk, now, province_officer
):
    window(province_officer)
    case = drafted(firm, clerk)
    with pytest.raises(Refused, match="下一批“2018年第一批”2018年09月03日08:00:00开放") as refused:
        sent(case, clerk, OPENS - SECOND)
    assert "草稿已保留" in refused.value.remedy
    case.refresh_from_db()
    assert case.state == "draft" and case.submit_key is None
    assert sent(case, clerk, OPENS).state == "open"


@pytest.mark.parametrize(
    ("late", "taken"), [(timedelta(), True), (timedelta(microseconds=900_000), True), (SECOND, False)]
)
def test_the_second_of_closing_still_counts_and_the_next_does_not(
    gated, firm, clerk, now, province_officer, late, taken
):
    window(province_officer)
    case = drafted(firm, clerk)
    if taken:
        assert sent(case, clerk, CLOSES + late).state == "open"
    else:
        with pytest.raises(Refused, match="已于2018年09月28日17:30:00截止"):
            sent(case, clerk, CLOSES + late)


def test_a_request_that_arrived_in_time_counts_however_long_it_waited(
    gated, firm, clerk, now, province_officer
):
    window(province_officer)
    case = drafted(firm, clerk)
    now(CLOSES + timedelta(minutes=3))
    assert sent(case, clerk, CLOSES - SECOND).state == "open"


def test_without_any_window_the_refusal_says_that_none_is_announced(gated, firm, clerk):
    with pytest.raises(Refused, match="还没有公布"):
        sent(drafted(firm, clerk), clerk)


def test_an_extension_is_journalled_and_published_with_its_reason_and_a_past_window_cannot_be_extended(
    gated, now, province_officer
):
    one = window(province_officer)
    later = CLOSES + timedelta(days=3)
    one = verbs.reschedule_window(window=one, closes_at=later, why="系统停机一日", by=province_officer)
    assert standing(catalogue.get("trial-evaluation"), later).takes
    assert one.changes[0]["why"] == "系统停机一日"
    assert JournalRow.objects.filter(verb="window.rescheduled").count() == 1
    with pytest.raises(Invalid, match="原因"):
        verbs.reschedule_window(window=one, closes_at=later + SECOND, why=" ", by=province_officer)
    now(later + timedelta(hours=1))
    with pytest.raises(Refused, match="已经截止"):
        verbs.reschedule_window(
            window=one, closes_at=later + timedelta(days=9), why="再延", by=province_officer
        )


def test_two_windows_of_a_matter_never_overlap_and_only_the_province_opens_one(
    gated, now, province_officer, city_officer
):
    window(province_officer)
    with pytest.raises(Refused, match="已有另一个批次"):
        window(province_officer, opens=CLOSES, closes=CLOSES + timedelta(days=1), title="第二批")
    assert window(
        province_officer, opens=CLOSES + SECOND, closes=CLOSES + timedelta(days=9), title="第二批"
    ).pk
    with pytest.raises(Refused):
        window(city_officer, opens=CLOSES + timedelta(days=20), closes=CLOSES + timedelta(days=30))


def test_a_full_quota_refuses_with_the_count_and_a_withdrawal_gives_the_place_back(
    gated, firm, clerk, other_firm, other_clerk, now, province_officer
):
    one = window(
        province_officer, [verbs.Places(QuotaBy.HOME, "130100", 1), verbs.Places(QuotaBy.HOME, "", 5)]
    )
    first, second = drafted(firm, clerk), drafted(firm, clerk)
    first = sent(first, clerk)
    with pytest.raises(Refused, match="石家庄名额1个，现已有1件"):
        sent(second, clerk)
    assert sent(drafted(other_firm, other_clerk), other_clerk).state == "open"  # 廊坊 has places of its own
    assert [(row.title, row.places, row.taken) for row in quota_rows(one)] == [
        ("每个考核归属单位", 5, None),
        ("石家庄", 1, 1),
    ]
    verbs.withdraw(case=first, by=clerk)
    assert sent(second, clerk).state == "open"


def test_a_party_may_file_twice_a_year_and_what_it_withdrew_does_not_count(
    gated, firm, clerk, now, province_officer
):
    window(province_officer)
    for _ in range(2):
        last = sent(drafted(firm, clerk), clerk)
    third = drafted(firm, clerk)
    with pytest.raises(Refused, match="每个单位每年限报2件.*现已有2件"):
        sent(third, clerk)
    verbs.withdraw(case=last, by=clerk)
    assert sent(third, clerk).state == "open"


def test_a_person_limit_counts_the_person_not_the_party(stand, firm, clerk, preparer, now, province_officer):
    limited = replace(
        TRIAL,
        version=3,
        in_windows=True,
        one_open_case=False,
        allowances=(Allowance(1, Per.PERSON, Within.WINDOW),),
    )
    with catalogue.on_trial(limited):
        window(province_officer)
        colleague = person("second", "另一位（演示）")
        authorise_clerk(party=firm, user=colleague, by=None, scope=Scope.ACCEPTOR, valid_from=OPENS.date())
        sent(drafted(firm, clerk), clerk)
        with pytest.raises(Refused, match="每名经办人每批限报1件"):
            sent(drafted(firm, clerk), clerk)
        assert sent(drafted(firm, colleague), colleague).state == "open"


def test_a_limit_of_nothing_is_refused_when_declared():
    with pytest.raises(DeclarationError):
        Allowance(0)


@pytest.mark.django_db(transaction=True)
def test_two_submissions_for_the_last_place_at_once_one_wins(
    gated, firm, clerk, other_firm, other_clerk, now, province_officer
):
    one = window(province_officer, [verbs.Places(QuotaBy.HOME, "", 1)])
    type(firm).objects.filter(pk=other_firm.pk).update(home=firm.home)
    other_firm.refresh_from_db()
    mine, theirs = drafted(firm, clerk), drafted(other_firm, other_clerk)
    answers = at_once(lambda: sent(mine, clerk), lambda: sent(theirs, other_clerk))
    refusals = [one for one in answers if isinstance(one, Refused)]
    assert len(refusals) == 1 and "名额1个，现已有1件" in str(refusals[0])
    assert TakenPlace.objects.filter(key=f"window:{one.pk}/home:{firm.home}").count() == 1


def test_guide_home_and_desk_show_the_window_to_the_second(
    gated, now, client, province_officer, city_officer
):
    now(OPENS)
    closes = OPENS + timedelta(days=300)
    window(province_officer, [verbs.Places(QuotaBy.HOME, "", 3)], closes=closes)
    guide = client.get("/matters/trial-evaluation/").content.decode()
    assert "服务器时间" in guide and f"{closes:%Y-%m-%d %H:%M:%S}" in guide and "每个考核归属单位" in guide
    client.force_login(province_officer)
    assert "2018年第一批" in client.get("/desk/windows/").content.decode()
    client.force_login(city_officer)
    assert client.get("/desk/windows/").status_code == 403


def test_an_officer_opens_and_extends_a_window_on_the_page(gated, now, client, province_officer):
    client.force_login(province_officer)
    typed = {
        "matter": "trial-evaluation", "title": "第一批", "opens_at": "2018-09-03T08:00:00",
        "closes_at": "2018-09-28T17:30:05", "quota_by": "home", "each": "2", "places": "石家庄 12",
    }  # fmt: skip
    wrong = client.post("/desk/windows/", {**typed, "places": "某地 3"})
    assert wrong.status_code == 422 and "没有名为“某地”" in wrong.content.decode()
    assert client.post("/desk/windows/", typed).status_code == 302
    page = client.get("/desk/windows/").content.decode()
    assert "2018-09-28 17:30:05" in page and "12 个，已用 0" in page
    answer = client.post(
        "/desk/windows/trial-evaluation-2018-1/", {"closes_at": "2018-10-08T17:30:00", "why": "延期"}
    )
    assert answer.status_code == 302
    assert "2018-10-08 17:30:00" in client.get("/matters/trial-evaluation/").content.decode()
