"""Figures, versions and documents of the matrix: an index with an inside and a public version, a draft with a consultation."""

from __future__ import annotations

from datetime import date

from jichuang.accounts.models import User
from jichuang.indicators.tests.index_cases import CONTENT, TABLE
from jichuang.indicators.verbs import index
from jichuang.plan import verbs as plan
from jichuang.plan.reads import plan_by_slug


def make(users: dict[str, User]) -> dict[str, str]:
    """Makes them and returns the words of the address column."""
    by = users["province"]
    scheme = index.begin_scheme(key="matrix", content=CONTENT, by=by)
    scheme.figures = TABLE.data()
    scheme.save(update_fields=["figures"])
    for public in (False, True):
        index.release_index(scheme=scheme, period="2017", by=by, revision=0, public=public)
    found = plan_by_slug("2018")
    assert found is not None
    draft = plan.add_draft(plan=found, code="M02.1", title="指引", text="第一条", by=by)
    asked = plan.open_consultation(
        draft=draft, purpose="听取意见", office="平台处", closes_on=date(2018, 11, 30), by=by
    )
    opinion = plan.give_opinion(consultation=asked, text="写明期限")
    return {"scheme": "matrix", "consultation": asked.number, "opinion": opinion.receipt}
