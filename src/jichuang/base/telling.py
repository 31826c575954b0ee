"""告诉一个人: one message in his space and, unless he turned it off, one letter. Knows no business noun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from jichuang.base import batches, journal, mail, today
from jichuang.base.errors import Refused
from jichuang.base.models import Message, MessageChoice, MessageKind
from jichuang.base.refs import Ref
from jichuang.base.rows import Rows

_UNREAD = Rows(Message, "t.user_id = %s AND t.read_at IS NULL")


def tell(
    people: Iterable[Any],
    *,
    kind: MessageKind,
    subject: str,
    body: str,
    about: Ref | None = None,
    address: str = "",
) -> int:
    """Leaves the message with each person and queues the letters; returns how many letters. One query for all choices.

    `address` is where the letters go instead of the accounts' own addresses.
    """
    told = list({one.pk: one for one in people}.values())
    with transaction.atomic(savepoint=False):
        rows = MessageChoice.objects.filter(user__in=[one.pk for one in told], kind=kind)
        choices = {row.user_id: row for row in rows}
        plain = " ".join(subject.split())[:200]
        ref = str(about) if about else ""
        for one in told:
            if one.pk not in choices or choices[one.pk].shown:
                batches.insert(
                    Message(user=one, kind=kind, subject=plain, body=body, subject_ref=ref, at=today.now())
                )
        mailed = [one for one in told if address or one.email]
        mailed = [one for one in mailed if one.pk not in choices or choices[one.pk].mailed]
        for one in mailed:
            mail.send(to=address or one.email, subject=plain, body=body, subject_ref=about)
    return len(mailed)


def messages_of(user: Any, *, unread: bool = False) -> QuerySet[Message]:
    """A person's messages, newest first."""
    found = Message.objects.filter(user=user)
    return (found.filter(read_at__isnull=True) if unread else found).order_by("-id")


def unread_count(user: Any) -> int:
    """How many messages a person has not opened."""
    return _UNREAD.count(user.pk)


def choices_of(user: Any) -> list[tuple[MessageKind, bool, bool]]:
    """(kind, shown, mailed) of every kind, in order."""
    held = {row.kind: row for row in MessageChoice.objects.filter(user=user)}
    return [
        (kind, held[kind].shown if kind in held else True, held[kind].mailed if kind in held else True)
        for kind in MessageKind
    ]


@transaction.atomic
def mark_read(*, message: Message, by: Any) -> Message:
    """已读, once. The first reading of a legal notice is journalled. Raises Refused for anybody else's message."""
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.user_id != by.pk:
        raise Refused("这是别人的消息。", remedy="请用收件人的账号登录。")
    if row.read_at is not None:
        return row
    row.read_at = today.now()
    row.save(update_fields=["read_at"])
    if MessageKind(row.kind).legal:
        about = Ref.parse(row.subject_ref) if row.subject_ref else Ref("message", str(row.pk))
        journal.record(actor=by, verb="message.read", subject=about, summary=f"已读告知：{row.subject}")
    return row


@transaction.atomic
def mark_others_read(*, by: Any) -> int:
    """全部标为已读, legal notices apart: those are opened one by one. Returns how many."""
    rows = Message.objects.filter(user=by, read_at__isnull=True).exclude(kind=MessageKind.NOTICE)
    return rows.update(read_at=today.now())


@transaction.atomic
def choose(*, by: Any, kind: str, shown: bool, mailed: bool) -> MessageChoice:
    """消息设置 of one kind. Raises Refused for an unknown kind and for hiding a legal notice."""
    if kind not in MessageKind.values:
        raise Refused("没有这种消息。", remedy="请刷新页面。", field="kind")
    wanted = MessageKind(kind)
    if wanted.legal and not shown:
        raise Refused(
            f"“{wanted.label}”不能在站内关闭：这是办件的送达凭据。", remedy="可以只关闭邮件。", field="kind"
        )
    row, _ = MessageChoice.objects.update_or_create(
        user=by, kind=wanted, defaults={"shown": shown, "mailed": mailed}
    )
    words = f"{wanted.label}：站内{'显示' if shown else '不显示'}，邮件{'发送' if mailed else '不发'}"
    journal.record(actor=by, verb="message.choose", subject=Ref.user(by), summary=words)
    return row
