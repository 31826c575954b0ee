"""我的材料库: kept as files come in, used again without uploading, verified by an officer, given an end, taken out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import transaction

from jichuang.base import clock, files, journal, pdf
from jichuang.base.errors import Invalid, Refused
from jichuang.base.files.limits import refuse_locked_or_long
from jichuang.base.models import StoredFile
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall.models import Case, CaseFile, Certificate, UnitMaterial
from jichuang.hall.reads.library import library
from jichuang.hall.reads.permissions import can
from jichuang.hall.reads.public import verify
from jichuang.hall.verbs.keeping import keep
from jichuang.hall.verbs.materials import attach, limits_of, wanted
from jichuang.hall.verbs.moving import ref
from jichuang.registry.models import Party
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from io import BytesIO

    from jichuang.accounts.models import User

SLIP = Path(__file__).parents[1] / "slip.typ"


def _require_preparer(party: Party, by: User) -> None:
    require(may_act(by, party, scope=Scope.PREPARER, on=clock.today()))


@transaction.atomic
def add_material(
    *,
    party: Party,
    by: User,
    title: str,
    stream: BinaryIO | IO[bytes] | BytesIO,
    filename: str,
    valid_until: date | None = None,
) -> UnitMaterial:
    """放入材料库: examined like every upload. Raises Refused for who does not prepare for the unit, Invalid without a name."""
    _require_preparer(party, by)
    if not title.strip():
        raise Invalid.one("title", "没有写材料名称", "如“营业执照副本”")
    stored = files.store(stream, filename, by=by)
    row = keep(
        party=party, file=stored, title=title, source=Ref("party", party.credit_code or str(party.pk)), by=by
    )
    if valid_until is not None:
        row.valid_until = valid_until
        row.save(update_fields=["valid_until"])
    _tell(row, by, "added", f"放入材料库：{row.title}")
    return row


def _tell(row: UnitMaterial, by: User, what: str, summary: str) -> None:
    """The journal row of a change of the library."""
    journal.record(
        actor=by, verb=f"material.{what}", subject=Ref("party", row.party.credit_code or str(row.party_id)),
        summary=summary[:500], detail={"sha256": row.sha256},
    )  # fmt: skip


@transaction.atomic
def reuse_material(*, case: Case, by: User, material: str, held: UnitMaterial) -> CaseFile:
    """选用: attaches a file of the unit's library. Raises Refused for another unit's, an expired or a hidden one, and for what
    the declared material does not accept."""
    declared = wanted(case, by, material, held.file.name)
    known = {one.row.pk: one for one in library(case.party, by)}
    if held.pk not in known:
        raise Refused("这份材料不在本单位的材料库里。", remedy="请从列表中选择，或直接上传。", field=material)
    why_not = known[held.pk].why_not
    if why_not:
        raise Refused(
            f"“{held.title}”{why_not}，不能选用。",
            remedy="请上传现行有效的一份。",
            field=material,
            conflict=True,
        )
    limits = limits_of(declared)
    limits.refuse_larger(held.file.size, held.file.name)
    if held.file.media_type == "application/pdf":
        refuse_locked_or_long(files.path_of(held.file), held.file.name, limits)
    return attach(case=case, by=by, material=material, file=held.file)


@transaction.atomic
def reuse_certificate(*, case: Case, by: User, material: str, certificate: Certificate) -> CaseFile:
    """选用本系统出具的凭单: its PDF is made from the register's own words, so nobody has to scan it. Raises Refused for
    another party's, or when the register holds it no longer."""
    wanted(case, by, material, "凭单.pdf")
    state = verify(certificate.token)
    if certificate.party_id != case.party_id or state is None:
        raise Refused("这份凭单不是本单位的。", remedy="请从列表中选择。", field=material)
    if state.state != "valid":
        raise Refused(
            f"“{certificate.title}”{state.words}，不能选用。",
            remedy="请核对名录中的现状。",
            field=material,
            conflict=True,
        )
    held = (
        UnitMaterial.objects.filter(party=case.party, certificate=certificate).select_related("file").first()
    )
    return attach(case=case, by=by, material=material, file=held.file if held else _slip(certificate))


def _slip(certificate: Certificate) -> StoredFile:
    """The certificate as a PDF, stored by the system itself and kept in the unit's library."""
    words = (
        "title",
        "number",
        "party_name",
        "credit_code",
        "valid_from",
        "until",
        "issued_on",
        "basis",
        "token",
    )
    data = {name: str(getattr(certificate, name)) for name in words}
    at = clock.now().replace(
        year=certificate.issued_on.year, month=certificate.issued_on.month, day=certificate.issued_on.day,
        hour=0, minute=0, second=0, microsecond=0,
    )  # fmt: skip
    content = pdf.compiled(
        SLIP, {**data, "demonstration": settings.DEMONSTRATION or certificate.demonstration}, at=at
    )
    stored = files.store_bytes(content, f"{certificate.title}{certificate.number}.pdf")
    row = keep(
        party=certificate.party,
        file=stored,
        title=certificate.title,
        source=Ref("entry", Ref.parse(certificate.entry).id),
        by=None,
    )
    row.certificate, row.valid_until = certificate, certificate.valid_to
    row.save(update_fields=["certificate", "valid_until"])
    return row.file


@transaction.atomic
def verify_material(*, case: Case, by: User, file: CaseFile, note: str = "") -> UnitMaterial:
    """已核原件: the officer at whose desk the case lies has compared the file with its original. Raises Refused for others."""
    require(can(by, "claim", case))
    row = keep(party=case.party, file=file.file, title=_title(case, file), source=ref(case), by=file.added_by)
    row = UnitMaterial.objects.select_for_update().get(pk=row.pk)
    row.verified_at, row.verified_by, row.verified_in = clock.now(), by, case
    row.verified_note = note.strip()[:300]
    row.save(update_fields=["verified_at", "verified_by", "verified_in", "verified_note"])
    journal.record(
        actor=by, verb="material.verified", subject=ref(case), summary=f"{case.number} 已核原件：{row.title}",
        detail={"sha256": row.sha256, "note": row.verified_note},
    )  # fmt: skip
    return row


def _title(case: Case, file: CaseFile) -> str:
    return case.declaration.form.material(file.material).title


@transaction.atomic
def set_expiry(*, held: UnitMaterial, by: User, valid_until: date | None) -> UnitMaterial:
    """有效期: after this day the file is not offered any more; None for no end. What this system issued keeps its own."""
    _require_preparer(held.party, by)
    if held.certificate_id is not None:
        raise Refused("凭单的有效期以名录登记为准。", remedy="续期请按事项办理。", conflict=True)
    held.valid_until = valid_until
    held.save(update_fields=["valid_until"])
    _tell(held, by, "expiry", f"{held.title}有效期至{valid_until or '无截止'}")
    return held


@transaction.atomic
def hide_material(*, held: UnitMaterial, by: User) -> UnitMaterial:
    """移出材料库: not offered again. Cases that carry the file keep it."""
    _require_preparer(held.party, by)
    held.hidden_at = clock.now()
    held.save(update_fields=["hidden_at"])
    _tell(held, by, "hidden", f"移出材料库：{held.title}")
    return held
