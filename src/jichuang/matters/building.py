"""建设期: a platform is built for so many years after it is approved, then accepted; both days stay with its entry. Knows no matter.

Two years and the reminder sixty days before the end are assumptions (推定): the measures' own figures were not found.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jichuang.base import journal
from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.hall.chores.sweeping import sweep
from jichuang.hall.verbs.letters import tell_party
from jichuang.registry.models import Entry
from jichuang.registry.verbs import correct_entry

if TYPE_CHECKING:
    from jichuang.accounts.models import User

REGISTERS = ("key_laboratory", "tech_innovation_centre")
YEARS, AHEAD = 2, 60
BUILDING, ACCEPTED = "建设期", "已验收"
DAY = timedelta(days=1)


def begun(on: date) -> dict[str, str]:
    """What an entry keeps on the day it is approved: its stage, and the last day of building."""
    last = date(on.year + YEARS, on.month, 28 if (on.month, on.day) == (2, 29) else on.day) - DAY
    return {"stage": BUILDING, "build_until": last.isoformat()}


def accepted(entry: Entry, *, by: User | None, on: date, source: Ref) -> Entry:
    """验收通过. Raises Refused for what is not being built; the number, the first day and the count stay."""
    if entry.attrs.get("stage") != BUILDING:
        raise Refused(
            f"“{entry.name}”不在建设期，不需要验收。", remedy="请核对平台编号和建设阶段。", conflict=True
        )
    attrs = {**entry.attrs, "stage": ACCEPTED, "accepted_on": on.isoformat()}
    return correct_entry(entry=entry, by=by, reason="建设期满验收通过", source=source, attrs=attrs)


def watch_building(day: date) -> int:
    """Reminds sixty days before the end of building, and the day after it; each once."""
    rows = Entry.objects.filter(
        register__in=REGISTERS, current=True, attrs__stage=BUILDING, party__isnull=False
    )
    ends = {
        (day + timedelta(days=AHEAD)).isoformat(): "将于{}期满，请准备验收材料",
        (day - DAY).isoformat(): "已于{}期满，还没有验收，请尽快提出",
    }
    due = list(rows.filter(attrs__build_until__in=list(ends)).select_related("party").order_by("id"))
    return sweep(
        "matters.watch_building", due, _ref, lambda one: _remind(one, ends[one.attrs["build_until"]])
    )


def _ref(entry: Entry) -> Ref:
    return Ref("entry", str(entry.pk))


def _remind(entry: Entry, words: str) -> None:
    told = f"{entry.name}（{entry.number}）的建设期{words.format(entry.attrs['build_until'])}。"
    journal.record(actor=None, verb="building.remind", subject=_ref(entry), summary=told)
    if entry.party is not None:
        tell_party(entry.party, "建设期与验收", told, _ref(entry))
