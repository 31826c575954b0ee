"""What a case brings with it in the matrix: a rating and its call back, a colleague, a message, a certificate, an upload.

白榆生物 (the column `foreign`) is the service body that looks after 澄光 and advises it on 贯标.
"""

from __future__ import annotations

from datetime import date, timedelta

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.models import Message, MessageKind, PartialUpload, StoredFile
from jichuang.base.refs import Ref, actor_text
from jichuang.hall import verbs as hall
from jichuang.hall.models import CallBack, Case, CaseFile, Colleague, Objection, Rating
from jichuang.registry.models import Entry, Party
from jichuang.registry.terms import Scope
from jichuang.review.models import Review

DUE = date(2018, 10, 22)


def make(
    things: dict[str, str], users: dict[str, User], viewer: User, firm: Party, other: Party, paper: StoredFile
) -> dict[str, str]:
    """Makes them beside the `things` that are there already; returns the words of the address column."""
    draft = Case.objects.get(number=things["draft"])
    decided = Case.objects.get(number=things["decided"])
    rating = Rating.objects.create(
        case=decided, matter=decided.matter, home=decided.home, grade=1, by=users["clerk"], on=clock.today(),
        at=clock.now(),
    )  # fmt: skip
    callback = CallBack.objects.create(
        rating=rating, supervisor=users["leader"], opened_on=clock.today(), due_on=DUE
    )
    guest = Colleague.objects.create(
        case=draft, user=viewer, scope=Scope.PREPARER, invited_by=users["clerk"], invited_at=clock.now()
    )
    told = Message.objects.create(
        user=users["clerk"], kind=MessageKind.NOTICE, subject="受理告知", body="已受理", at=clock.now()
    )
    upload = PartialUpload.objects.create(
        token="matrix-upload", owner=actor_text(users["clerk"]), subject=f"case:{draft.number}", slot="rd_ledger",
        name="辅助账.pdf", size=10, begun_at=clock.machine_now(), expires_at=clock.machine_now() + timedelta(hours=1),
    )  # fmt: skip
    Objection.objects.filter(pk=things["objection"]).update(evidence=paper)
    return {
        "callback": str(callback.pk), "colleague": str(guest.pk), "message": str(told.pk), "upload": upload.token,
        "slip": _certificate(Entry.objects.get(pk=things["entry"]), decided),
        "opened": _advised(firm, other, users["clerk"]), "panelfile": _panel_file(things["review"], users["clerk2"], paper),
    }  # fmt: skip


def _certificate(entry: Entry, case: Case) -> str:
    made = hall.issue_certificate(
        title="入库凭单", matter=case.matter, party=case.party, number=entry.number, valid_from=entry.valid_from,
        valid_to=None, entry=Ref("entry", str(entry.pk)), case=case, demonstration=True, by=None,
    )  # fmt: skip
    return made.token


def _advised(firm: Party, adviser: Party, by: User) -> str:
    """澄光's 贯标 case, granted, with 白榆 as adviser."""
    case = hall.start(matter="ip-standard", party=firm, by=by)
    Case.objects.filter(pk=case.pk).update(
        state="closed", outcome="granted", closed_at=clock.now(), single_key=None, submitted_at=clock.now(),
        answers={"adviser_code": adviser.credit_code},
    )  # fmt: skip
    return case.number


def _panel_file(review: str, by: User, paper: StoredFile) -> str:
    """A paper of the proposal that `expert` reviews."""
    case = Review.objects.get(pk=review).proposal.case
    held = CaseFile.objects.filter(case=case).order_by("pk").first()
    if held is None:
        held = CaseFile.objects.create(
            case=case, material="charter", file=paper, added_by=by, added_at=clock.now()
        )
    return str(held.pk)
