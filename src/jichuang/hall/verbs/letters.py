"""写给申报人的信: queued with the change, sent afterwards by the mail job. Knows no page."""

from __future__ import annotations

from jichuang.base import mail
from jichuang.hall.models import Case
from jichuang.hall.verbs.moving import ref


def tell_applicant(case: Case, subject: str, body: str) -> None:
    """Queues a letter to the person who applied; nothing happens when no address is held."""
    to = case.applicant.email
    if not to:
        return
    matter = case.declaration
    mail.send(
        to=to,
        subject=f"{matter.short or matter.title}：{subject}",
        body=f"{case.party.name}：\n\n{body}\n\n办件编号：{case.number}\n进度、告知内容和下一步请在“我的办件”查看。",
        subject_ref=ref(case),
    )
