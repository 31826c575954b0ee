"""演示人物与单位: the standing cast. Every organisation ends in （演示） and carries DEM0 inside its code.

Pure data: what they may do becomes appointments and delegations in `demo.people`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

PASSWORD = "yanshi-2018"
"""Public password of every demonstration account; real deployments have none of them."""

STARTS_ON = date(2018, 9, 30)
"""The day a freshly loaded demonstration stands on."""


@dataclass(frozen=True)
class Persona:
    """One sign-in: what it is called on the sign-in page and what it is for."""

    username: str
    name: str
    role: str | None
    department: str | None = None
    home: str | None = None
    party: str | None = None
    desk: str = ""
    """Where the persona lands after signing in; empty = not offered on the sign-in page."""
    says: str = ""


@dataclass(frozen=True)
class CastParty:
    """A party of the cast: body is the eight free characters of its credit code."""

    key: str
    name: str
    region: str
    body: str
    kind: str = "enterprise"
    established_on: date = date(2015, 3, 18)
    address: str = ""
    legal_person: str = ""
    industry_code: str = "C4024"
    facts: dict[str, str] = field(default_factory=dict)


CHENGGUANG = CastParty(
    key="chengguang",
    name="澄光传感有限公司（演示）",
    region="130108",
    body="DEM00001",
    address="石家庄高新技术产业开发区（演示地址）",
    legal_person="陆明（演示）",
    facts={
        "staff": "46",
        "tech_staff": "14",
        "sales": "32000000",
        "assets": "27800000",
        "rd_expense": "2400000",
        "cost_expense": "27300000",
    },
)
QINGHE = CastParty(
    key="qinghe",
    name="青禾铸造有限公司（演示）",
    region="130104",
    body="DEM00002",
    established_on=date(2011, 6, 2),
    legal_person="沈立（演示）",
    industry_code="C3391",
    facts={
        "staff": "320",
        "tech_staff": "52",
        "sales": "186000000",
        "assets": "142000000",
        "rd_expense": "7600000",
        "cost_expense": "171000000",
    },
)
BAIYU = CastParty(
    key="baiyu",
    name="白榆生物有限公司（演示）",
    region="131003",
    body="DEM00003",
    established_on=date(2016, 9, 12),
    legal_person="于岚（演示）",
    industry_code="C2761",
    facts={
        "staff": "28",
        "tech_staff": "11",
        "sales": "6200000",
        "assets": "9100000",
        "rd_expense": "910000",
        "cost_expense": "5900000",
    },
)
PARTIES = (CHENGGUANG, QINGHE, BAIYU)

PERSONAS = (
    Persona(
        "clerk",
        "周宁（演示）",
        None,
        party="chengguang",
        desk="/my/",
        says="澄光传感的经办人：自测、申报、看进度",
    ),
    Persona(
        "clerk2",
        "高扬（演示）",
        None,
        party="qinghe",
        desk="/my/",
        says="青禾铸造的经办人：一件被退回补正的办件",
    ),
    Persona(
        "county",
        "石岩（演示）",
        "COUNTY_OFFICER",
        "饶阳县科技局",
        "131100",
        desk="/registers/",
        says="饶阳县科技局：看本县名录",
    ),
    Persona(
        "city",
        "韩梅（演示）",
        "CITY_OFFICER",
        "石家庄市科技局",
        "130100",
        desk="/desk/",
        says="石家庄市科技局受理岗：形式核对、退回补正",
    ),
    Persona(
        "city2",
        "杜鹏（演示）",
        "CITY_OFFICER",
        "石家庄市科技局",
        "130100",
        desk="/desk/",
        says="同一岗位的另一位同事：认领、避免撞单",
    ),
    Persona(
        "langfang",
        "冯洁（演示）",
        "CITY_OFFICER",
        "廊坊市科技局",
        "131000",
        desk="/desk/",
        says="廊坊市科技局受理岗：只见本市办件",
    ),
    Persona(
        "province",
        "林处（演示）",
        "PROVINCE_OFFICER",
        "省科技厅",
        desk="/desk/",
        says="省科技厅高新处：分批公示、公告、名录导入",
    ),
    Persona(
        "leader",
        "演示厅长",
        "LEADER",
        "省科技厅",
        desk="/plan/2018/",
        says="厅领导：目标板、亮灯、预测、下钻",
    ),
    Persona(
        "auditor",
        "严审（演示）",
        "AUDITOR",
        "省科技厅",
        desk="/audit/",
        says="审计：操作日志与封存核验，不能办任何事",
    ),
    Persona("outsider", "路人（演示）", None, says="没有任何任职与授权：处处应被拒绝并说明理由", desk="/my/"),
)

DEPARTMENTS = (
    ("省科技厅", "PROVINCE", "130000", None),
    ("饶阳县科技局", "COUNTY", "131124", "131100"),
)
