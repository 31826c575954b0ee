"""入库的效果: an entry of `hnte_reserve` with its rung, its gaps and its helper; 出库 when the certificate comes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jichuang.base.refs import Ref
from jichuang.hall.models import Case, StageRecord
from jichuang.matters.listing import Listing
from jichuang.registry.models import Party
from jichuang.registry.reads import entries
from jichuang.registry.verbs import end_entry

if TYPE_CHECKING:
    from jichuang.accounts.models import User

listed = Listing(register="hnte_reserve", prefix="HB", basis="后备培育库入库", kept=("target_year",))


def enter(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Writes the entry; its gaps are the findings not reached on the day of submission."""
    told = {"gaps": "；".join(gaps_of(case)), "helper": helper_of(case)}
    return listed(
        case=case, by=by, on=on, number=number, attrs={key: text for key, text in told.items() if text}
    )


def gaps_of(case: Case) -> list[str]:
    """差距: every graded condition below its full points, in the words of the findings."""
    graded = (row for row in case.findings.get("rows", []) if row["max_points"] and row["points"] is not None)
    return [
        row["title"] for row in graded if _low(row["points"]) < row["max_points"] and row["code"] != "score"
    ]


def _low(points: float | list[float]) -> float:
    return points[0] if isinstance(points, list) else points


def helper_of(case: Case) -> str:
    """帮扶机构: what the desk wrote when it assigned one."""
    record = StageRecord.objects.filter(case=case, task__stage="decision").order_by("-id").first()
    return record.note if record else ""


def hindrance(*, party: Party, on: date) -> str:
    """A holder of a certificate has no place in the reserve; nor has a firm that stands in it."""
    if entries("hnte").in_force(on).filter(subject=party.credit_code or "").exists():
        return "贵单位持有有效的高新技术企业证书，无须入后备培育库。"
    return listed.already(party=party, on=on)


def leave_certified(*, party: Party, on: date, by: User | None, source: Ref) -> None:
    """出库-认定: the entry ends with the day before the certificate; nothing to do for a firm never in the reserve."""
    held = listed.held_by(party, on)
    if held is not None:
        last = max(held.valid_from, on - timedelta(days=1))
        end_entry(entry=held, last_day=last, by=by, reason="出库-认定", source=source)
