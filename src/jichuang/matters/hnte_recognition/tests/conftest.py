"""The hall's long-route cast plays 高新技术企业认定."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from jichuang.hall import verbs
from jichuang.hall.models import Case
from jichuang.hall.tests.cast import *  # noqa: F403
from jichuang.hall.tests.recognition_cast import *  # noqa: F403

ANSWERS = {
    "registered_on": "2014-03-18", "main_products": "气体传感器", "field_code": "一(一)1", "serious_violation": "否",
    "owned_core_ip": "是", "ip_class1": "1", "ip_class2": "2", "ip_self_developed": "是", "transformations_3y": "15",
    "staff_avg": "46", "tech_staff_avg": "14", "hitech_income": "2900", "total_income": "3200",
    "sales_0": "2000", "sales_1": "2600", "sales_2": "3200", "rd_expense_0": "140", "rd_expense_1": "190",
    "rd_expense_2": "240", "rd_domestic": "570", "net_assets_0": "900", "net_assets_1": "1200", "net_assets_2": "1600",
}  # fmt: skip


@pytest.fixture
def hnte(cast: Any) -> Any:
    """The cast files 高新技术企业认定 when told to."""

    def file(**changes: str) -> Case:
        case = verbs.start(matter="hnte-recognition", party=cast.firm, by=cast.clerk)
        answers = {**ANSWERS, **changes}
        case = verbs.save_draft(case=case, by=cast.clerk, answers=answers, revision=case.revision)
        return verbs.submit(case=case, by=cast.clerk, key=secrets.token_hex(8))

    cast.file = file
    return cast
