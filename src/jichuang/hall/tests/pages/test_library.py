"""The unit's library: given once, used again; trust is earned file by file, ends with the file's day, and is the unit's own."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from jichuang.base import clock, files
from jichuang.base.errors import Refused
from jichuang.base.models import JournalRow
from jichuang.hall import reads, verbs
from jichuang.hall.models import CaseFile, Certificate, UnitMaterial
from jichuang.hall.tests.cast import fill, send
from jichuang.hall.tests.pages.acts import PDF, blank_pdf, fresh, text, upload, url
from jichuang.hall.tests.trial import grant


def held(party, by):
    return {one.row.sha256: one for one in reads.library(party, by)}


def take(case, by, content=PDF, material="rd_ledger"):
    return verbs.take_in(
        case=case, by=by, material=material, stream=io.BytesIO(content), filename="辅助账.pdf"
    )


def only(party, by):
    (one,) = reads.library(party, by)
    return one


def test_a_file_earns_its_trust_from_uploaded_to_reviewed_to_verified(draft, firm, clerk, city_officer):
    row = take(draft, clerk)
    assert only(firm, clerk).trust == "D" and only(firm, clerk).row.source == f"case:{draft.number}"
    case = send(fill(fresh(draft), clerk), clerk)
    assert only(firm, clerk).trust == "D"
    with pytest.raises(Refused):
        verbs.verify_material(case=case, by=clerk, file=row)
    verbs.accept_complete(case=case, by=city_officer)
    assert only(firm, clerk).trust == "C"


def test_an_officer_at_the_desk_verifies_the_original_and_the_next_filing_says_so(
    draft, firm, clerk, city_officer, langfang_officer
):
    row = take(draft, clerk)
    case = send(fill(fresh(draft), clerk), clerk)
    with pytest.raises(Refused):
        verbs.verify_material(case=case, by=langfang_officer, file=row)
    verbs.verify_material(case=case, by=city_officer, file=row, note="与原件一致")
    one = only(firm, clerk)
    assert one.trust == "B" and one.row.verified_in == case and one.row.verified_by == city_officer
    assert JournalRow.objects.filter(verb="material.verified", subject=f"case:{case.number}").count() == 1
    assert reads.trust_of(firm, [row])[row.pk].trust == "B"


def test_a_changed_byte_starts_again_at_d(draft, firm, clerk, city_officer):
    case = send(fill(_with(draft, clerk), clerk), clerk)
    verbs.verify_material(case=case, by=city_officer, file=CaseFile.objects.get())
    verbs.add_material(
        party=firm, by=clerk, title="辅助账", stream=io.BytesIO(blank_pdf(2)), filename="辅助账.pdf"
    )
    assert sorted(one.trust for one in reads.library(firm, clerk)) == ["B", "D"]


def _with(draft, clerk):
    take(draft, clerk)
    return fresh(draft)


def test_a_file_given_once_is_used_again_without_a_second_copy(draft, firm, clerk):
    kept = verbs.add_material(
        party=firm,
        by=clerk,
        title="营业执照副本",
        stream=io.BytesIO(PDF),
        filename="执照.pdf",
        valid_until=date(2018, 12, 31),
    )
    row = verbs.reuse_material(case=draft, by=clerk, material="licence", held=kept)
    assert row.file == kept.file and UnitMaterial.objects.count() == 1


def test_what_has_expired_is_hidden_or_is_of_no_accepted_kind_is_refused(draft, firm, clerk):
    kept = verbs.add_material(party=firm, by=clerk, title="执照", stream=io.BytesIO(PDF), filename="执照.pdf")
    verbs.set_expiry(held=kept, by=clerk, valid_until=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="过期"):
        verbs.reuse_material(case=draft, by=clerk, material="licence", held=kept)
    verbs.hide_material(held=kept, by=clerk)
    with pytest.raises(Refused, match="不在本单位"):
        verbs.reuse_material(case=draft, by=clerk, material="licence", held=kept)
    words = verbs.add_material(
        party=firm, by=clerk, title="说明", stream=io.BytesIO(b"x"), filename="说明.txt"
    )
    with pytest.raises(Refused, match="接受的范围"):
        verbs.reuse_material(case=draft, by=clerk, material="licence", held=words)


def test_the_library_is_the_units_own(
    draft, firm, clerk, other_firm, other_clerk, city_officer, auditor, browse
):
    kept = verbs.add_material(
        party=other_firm, by=other_clerk, title="执照", stream=io.BytesIO(PDF), filename="执照.pdf"
    )
    with pytest.raises(Refused, match="不在本单位"):
        verbs.reuse_material(case=draft, by=clerk, material="licence", held=kept)
    home = f"/my/materials/{other_firm.credit_code}/"
    for address in (home, f"{home}{kept.pk}/file/"):
        statuses = [
            browse(one).get(address).status_code for one in (other_clerk, clerk, city_officer, auditor)
        ]
        assert statuses == [200, 403, 403, 403]
    assert browse(clerk).post(f"{home}{kept.pk}/", {"then": "hide"}).status_code == 403
    assert (
        browse(clerk)
        .post(url(draft, "materials/reuse/"), {"material": "licence", "held": f"m{kept.pk}"})
        .status_code
        == 422
    )


def test_what_we_issued_is_used_as_grade_a_and_made_once(draft, firm, clerk, browse):
    grant(case=draft, by=None, on=clock.today())
    issued = Certificate.objects.get()
    page = browse(clerk).get(url(draft, "materials/")).content.decode()
    assert f'value="c{issued.pk}"' in page and "A 本系统出具" in page
    sent = {"material": "licence", "held": f"c{issued.pk}"}
    assert browse(clerk).post(url(draft, "materials/reuse/"), sent).status_code == 302
    row = CaseFile.objects.get()
    with files.open_file(row.file) as content:
        assert issued.number in PdfReader(content).pages[0].extract_text()
    assert only(firm, clerk).trust == "A" and row.file.stored_by == ""
    verbs.reuse_certificate(case=fresh(draft), by=clerk, material="rd_ledger", certificate=issued)
    assert UnitMaterial.objects.count() == 1 and CaseFile.objects.filter(file=row.file).count() == 2


def test_the_pages_keep_expiry_and_say_source_and_date(draft, firm, clerk, preparer, browse):
    client = browse(clerk)
    upload(client, draft, "辅助账.pdf", PDF)
    home = f"/my/materials/{firm.credit_code}/"
    words = text(client.get(home))
    assert (
        "研发费用辅助账" in words
        and draft.number in words
        and "D 单位自行上传" in words
        and "2018-09-03" in words
    )
    row = UnitMaterial.objects.get()
    client.post(f"{home}{row.pk}/", {"then": "expiry", "valid_until": "2018-09-02"})
    assert "已于 2018-09-02 过期" in text(client.get(home))
    assert client.post(f"{home}{row.pk}/", {"then": "expiry", "valid_until": "昨天"}).status_code == 422
    assert f'value="m{row.pk}"' not in client.get(url(draft, "materials/")).content.decode()
    assert client.post(home, {"title": "", "file": io.BytesIO(PDF)}).status_code == 422
    assert browse(preparer).post(f"{home}{row.pk}/", {"then": "hide"}).status_code == 302
    assert (
        "材料库还是空的" in text(client.get(home)) and CaseFile.objects.filter(removed_at=None).count() == 1
    )
