"""消息: one message for every telling, unread counted in the header, mail turned off by kind, legal notices always shown."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import telling
from jichuang.base.errors import Refused
from jichuang.base.models import JournalRow, Message, MessageChoice, MessageKind, Outbox
from jichuang.base.refs import Ref

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader", "x", name="周宁（演示）", email="reader@example.test")


@pytest.fixture
def browser(reader):
    client = Client()
    client.force_login(reader)
    return client


def told(reader, kind=MessageKind.NOTICE, subject="需要补正"):
    telling.tell([reader], kind=kind, subject=subject, body="请一次补齐。", about=Ref("message", "1"))
    return Message.objects.order_by("-id").first()


def test_a_telling_is_one_message_and_one_letter_and_nobody_is_told_twice(reader):
    sent = telling.tell([reader, reader], kind=MessageKind.REPLY, subject="已答复", body="可以。")
    assert sent == 1 and Message.objects.get().body == "可以。"
    assert Outbox.objects.get().to == reader.email


def test_without_an_address_the_message_stays(reader):
    reader.email = ""
    assert telling.tell([reader], kind=MessageKind.REPLY, subject="已答复", body="可以。") == 0
    assert Message.objects.count() == 1 and not Outbox.objects.exists()


def test_mail_of_one_kind_is_turned_off_and_the_message_stays(reader):
    telling.choose(by=reader, kind="notice", shown=True, mailed=False)
    told(reader)
    told(reader, MessageKind.DEADLINE, "将到期")
    assert [row.subject for row in Outbox.objects.all()] == ["将到期"]
    assert Message.objects.count() == 2


def test_a_legal_notice_cannot_be_hidden_other_kinds_can(reader):
    with pytest.raises(Refused, match="送达凭据"):
        telling.choose(by=reader, kind="notice", shown=False, mailed=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageChoice.objects.create(user=reader, kind="notice", shown=False)
    telling.choose(by=reader, kind="progress", shown=False, mailed=False)
    told(reader, MessageKind.PROGRESS, "进度")
    assert not Message.objects.exists() and not Outbox.objects.exists()


def test_opening_reads_it_and_the_header_counts_down(reader, browser):
    row = told(reader)
    assert re.search(r"消息 <b>1<", browser.get("/my/messages/").content.decode())
    page = browser.get(f"/my/messages/{row.pk}/").content.decode()
    assert "请一次补齐。" in page and "消息 <b>" not in page
    browser.get(f"/my/messages/{row.pk}/")
    assert JournalRow.objects.filter(verb="message.read").count() == 1, "the first reading alone is evidence"


def test_all_but_legal_notices_are_marked_read_at_once(reader, browser):
    kept = told(reader)
    told(reader, MessageKind.PROGRESS, "进度")
    browser.post("/my/messages/read/")
    assert list(telling.messages_of(reader, unread=True)) == [kept]


def test_a_stranger_opens_nobody_elses_message(reader):
    row = told(reader)
    other = Client()
    other.force_login(User.objects.create_user("other", "x", name="路人（演示）"))
    assert other.get(f"/my/messages/{row.pk}/").status_code == 404
    with pytest.raises(Refused, match="别人的消息"):
        telling.mark_read(message=row, by=User.objects.get(username="other"))
    row.refresh_from_db()
    assert row.read_at is None
    assert Client().get(f"/my/messages/{row.pk}/").status_code == 302


def test_settings_are_saved_together_and_forged_hiding_of_notices_is_ignored(reader, browser):
    browser.post("/my/messages/choose/", {"mailed.reply": "yes", "shown.reply": "yes"})
    held = {kind: (shown, mailed) for kind, shown, mailed in telling.choices_of(reader)}
    assert held[MessageKind.NOTICE] == (True, False)
    assert held[MessageKind.PROGRESS] == (False, False) and held[MessageKind.REPLY] == (True, True)


def test_the_list_asks_as_often_for_thirty_as_for_one(reader, browser, django_assert_max_num_queries):
    told(reader)
    browser.get("/my/messages/")
    for n in range(30):
        told(reader, subject=f"告知{n}")
    with django_assert_max_num_queries(9):
        page = browser.get("/my/messages/").content.decode()
    assert "告知29" in page
