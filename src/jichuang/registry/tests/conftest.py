"""People, departments and rosters for the registry's tests."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.codes import credit_code
from jichuang.registry import verbs
from jichuang.registry.terms import Level, Role

DAY = date(2018, 9, 30)


def code_of(serial: int, region: str = "130102") -> str:
    """A valid demonstration credit code."""
    return credit_code.make(region, f"DEM0{serial:04d}")


@pytest.fixture(autouse=True)
def demonstration_day(settings, db):
    settings.DEMONSTRATION = True
    clock.set_demonstration_day(DAY)
    return DAY


@pytest.fixture
def person(db):
    def make(username: str, role: Role | None = None, **scope) -> User:
        user = User.objects.create_user(username, "correct horse battery", name=f"{username}（演示）")
        if role is not None:
            verbs.appoint(user=user, role=role, valid_from=date(2018, 1, 1), by=None, **scope)
        return user

    return make


@pytest.fixture
def province(person):
    department = verbs.register_department(
        code="kjt", name="河北省科学技术厅", short="省科技厅", level=Level.PROVINCE, region="130000", by=None
    )
    return person("province", Role.PROVINCE_OFFICER, department=department)


@pytest.fixture
def city(person):
    department = verbs.register_department(
        code="sjz",
        name="石家庄市科学技术局",
        short="石家庄市科技局",
        level=Level.CITY,
        region="130100",
        home="130100",
        by=None,
    )
    return person("city", Role.CITY_OFFICER, department=department)


@pytest.fixture
def outsider(person):
    return person("outsider")


@pytest.fixture
def party(db):
    return verbs.register_party(
        name="澄光传感有限公司（演示）", credit_code=code_of(17), region="130102", by=None, legal_person="演示甲",
        source="市场监管登记信息", as_of=date(2018, 3, 31), established_on=date(2015, 4, 1),
    )  # fmt: skip


def workbook(headers: list[str], rows: list[list[object]], title: str = "名单") -> BytesIO:
    """An .xlsx in memory."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(headers)
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    content.seek(0)
    return content


HNTE_HEADERS = ["企业名称", "统一社会信用代码", "证书编号", "设区市", "县（市、区）", "发证日期", "有效期至"]


def hnte_row(serial: int, issued: str = "2018-03-01", until: str = "") -> list[object]:
    """A roster row of a high-tech certificate."""
    year = issued[:4]
    return [
        f"第{serial}号样品有限公司（演示）",
        code_of(serial),
        f"GR{year}13{900000 + serial:06d}",
        "石家庄市",
        "长安区",
        issued,
        until,
    ]
