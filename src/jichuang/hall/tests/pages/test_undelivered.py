"""未送达: the desk sees that a letter has not arrived and why; the case goes on."""

from __future__ import annotations

from jichuang.base.models import Outbox
from jichuang.hall import verbs
from jichuang.hall.tests.pages.acts import returned, text


def test_the_desk_sees_an_undelivered_letter_and_works_on(submitted_case, city_officer, clerk, browse):
    returned(submitted_case, city_officer)
    client, address = browse(city_officer), f"/desk/{submitted_case.number}/"
    assert "未送达" not in text(client.get(address))
    Outbox.objects.filter(subject_ref=f"case:{submitted_case.number}").update(
        fault="邮件服务器没有接受：no server"
    )
    assert "封告知邮件没有送达申报人" in text(client.get(address))
    page = text(client.get(f"{address}?tab=letters"))
    assert "no server" in page and "c***@example.test" in page and "clerk@example.test" not in page
    why = {"field:rd_expense": "无误", "material:rd_ledger": "无误"}
    assert verbs.resubmit(case=submitted_case, by=clerk, explanations=why).stage == "form_check"
