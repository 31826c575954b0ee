"""The audit bundle proves itself with the standard library alone, and any change to it shows."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256

import pypdf
import pytest

from jichuang.base import files
from jichuang.base.errors import Refused
from jichuang.base.models import JournalRow, Scan, StoredFile
from jichuang.base.seals import heads
from jichuang.hall import verbs
from jichuang.hall.bundles import verify
from jichuang.hall.tests.cast import fill, send
from jichuang.hall.tests.recognition_cast import *  # noqa: F403

TO_CHANGE = [
    "case.json",
    "journal.jsonl",
    "rules.json",
    "matter.json",
    "case.pdf",
    "rules/parameters.toml",
    "verify.py",
]


@pytest.fixture
def bundle(submitted_case, city_officer, auditor, tmp_path):
    """The bundle of a case that came back from a supplement."""
    verbs.claim(case=submitted_case, by=city_officer)
    path = tmp_path / "bundle.zip"
    path.write_bytes(verbs.take_bundle(case=submitted_case, by=auditor).read())
    return path


def faults(path, key=""):
    return [fault for _, found in verify.verify(path, key) for fault in found]


def changed(path, name, change):
    """The bundle with one file changed; `change` returns None to leave it out."""
    with zipfile.ZipFile(path) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    content = change(files.pop(name, b""))
    if content is not None:
        files[name] = content
    other = path.with_name("changed.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for one, held in files.items():
            archive.writestr(one, held)
    return other


def run(path, *more):
    """The script as an auditor runs it: no site packages, no environment."""
    with zipfile.ZipFile(path) as archive:
        script = path.with_name("verify.py")
        script.write_bytes(archive.read("verify.py"))
    command = [sys.executable, "-I", "-S", "-W", "error", str(script), str(path), *more]
    done = subprocess.run(
        command, capture_output=True, text=True, env={"PYTHONIOENCODING": "utf-8"}, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_enclosed_script_proves_the_bundle_without_anything_of_ours(bundle, submitted_case):
    code, said = run(bundle, "--key", heads.fingerprint())
    assert code == 0, said
    assert submitted_case.number in said and said.count("：相符") == 5 and "注意" not in said
    code, said = run(bundle)
    assert code == 0 and "没有用 --key" in said


@pytest.mark.parametrize("name", TO_CHANGE)
def test_any_changed_byte_shows(bundle, name):
    other = changed(bundle, name, lambda held: held[:-9] + bytes([held[-9] ^ 1]) + held[-8:])
    assert f"文件 {name} 与清单不符" in faults(other)


def test_a_missing_and_an_added_file_show(bundle):
    assert "缺少文件 matter.json" in faults(changed(bundle, "matter.json", lambda held: None))
    assert "多出文件 other.txt" in faults(changed(bundle, "other.txt", lambda held: b"x"))


def relisted(path, name, change):
    """A forger who also mends the list, but has not our key."""
    other = changed(path, name, change)
    with zipfile.ZipFile(other) as archive:
        content = archive.read(name)

    def listing(held):
        manifest = json.loads(held)
        manifest["files"][name] = sha256(content).hexdigest()
        return json.dumps(manifest).encode()

    return changed(other, "manifest.json", listing)


def test_a_forger_who_mends_the_list_is_found_by_the_signature(bundle):
    other = relisted(bundle, "case.json", lambda held: held.replace(b'"tech_staff"', b'"tech_stafF"'))
    assert faults(other) == ["清单的签名不成立"]


def test_a_forger_with_a_key_of_his_own_is_found_by_the_fingerprint(bundle, settings, tmp_path):
    ours = heads.fingerprint()
    other = relisted(bundle, "matter.json", lambda held: held + b" ")
    with zipfile.ZipFile(other) as archive:
        manifest = archive.read("manifest.json")
    settings.DATA_DIR = tmp_path / "forger"
    settings.DATA_DIR.mkdir()
    signature = heads.attest(b"jichuang-bundle|" + manifest)
    forged = changed(other, "signature.json", lambda held: json.dumps({
        "key_id": signature.key_id, "public_key": signature.public_key, "signature": signature.signature,
    }).encode())  # fmt: skip
    assert any("指纹" in fault for fault in faults(forged, ours))
    assert "封存链头的签名不成立" in faults(forged)


def test_a_rewritten_journal_row_does_not_give_its_sealed_digest(bundle):
    def rewritten(held):
        lines = held.decode().splitlines()
        row = json.loads(lines[0])
        row["row"]["summary"] += "（改）"
        return "\n".join([json.dumps(row, ensure_ascii=False), *lines[1:]]).encode()

    found = faults(relisted(bundle, "journal.jsonl", rewritten))
    assert any(re.fullmatch(r"日志第\d+行与封存时不一致", fault) for fault in found)


def test_an_outcome_that_the_journal_does_not_tell_shows(bundle):
    other = relisted(
        bundle, "case.json", lambda held: held.replace(b'"outcome": ""', b'"outcome": "granted"')
    )
    assert "日志最后的outcome是“”，办件写的是“granted”" in faults(other)


def test_what_is_no_bundle_is_said_so(bundle, tmp_path):
    nothing = tmp_path / "nothing.zip"
    nothing.write_bytes(b"PK")
    with zipfile.ZipFile(bundle) as archive:
        (tmp_path / "verify.py").write_bytes(archive.read("verify.py"))
    command = [sys.executable, "-I", str(tmp_path / "verify.py"), str(nothing)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2


def test_the_bundle_holds_parameters_with_citations_and_a_readable_pdf(bundle, submitted_case):
    with zipfile.ZipFile(bundle) as archive:
        rules = json.loads(archive.read("rules.json"))
        pdf = pypdf.PdfReader(io.BytesIO(archive.read("case.pdf")))
    assert rules["id"] == "tech-sme" and rules["on"] == "2018-09-03"
    assert all(one["cite"] and one["status"] for one in rules["parameters"])
    text = "".join(page.extract_text() for page in pdf.pages)
    for words in (
        submitted_case.number,
        "澄光传感有限公司（演示）",
        "演示数据",
        "年销售收入",
        "石家庄市科技局",
    ):
        assert words in text, words


def test_opinions_supplements_and_pauses_are_printed_with_their_titles(cast, tmp_path, auditor):
    case = cast.drive(cast.sign(cast.file()), "joint_decision")
    with zipfile.ZipFile(verbs.take_bundle(case=case, by=auditor)) as archive:
        told = json.loads(archive.read("case.json"))
        pages = pypdf.PdfReader(io.BytesIO(archive.read("case.pdf"))).pages
    text = "".join(page.extract_text() for page in pages)
    titles = {one["stage_title"] for one in told["records"]} | {one["desk_title"] for one in told["records"]}
    assert len(titles) > 4 and all(title in text for title in titles)


def test_taking_a_bundle_is_journalled_and_the_row_is_inside(bundle, submitted_case, auditor):
    row = JournalRow.objects.get(verb="case.bundle")
    assert row.actor == f"user:{auditor.pk}" and submitted_case.number in row.subject
    with zipfile.ZipFile(bundle) as archive:
        verbs_told = [json.loads(line)["row"]["verb"] for line in archive.read("journal.jsonl").splitlines()]
    assert verbs_told[0] == "case.started" and verbs_told[-1] == "case.bundle"


ENTITLED = {
    "auditor": 200, "city_officer": 200, "province_officer": 200, "langfang_officer": 403, "county_officer": 403,
    "clerk": 403, "preparer": 403, "other_clerk": 403, "leader": 403, "outsider": 403,
}  # fmt: skip


@pytest.mark.parametrize("who", ENTITLED)
def test_only_officers_of_the_case_and_auditors_take_it(client, submitted_case, request, who):
    client.force_login(request.getfixturevalue(who))
    response = client.post(f"/cases/{submitted_case.number}/bundle.zip")
    assert response.status_code == ENTITLED[who]
    assert JournalRow.objects.filter(verb="case.bundle").count() == (ENTITLED[who] == 200)


def test_a_draft_has_none(draft):
    with pytest.raises(Refused, match="草稿"):
        verbs.take_bundle(case=draft, by=None)


def test_the_scripts_own_sm3_and_ed25519_are_those_of_the_standards():
    # GB/T 32905 appendix A.1 and A.2; RFC 8032 section 7.1, test 3
    assert verify.plain_sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert (
        verify.plain_sm3(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    )
    public = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
    signature = bytes.fromhex(
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    assert verify.signed(public, bytes.fromhex("af82"), signature)
    assert not verify.signed(public, bytes.fromhex("af83"), signature)
    assert not verify.signed(public, bytes.fromhex("af82"), signature[:-1] + b"\x00")


@pytest.fixture
def with_papers(draft, clerk, city_officer, auditor, tmp_path):
    """The bundle of a case with one material, one that was replaced and one in quarantine."""
    first, second, third = (paper(clerk, text) for text in ("第一稿", "第二稿", "等着查毒的"))
    verbs.detach(
        case=draft, by=clerk, file=verbs.attach(case=draft, by=clerk, material="rd_ledger", file=first)
    )
    verbs.attach(case=draft, by=clerk, material="rd_ledger", file=second)
    verbs.attach(case=draft, by=clerk, material="licence", file=third)
    StoredFile.objects.filter(pk=third.pk).update(scan=Scan.WAITING)
    path = tmp_path / "bundle.zip"
    draft.refresh_from_db()
    path.write_bytes(verbs.take_bundle(case=send(fill(draft, clerk), clerk), by=auditor).read())
    return path, (first, second, third)


def paper(by, text):
    return files.store(io.BytesIO(text.encode()), f"{text}.txt", by=by)


def test_the_originals_are_enclosed_under_their_digests_and_a_quarantined_one_is_named(with_papers):
    path, (first, second, third) = with_papers
    with zipfile.ZipFile(path) as archive:
        assert archive.read(f"files/{second.sha256}.txt").decode() == "第二稿"
        names = set(archive.namelist())
        told = {one["name"]: one for one in json.loads(archive.read("case.json"))["files"]}
    assert f"files/{first.sha256}.txt" in names and f"files/{third.sha256}.txt" not in names
    assert told["等着查毒的.txt"]["not_enclosed"] == "等待查毒" and told["第一稿.txt"]["removed_at"]
    assert faults(path) == [] and run(path)[0] == 0


def test_a_changed_a_missing_and_a_foreign_original_show(with_papers):
    path, (_, second, _) = with_papers
    name = f"files/{second.sha256}.txt"
    found = faults(changed(path, name, lambda held: held + b"!"))
    assert f"文件 {name} 与清单不符" in found and "原件“第二稿.txt”不在包内或与记录的摘要不符" in found
    assert f"缺少文件 {name}" in faults(changed(path, name, lambda held: None))
    assert any("不属于本办件" in one for one in faults(relisted(path, "files/other.pdf", lambda held: b"x")))
