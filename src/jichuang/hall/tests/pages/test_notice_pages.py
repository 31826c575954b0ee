"""The province's pages: compose, post, objections, announce; and who may not."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from jichuang.codes.tabular import read_table
from jichuang.hall import verbs
from jichuang.hall.models import Case, NoticeItem, Objection, PublicityNotice
from jichuang.hall.tests.pages.acts import fresh, text
from jichuang.registry.models import Entry


def compose(client, *cases: Case):
    """Ticks cases and composes a notice."""
    return client.post("/desk/notices/", {"case": [case.number for case in cases]})


def test_the_province_composes_posts_and_announces_after_the_last_day(
    waiting_case, province_officer, stand, browse
):
    stand(date(2018, 9, 20))
    client = browse(province_officer)
    assert waiting_case.number in text(client.get("/desk/notices/"))
    home = compose(client, waiting_case)["Location"]
    assert "公示至 2018年10月10日" in text(client.get(home))
    client.post(f"{home}post/")
    early = client.post(f"{home}announce/")
    assert early.status_code == 409 and "2018年10月11日" in text(early) and not Entry.objects.exists()
    stand(date(2018, 10, 10))
    assert client.post(f"{home}announce/").status_code == 409
    stand(date(2018, 10, 11))
    assert client.post(f"{home}announce/").status_code == 302
    assert Entry.objects.get().name == waiting_case.party.name and fresh(waiting_case).outcome == "granted"


def test_composing_from_nothing_says_so(waiting_case, province_officer, browse):
    page = compose(browse(province_officer))
    assert page.status_code == 422 and "没有选择" in text(page)


def test_a_case_taken_meanwhile_is_not_put_on_two_lists(waiting_case, province_officer, browse):
    client = browse(province_officer)
    compose(client, waiting_case)
    assert compose(client, waiting_case).status_code == 422
    assert NoticeItem.objects.count() == 1


def test_a_firm_is_taken_off_an_unposted_list_and_waits_again(waiting_case, province_officer, browse):
    client = browse(province_officer)
    home = compose(client, waiting_case)["Location"]
    client.post(f"{home}remove/{NoticeItem.objects.get().pk}/")
    assert waiting_case.number in text(client.get("/desk/notices/"))


def test_one_objection_is_seen_resolved_and_needs_a_finding(posted, province_officer, browse):
    item = NoticeItem.objects.get(notice=posted)
    verbs.object_to(item=item, kind="named", name="赵某某", contact="138", content="产品无关")
    row = Objection.objects.get()
    client = browse(province_officer)
    assert "赵某某" in text(client.get("/desk/objections/"))
    empty = client.post(f"/desk/objections/{row.pk}/", {"verdict": "dismissed", "finding": ""})
    assert empty.status_code == 422
    neither = client.post(f"/desk/objections/{row.pk}/", {"finding": "查过了"})
    assert neither.status_code == 422 and "查过了" in neither.content.decode()
    client.post(f"/desk/objections/{row.pk}/", {"verdict": "dismissed", "finding": "经查产品与专利一致"})
    row.refresh_from_db()
    assert row.state == "dismissed"


def test_province_pages_refuse_everybody_else(posted, city_officer, outsider, clerk, browse):
    item = NoticeItem.objects.get(notice=posted)
    row = verbs.object_to(item=item, kind="named", name="赵某某", contact="138", content="产品无关")
    number = PublicityNotice.objects.get().number
    for who in (city_officer, outsider, clerk):
        client = browse(who)
        for url in (
            "/desk/notices/",
            f"/desk/notices/{number}/",
            "/desk/objections/",
            f"/desk/objections/{row.pk}/evidence/",
        ):
            page = client.get(url)
            assert page.status_code == 403 and "赵某某" not in text(page), (who, url)
        for url in (
            f"/desk/notices/{number}/announce/",
            f"/desk/notices/{number}/remove/{item.pk}/",
            f"/desk/objections/{row.pk}/",
        ):
            assert client.post(url, {"verdict": "upheld", "finding": "x"}).status_code == 403


def test_the_desks_list_is_exported_with_codes_as_text(
    submitted_case, city_officer, langfang_officer, browse
):
    page = browse(city_officer).get("/desk/list.xlsx", {"queue": "unclaimed"})
    table = read_table(BytesIO(page.content), "清单.xlsx", max_bytes=10**6)
    rows = [[cell.value for cell in row.cells] for row in table]
    assert rows[0][:3] == [submitted_case.number, submitted_case.party.name, submitted_case.party.credit_code]
    empty = browse(langfang_officer).get("/desk/list.xlsx", {"queue": "unclaimed"})
    assert list(read_table(BytesIO(empty.content), "清单.xlsx", max_bytes=10**6)) == []


def test_the_desks_list_is_refused_to_people_without_a_desk(submitted_case, outsider, browse):
    assert browse(outsider).get("/desk/list.xlsx").status_code == 403
