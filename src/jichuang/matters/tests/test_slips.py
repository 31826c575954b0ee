"""登记查询凭单: every listed party gets one, with an end or without; when the entry ends, the slip says so."""

from __future__ import annotations

from datetime import date, timedelta

from jichuang.base import clock
from jichuang.hall.models import Certificate
from jichuang.hall.reads.library import certificates_to_use
from jichuang.hall.reads.public import verify
from jichuang.matters.service_body.tests.test_service_body import ANSWERS
from jichuang.registry.verbs import end_entry


def listed(journey):
    entry = journey.whole("service-body", ANSWERS)
    return entry, Certificate.objects.get(entry=f"entry:{entry.pk}")


def test_an_entry_without_an_end_has_a_slip_that_says_so_and_is_used_again(journey, client):
    entry, slip = listed(journey)
    assert entry.valid_to is None and slip.until == "长期有效"
    assert verify(slip.token).words == "长期有效"
    assert "起，长期有效" in client.get(f"/verify/{slip.token}/").content.decode()
    assert slip in certificates_to_use(journey.firm)


def test_a_slip_of_an_entry_that_was_ended_early_no_longer_holds(journey):
    entry, slip = listed(journey)
    last = clock.today()
    end_entry(entry=entry, last_day=last, by=None, reason="退出", source="演示")
    assert verify(slip.token).state == "valid", "the last day counts"
    journey.stand(last + timedelta(days=1))
    found = verify(slip.token)
    assert (found.state, f"{last:%Y年%m月%d日}终止" in found.words) == ("ended", True)
    assert date(2018, 1, 1) < last
