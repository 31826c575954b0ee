"""The pages of bulletins: the public reads what is issued, statisticians draft, review, issue and correct."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from jichuang.indicators import verbs
from jichuang.indicators.models import Bulletin
from jichuang.indicators.terms import FileKind
from jichuang.indicators.tests.quarters import people
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

PAGE = "/bulletins/hnte-quarterly/2018Q2/"


def text(answer) -> str:
    """The page as text."""
    return answer.content.decode()


def revision() -> int:
    """The revision a page would carry now."""
    return Bulletin.objects.get().revision


def test_a_quarter_goes_from_freeze_to_issue_on_the_pages_and_the_public_downloads_it(
    client, frozen, statisticians
):
    by, other = statisticians
    assert "还没有发布过公报" in text(client.get("/bulletins/"))
    client.force_login(by)
    assert "起草公报" in text(client.get("/bulletins/"))
    page = text(client.post("/bulletins/draft/", {"period": "2018Q2"}, follow=True))
    assert "2018年上半年河北省高新技术企业统计公报" in page and "草稿，未发布" in page
    own = client.post(f"{PAGE}review/", {"agree": "1", "revision": revision()})
    assert own.status_code == 409 and "不能由您复核" in text(own)
    client.post(f"{PAGE}remark/", {"remark": "受春节因素影响。", "revision": revision()})
    client.force_login(other)
    assert "受春节因素影响。" in text(client.get(PAGE))
    assert "复核同意" in text(
        client.post(f"{PAGE}review/", {"agree": "1", "revision": revision()}, follow=True)
    )
    wrong = client.post(f"{PAGE}issue/", {"number": "冀科统[2018]2号", "revision": revision()})
    assert wrong.status_code == 422 and 'value="冀科统[2018]2号"' in text(wrong)
    client.post(f"{PAGE}issue/", {"number": "冀科统〔2018〕2号", "revision": revision()})
    client.logout()
    page = text(client.get(PAGE))
    assert "冀科统〔2018〕2号" in page and "<svg" in page and "起草</dt>" not in page
    for kind in FileKind:
        answer = client.get(f"{PAGE}files/{kind}/")
        body = b"".join(answer.streaming_content)
        assert hashlib.sha256(body).hexdigest() in {
            one.file.sha256 for one in Bulletin.objects.get().files.all()
        }
    assert client.get(f"{PAGE}files/docx/").status_code == 404


@pytest.mark.parametrize("role", [None, Role.LEADER, Role.PROVINCE_OFFICER, Role.CITY_OFFICER, Role.AUDITOR])
def test_a_draft_is_closed_to_everybody_but_the_statisticians(client, frozen, statisticians, role):
    verbs.draft_bulletin(period="2018Q2", by=statisticians[0])
    assert client.get(PAGE).status_code == 403
    (user,) = people("somebody")
    if role is not None:
        home = "130100" if role is Role.CITY_OFFICER else None
        appoint(user=user, role=role, valid_from=date(2018, 1, 2), by=None, home=home)
    client.force_login(user)
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}files/pdf/").status_code == 403
    assert "2018年上半年" not in text(client.get("/bulletins/"))
    assert client.post("/bulletins/draft/", {"period": "2018Q2"}).status_code == 403
    for deed in ("remark", "review", "issue", "errata"):
        assert client.post(f"{PAGE}{deed}/", {"revision": 1}).status_code == 403


def test_a_correction_stands_on_the_page_and_the_text_stays(client, frozen, statisticians):
    by, other = statisticians
    made = verbs.draft_bulletin(period="2018Q2", by=by)
    made = verbs.review_bulletin(bulletin=made, agree=True, note="", by=other, revision=made.revision)
    verbs.issue_bulletin(bulletin=made, number="冀科统〔2018〕2号", by=by, revision=made.revision)
    client.force_login(by)
    given = {"place": "附件1", "was": "甲", "corrected": "乙", "why": ""}
    refused = client.post(f"{PAGE}errata/", given)
    assert refused.status_code == 422 and "没有填写原因" in text(refused)
    client.post(f"{PAGE}errata/", {**given, "why": "漏报"})
    assert "逐字节一致" in text(client.get(f"{PAGE}?again=1"))
    client.logout()
    page = text(client.get(PAGE))
    assert "“甲”更正为“乙”" in page and "有更正" in page
