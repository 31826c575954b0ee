"""告知申报人: a message in his space and a letter, both queued with the change. Knows no page."""

from __future__ import annotations

from jichuang.base import clock
from jichuang.base.models import MessageKind
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.hall.models import Case
from jichuang.hall.reads.holders import holders
from jichuang.hall.verbs.moving import ref
from jichuang.registry.models import Party


def tell_applicant(case: Case, subject: str, body: str, kind: MessageKind = MessageKind.NOTICE) -> None:
    """Tells the person who applied; without an address the message alone stays in his space."""
    matter = case.declaration
    tell(
        [case.applicant],
        kind=kind,
        subject=f"{matter.short or matter.title}：{subject}",
        body=f"{case.party.name}：\n\n{body}\n\n办件编号：{case.number}\n进度、告知内容和下一步请在“我的办件”查看。",
        about=ref(case),
    )


def tell_party(
    party: Party, subject: str, body: str, about: Ref, kind: MessageKind = MessageKind.DEADLINE
) -> None:
    """Tells everybody who may sign for a party today."""
    rows = party.delegations.filter(state="authorised", scope="acceptor", valid__contains=clock.today())
    people = [row.user for row in rows.select_related("user").order_by("id")]
    tell(people, kind=kind, subject=subject, body=f"{party.name}：\n\n{body}", about=about)


def tell_signers(case: Case) -> None:
    """Tells those of the unit who may co-sign that a case waits for them."""
    body = f"{case.applicant.name}送来{case.declaration.title}，请代表{case.party.name}确认，或写明要改什么退回。"
    tell(
        sorted(holders(case), key=lambda one: one.pk),
        kind=MessageKind.NOTICE,
        subject=f"请会签：{case.declaration.title}",
        body=f"{body}\n\n办件编号：{case.number}",
        about=ref(case),
    )
