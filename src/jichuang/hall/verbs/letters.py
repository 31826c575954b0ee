"""写给申报人的信: queued with the change, sent afterwards by the mail job. Knows no page."""

from __future__ import annotations

from jichuang.base import clock, mail
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.hall.verbs.moving import ref
from jichuang.registry.models import Party


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


def tell_party(party: Party, subject: str, body: str, about: Ref) -> None:
    """Queues a letter to everybody who may sign for a party today."""
    rows = party.delegations.filter(state="authorised", scope="acceptor", valid__contains=clock.today())
    for row in rows.select_related("user").order_by("id"):
        if row.user.email:
            mail.send(to=row.user.email, subject=subject, body=f"{party.name}：\n\n{body}", subject_ref=about)
