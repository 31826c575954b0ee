"""材料: a file taken in for a declared material, at once or in parts; removed again; withdrawn when a virus is found."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, BinaryIO

from django.db import transaction

from jichuang.base import clock, files
from jichuang.base.errors import Refused
from jichuang.base.files import resuming
from jichuang.base.models import PartialUpload, StoredFile
from jichuang.base.permissions import require
from jichuang.hall.declare import Material
from jichuang.hall.models import Case, CaseFile
from jichuang.hall.reads.permissions import can
from jichuang.hall.terms import CaseState, EventKind, ItemKind
from jichuang.hall.verbs.drafts import asked_items
from jichuang.hall.verbs.keeping import keep
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import event, locked, ref, require_can, save

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MEGABYTE = 1024 * 1024


def take_in(*, case: Case, by: User, material: str, stream: BinaryIO | IO[bytes], filename: str) -> CaseFile:
    """上传材料: examines, stores and attaches one file. All or nothing: a refusal leaves no row and no file.

    Raises Refused for whoever may not, for a material that is not declared or not asked for, for a format, size or
    number of pages the material does not accept, and for everything `files.store` refuses.
    """
    declared = wanted(case, by, material, filename)
    with transaction.atomic():
        stored = files.store(stream, filename, by=by, limits=limits_of(declared))
        return attach(case=case, by=by, material=material, file=stored)


def begin_upload(
    *, case: Case, by: User, material: str, filename: str, size: int, sha256: str = ""
) -> PartialUpload:
    """开始续传上传: what `take_in` would refuse by name, size or permission is refused before a byte is sent."""
    declared = wanted(case, by, material, filename)
    return resuming.begin(
        name=filename, size=size, subject=ref(case), slot=material, by=by, limits=limits_of(declared), sha256=sha256
    )  # fmt: skip


def finish_upload(*, upload: PartialUpload, case: Case, by: User) -> CaseFile:
    """The last part has come: the whole passes through `take_in`. Refused or not, its parts are gone afterwards.

    A call repeated because its answer was lost returns the row made by the first one.
    """
    if upload.finished is not None:
        return CaseFile.objects.get(case=case, file=upload.finished)
    try:
        with resuming.whole(upload).open("rb") as content, transaction.atomic():
            row = take_in(case=case, by=by, material=upload.slot, stream=content, filename=upload.name)
            upload.finished = row.file
            upload.save(update_fields=["finished"])
    except Refused:
        resuming.abandon(upload)
        raise
    resuming.path_of(upload).unlink(missing_ok=True)
    return row


def wanted(case: Case, by: User, material: str, filename: str) -> Material:
    """The declared material, once the person may attach and the name has an ending it accepts. Raises Refused."""
    require(can(by, "attach", case))
    declared = _declared(case, material)
    ending = filename.rpartition(".")[2].lower().replace("jpeg", "jpg")
    if ending not in declared.types:
        raise Refused(
            f"“{filename}”的格式不在“{declared.title}”接受的范围内。",
            remedy=f"请转换为{'、'.join(declared.types)}后再上传。",
            field=material,
        )
    return declared


def limits_of(material: Material) -> files.Limits:
    """What a file of this material may have at most."""
    return files.Limits(material.max_mb * MEGABYTE, material.max_pages)


def _declared(case: Case, material: str) -> Material:
    declared = {one.key: one for one in case.declaration.form.materials}
    if material not in declared:
        raise Refused(f"本事项没有名为“{material}”的材料。", remedy="请从材料清单中选择。", field=material)
    if case.state == CaseState.SUPPLEMENT and material not in asked_items(case, ItemKind.MATERIAL):
        raise Refused(
            f"补正期间只能上传告知书列出的材料，“{declared[material].title}”不在其中。",
            remedy="请联系承办岗位补列。",
            field=material,
            conflict=True,
        )
    return declared[material]


@transaction.atomic
def attach(*, case: Case, by: User, material: str, file: StoredFile) -> CaseFile:
    """Adds one stored file under a declared material. Raises Refused for an undeclared or unasked one."""
    case = locked(case)
    require_can(by, "attach", case)
    _declared(case, material)
    row = CaseFile.objects.create(case=case, material=material, file=file, added_by=by, added_at=clock.now())
    title = case.declaration.form.material(material).title
    keep(party=case.party, file=file, title=title, source=ref(case), by=by)
    case.saved_at, case.saved_by = clock.now(), by
    save(case, "saved_at", "saved_by")
    return row


@transaction.atomic
def detach(*, case: Case, by: User, file: CaseFile) -> Case:
    """移除材料: the file stays stored, marked as removed."""
    case = locked(case)
    require_can(by, "detach", case)
    row = CaseFile.objects.select_for_update().get(pk=file.pk, case=case)
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    save(case)
    return case


@transaction.atomic
def quarantined(file: StoredFile) -> None:
    """A virus was found after all: the applicant is told, and a draft loses the file so that it is given anew."""
    for row in CaseFile.objects.filter(file=file, removed_at__isnull=True).order_by("id"):
        case = locked(row.case)
        if CaseState(case.state).is_editable:
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])
        title = case.declaration.form.material(row.material).title
        words = f"“{title}”的文件“{file.name}”查出病毒（{file.scan_words or '名称不详'}），已隔离，不能再打开"
        event(case, EventKind.FILE_BLOCKED, None, note=words)
        save(case)
        tell_applicant(case, "材料查出病毒，已隔离", f"{words}。请清除病毒后重新提供，并检查本机。")
