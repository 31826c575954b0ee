"""入库: a file that came in for a unit is kept once in its library. Called inside a verb's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.models import StoredFile
from jichuang.base.refs import Ref
from jichuang.hall.models import UnitMaterial
from jichuang.registry.models import Party

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def keep(*, party: Party, file: StoredFile, title: str, source: Ref, by: User | None) -> UnitMaterial:
    """The unit's row for this content: made now, or the one already there, offered again when it had been taken out."""
    fresh = {
        "file": file, "title": title.strip()[:100], "source": str(source), "added_at": clock.now(), "added_by": by,
    }  # fmt: skip
    row, made = UnitMaterial.objects.get_or_create(party=party, sha256=file.sha256, defaults=fresh)
    if not made and row.hidden_at is not None:
        row.hidden_at = None
        row.save(update_fields=["hidden_at"])
    return row
