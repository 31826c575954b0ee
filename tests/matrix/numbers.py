"""Figures, versions and documents of the matrix: an index with an inside and a public version, a draft with a consultation, a month's
table, an issued bulletin and one that is being drafted."""

from __future__ import annotations

from datetime import date

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.models import StoredFile
from jichuang.demo.quarterly import answers_of
from jichuang.indicators.bulletin.tabulating import Axis, tabulate
from jichuang.indicators.models import Bulletin, IssuedFile, Snapshot
from jichuang.indicators.reads.bulletins import content
from jichuang.indicators.reads.tabulation import SURVEY
from jichuang.indicators.terms import BulletinState, FileKind
from jichuang.indicators.tests.index_cases import CONTENT, TABLE
from jichuang.indicators.verbs import index, open_situation
from jichuang.matters.hnte_quarterly.report import FIELDS, SIZES
from jichuang.methods.suppression import Rule
from jichuang.plan import verbs as plan
from jichuang.plan.reads import plan_by_slug

TYPED = "patents-granted"


def make(users: dict[str, User], paper: StoredFile) -> dict[str, str]:
    """Makes them and returns the words of the address column."""
    by = users["province"]
    scheme = index.begin_scheme(key="matrix", content=CONTENT, by=by)
    scheme.figures = TABLE.data()
    scheme.save(update_fields=["figures"])
    for public in (False, True):
        index.release_index(scheme=scheme, period="2017", by=by, revision=0, public=public)
    table = open_situation(period="2018-08", items=[TYPED, "hnte-in-force"], by=by)
    issued = _bulletin(users, "2018Q2", BulletinState.ISSUED)
    issued.paper = content(issued, number=issued.number, day=clock.today())
    issued.save(update_fields=["paper"])
    for kind in FileKind:
        IssuedFile.objects.create(bulletin=issued, kind=kind, file=paper)
    drafted = _bulletin(users, "2018Q3", BulletinState.DRAFT)
    return {
        "scheme": "matrix", "situation": table.period, "typed": TYPED, "bulletin": issued.period,
        "drafted": drafted.period, "survey": SURVEY,
    } | _consultation(by)  # fmt: skip


def _consultation(by: User) -> dict[str, str]:
    found = plan_by_slug("2018")
    assert found is not None
    draft = plan.add_draft(plan=found, code="M02.1", title="指引", text="第一条", by=by)
    asked = plan.open_consultation(
        draft=draft, purpose="听取意见", office="平台处", closes_on=date(2018, 11, 30), by=by
    )
    opinion = plan.give_opinion(consultation=asked, text="写明期限")
    return {"consultation": asked.number, "opinion": opinion.receipt}


def _tables(period: str) -> dict[str, object]:
    """What `tabulated` makes of a frozen quarter, for firms that all stand in 石家庄."""
    rows = [("130100", answers_of(f"91130108DEM{at:05d}X0", 2)) for at in range(12)]
    axes = (
        Axis("home", "地区", "", (("130100", "石家庄市"),)),
        Axis("field", "技术领域", "field", FIELDS),
        Axis("size", "规模", "size", SIZES),
    )
    words = {"fewest": 3, "dominant": 80, "status_words": "演示"}
    return {
        "survey": "统计季报", "code": SURVEY, "period": period, "year": 2018, "number": 2, "quarter": period, "roster": 12,
        "marks": [], "rule": words, "province": "130000", "province_name": "河北省",
        **tabulate(rows, axes, Rule(3, 80, 10)),
    }  # fmt: skip


def _bulletin(users: dict[str, User], period: str, state: BulletinState) -> Bulletin:
    """A bulletin of twelve firms."""
    by, issued = users["statistician"], {}
    if state is BulletinState.ISSUED:
        issued = {
            "number": "冀科统〔2018〕2号", "reviewed_by": users["statistician2"], "reviewed_on": clock.today(),
            "issued_on": clock.today(), "lock": {"number": "2"},
        }  # fmt: skip
    snapshot = Snapshot.objects.create(
        survey=SURVEY, period=period, number=1, data=_tables(period), period_digest="0" * 64, digest="0" * 64, taken_at=clock.now(),
        taken_by=by,
    )  # fmt: skip
    return Bulletin.objects.create(
        survey=SURVEY, period=period, snapshot=snapshot, title=f"{period}公报", office="演示", state=state, drafted_by=by,
        drafted_on=clock.today(), paper={"sections": [], "tables": []}, **issued,
    )  # fmt: skip
