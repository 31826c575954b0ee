"""代理 as a page: named by form, listed for both and for the head, ended by a button, seen at the desk."""

from __future__ import annotations

from datetime import date

from jichuang.hall import verbs
from jichuang.hall.tests.cast import officer
from jichuang.hall.tests.pages.acts import text
from jichuang.registry.models import Appointment, StandIn
from jichuang.registry.terms import Role

URL = "/desk/stand-ins/"


def form(absent, stand_in, **more):
    """What the form sends."""
    post = Appointment.objects.get(user=absent)
    given = {"first_day": "2018-09-03", "last_day": "2018-09-05", "reason": "学习"}
    return {"who": f"{post.pk}:{stand_in.pk}", **given, **more}


def test_named_on_the_page_seen_at_the_desk_and_ended_by_a_button(
    submitted_case, city_officer, city_colleague, browse
):
    verbs.claim(case=submitted_case, by=city_officer)
    mine, his = browse(city_officer), browse(city_colleague)
    page = mine.post(URL, form(city_officer, city_colleague, last_day="2018-08-01"))
    assert page.status_code == 422 and "早于起始日" in text(page) and 'value="学习"' in page.content.decode()
    assert mine.post(URL, form(city_officer, city_colleague), follow=True).status_code == 200
    assert "您正在代理韩梅" in text(his.get("/desk/"))
    pane = his.get(f"/desk/{submitted_case.number}/")
    assert "由韩梅（演示）认领；其不在岗，由您代办" in text(pane)
    assert f"/desk/{submitted_case.number}/accept/" in pane.content.decode(), (
        "the button is there to be pressed"
    )
    assert his.get(URL).context["standing"][0]["may_end"]
    row = StandIn.objects.get()
    his.post(f"{URL}{row.pk}/end/")
    assert "您正在代理" not in text(his.get("/desk/"))
    assert "已提前终止" in text(mine.get(URL))


def test_the_head_sees_and_names_for_his_department_and_for_no_other(
    city_office, city_officer, city_colleague, langfang_officer, outsider, browse
):
    head = officer("sjzhead", "局长（演示）", Role.LEADER, city_office)
    client = browse(head)
    assert client.post(URL, form(city_officer, city_colleague)).status_code == 302
    assert [one["row"].stand_in for one in client.get(URL).context["others"]] == [city_colleague]
    colleague = officer(
        "lf2",
        "廊坊同事（演示）",
        Role.CITY_OFFICER,
        Appointment.objects.get(user=langfang_officer).department,
    )
    assert client.post(URL, form(langfang_officer, colleague)).status_code == 403
    assert client.post(URL, {"who": "x:y"}).status_code == 422
    key = StandIn.objects.get().pk
    assert browse(langfang_officer).post(f"{URL}{key}/end/").status_code == 403
    assert browse(outsider).get(URL).status_code == 403
    assert client.post(f"{URL}{key}/end/").status_code == 302 and StandIn.objects.get().valid.isempty
    assert date(2018, 9, 3) not in StandIn.objects.get().valid
