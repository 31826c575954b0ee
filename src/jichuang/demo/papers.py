"""演示材料: a few papers in the cast's libraries, one of them compared with its original by the city's officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from jichuang.accounts.models import User
from jichuang.base import clock, pdf
from jichuang.demo.cast import CHENGGUANG
from jichuang.demo.people import code_of
from jichuang.hall import verbs
from jichuang.hall.models import Case
from jichuang.registry.models import Party
from jichuang.registry.reads import party_by_code

TEMPLATE = Path(__file__).with_name("paper.typ")
KEPT = (
    ("营业执照副本", "登记机关核发的营业执照副本（演示）。", date(2035, 3, 17)),
    ("2017年度审计报告", "会计师事务所出具的2017年度审计报告（演示）。", None),
    ("质量管理体系认证证书", "认证机构颁发，有效期至2018年6月30日（演示）。", date(2018, 6, 30)),
)


def paper(title: str, owner: str, says: str) -> bytes:
    """A demonstration PDF of one page."""
    return pdf.compiled(TEMPLATE, {"title": title, "owner": owner, "says": says}, at=clock.now())


def scenes(users: dict[str, User]) -> Iterator[tuple[date, Callable[[], None]]]:
    """(day, scene): 澄光传感 fills its library."""
    yield date(2018, 9, 3), lambda: _keep(party_by_code(code_of(CHENGGUANG)), users["clerk"])


def _keep(party: Party | None, by: User) -> None:
    if party is None:
        return
    for title, says, valid_until in KEPT:
        content = BytesIO(paper(title, party.name, says))
        verbs.add_material(
            party=party, by=by, title=title, stream=content, filename=f"{title}.pdf", valid_until=valid_until
        )


def attach_ledger(case: Case, by: User) -> None:
    """Puts 研发费用辅助账 under a draft."""
    content = BytesIO(paper("研发费用辅助账汇总表", case.party.name, "2017年度研发费用按项目归集（演示）。"))
    verbs.take_in(case=case, by=by, material="rd_ledger", stream=content, filename="研发费用辅助账汇总表.pdf")


def compare(case: Case, by: User) -> None:
    """The officer has seen the originals of everything attached."""
    for row in case.files.filter(removed_at__isnull=True).order_by("id"):
        verbs.verify_material(case=case, by=by, file=row, note="与企业账簿核对一致")
