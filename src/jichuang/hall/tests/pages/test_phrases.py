"""规范用语: kept for oneself or the department, ticked into a letter, never somebody else's."""

from __future__ import annotations

from jichuang.hall import verbs
from jichuang.hall.models import Phrase, Supplement
from jichuang.hall.tests.pages.acts import text


def test_a_ticked_sentence_stands_in_the_letter_behind_what_was_typed(submitted_case, city_officer, browse):
    client, number = browse(city_officer), submitted_case.number
    client.post("/desk/phrases/", {"text": "请加盖公章后重新上传"})
    row = Phrase.objects.get()
    assert row.text in text(client.get(f"/desk/{number}/", {"act": "return"}))
    sent = {
        "item": "field:staff",
        "note": "第一项",
        "phrase": [row.pk, "999999"],
        "revision": submitted_case.revision,
    }
    client.post(f"/desk/{number}/return/", sent)
    assert Supplement.objects.get(case=submitted_case).note == "第一项\n请加盖公章后重新上传"


def test_a_departments_sentences_are_its_colleagues_and_a_persons_own_are_not(
    submitted_case, city_officer, city_colleague, langfang_officer, browse
):
    own = verbs.keep_phrase(by=city_officer, text="只给自己的话")
    shared = verbs.keep_phrase(by=city_officer, text="全科室用的话", shared=True)
    page = text(browse(city_colleague).get("/desk/phrases/"))
    assert shared.text in page and own.text not in page
    assert "全科室用的话" not in text(browse(langfang_officer).get("/desk/phrases/"))
    sent = {"item": "field:staff", "phrase": own.pk, "revision": submitted_case.revision}
    browse(city_colleague).post(f"/desk/{submitted_case.number}/return/", sent)
    assert Supplement.objects.get().note == ""


def test_only_the_writer_drops_a_sentence(city_officer, city_colleague, outsider, browse):
    row = verbs.keep_phrase(by=city_officer, text="全科室用的话", shared=True)
    assert browse(city_colleague).post(f"/desk/phrases/{row.pk}/drop/").status_code == 403
    assert browse(outsider).get("/desk/phrases/").status_code == 403
    browse(city_officer).post(f"/desk/phrases/{row.pk}/drop/")
    assert not Phrase.objects.exists()
    assert browse(city_officer).post("/desk/phrases/", {"text": " "}).status_code == 422
