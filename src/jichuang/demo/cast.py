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
class Office:
    """A department the cast works in; `home` is the 考核归属 unit it answers for ("" = the whole province)."""

    code: str
    name: str
    short: str
    level: str
    region: str
    home: str = ""
    kind: str = "science"


@dataclass(frozen=True)
class Persona:
    """One sign-in: what it is called on the sign-in page, what it may do, and where it lands."""

    username: str
    name: str
    says: str
    desk: str
    role: str = ""
    office: str = ""
    region: str = ""
    party: str = ""
    scope: str = "acceptor"
    capacity: str = "clerk"


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
        "ip_class2": "4",
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
        "ip_class1": "0",
        "ip_class2": "1",
        "resident_enterprise": "true",
        "restricted_industry": "false",
        "serious_violation": "false",
        "abnormal_list": "false",
        "dishonest_list": "false",
        "national_award_top3": "false",
        "provincial_rd_body": "false",
        "led_standard": "false",
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
SERVICE = CastParty(
    key="service",
    name="冀知科技服务有限公司（演示）",
    region="130102",
    body="DEM00004",
    kind="service_body",
    established_on=date(2013, 4, 9),
    legal_person="范知（演示）",
    industry_code="M7520",
)
GOVERNMENT = CastParty(
    key="government",
    name="正定县人民政府（演示）",
    region="130123",
    body="DEM00005",
    kind="government",
    established_on=date(1986, 3, 25),
    industry_code="S9221",
)
PARTIES = (CHENGGUANG, QINGHE, BAIYU, SERVICE, GOVERNMENT)

OFFICES = (
    Office("SKJT", "河北省科学技术厅", "省科技厅", "province", "130000"),
    Office("SJZ", "石家庄市科学技术局", "石家庄市科技局", "city", "130100", "130100"),
    Office("LF", "廊坊市科学技术局", "廊坊市科技局", "city", "131000", "131000"),
    Office("SJZ-CZ", "石家庄市财政局", "石家庄市财政局", "city", "130100", "130100", "finance"),
    Office("SJZ-SW", "石家庄市税务局", "石家庄市税务局", "city", "130100", "130100", "tax"),
    Office("SCZT", "河北省财政厅", "省财政厅", "province", "130000", "", "finance"),
    Office("SSWJ", "河北省税务局", "省税务局", "province", "130000", "", "tax"),
    Office("SKJT-GH", "规划与资源配置处（演示）", "规划处", "province", "130000"),
    Office("SKJT-GX", "高新技术处（演示）", "高新处", "province", "130000"),
    Office("SKJT-JC", "基础研究处（演示）", "基础处", "province", "130000"),
    Office("SKJT-NC", "农村科技处（演示）", "农村处", "province", "130000"),
    Office("SKJT-SF", "社会发展科技处（演示）", "社发处", "province", "130000"),
    Office("SKJT-CG", "成果转化与区域创新处（演示）", "成果处", "province", "130000"),
    Office("SKJT-HZ", "对外合作处（演示）", "合作处", "province", "130000"),
    Office("SKJT-ZF", "政策法规与体制改革处（演示）", "政法处", "province", "130000"),
    Office("SKJT-RS", "人事与人才处（演示）", "人事处", "province", "130000"),
    Office("SKJT-JD", "科技监督处（演示）", "监督处", "province", "130000"),
    Office("RY", "饶阳县科学技术局", "饶阳县科技局", "county", "131124", "131100"),
)

PERSONAS = (
    Persona("clerk", "周宁（演示）", "澄光传感经办人：自测、申报、看进度", "/my/", party="chengguang"),
    Persona("clerk2", "高扬（演示）", "青禾铸造经办人：补正被退回的办件", "/my/", party="qinghe"),
    Persona("clerk3", "苏白（演示）", "白榆生物经办人：填到一半的草稿", "/my/", party="baiyu"),
    Persona(
        "service",
        "范助（演示）",
        "冀知科技服务经办人：服务后备企业、辅导贯标",
        "/my/",
        party="service",
    ),
    Persona(
        "government",
        "郑县（演示）",
        "正定县政府经办人：申报试验区、创新型县、国家农科园区",
        "/my/",
        party="government",
    ),
    Persona(
        "viewer",
        "纪安（演示）",
        "白榆生物财务：只能查看；有一份协作邀请等答复",
        "/my/",
        party="baiyu",
        scope="viewer",
    ),
    Persona("city", "韩梅（演示）", "石家庄市科技局受理岗：核对、退回补正", "/desk/", "city_officer", "SJZ"),
    Persona("city2", "杜鹏（演示）", "同一岗位的同事：认领、不撞单", "/desk/", "city_officer", "SJZ"),
    Persona("langfang", "冯洁（演示）", "廊坊市科技局受理岗：只见本市办件", "/desk/", "city_officer", "LF"),
    Persona(
        "county",
        "石岩（演示）",
        "饶阳县科技局：看本县企业梯度和名录",
        "/ladder/?home=131100",
        "county_officer",
        "RY",
        region="131124",
    ),
    Persona(
        "province",
        "林处（演示）",
        "省科技厅高新处：分批公示、公告、导入名录",
        "/desk/",
        "province_officer",
        "SKJT",
    ),
    Persona(
        "legal",
        "陆明（演示）",
        "澄光传感法定代表人：代表单位会签",
        "/my/",
        party="chengguang",
        capacity="legal_person",
    ),
    Persona(
        "citytax", "尹税（演示）", "石家庄市税务局：高企认定的地方推荐", "/desk/", "tax_officer", "SJZ-SW"
    ),
    Persona(
        "cityfinance",
        "关财（演示）",
        "石家庄市财政局：高企认定的地方推荐",
        "/desk/",
        "finance_officer",
        "SJZ-CZ",
    ),
    Persona("tax", "梁税（演示）", "省税务局：高企认定的联合审定", "/desk/", "tax_officer", "SSWJ"),
    Persona("finance", "方财（演示）", "省财政厅：高企认定的联合审定", "/desk/", "finance_officer", "SCZT"),
    Persona(
        "expert", "何静远（演示）", "评审专家：盲评打分、回避、看履职记录", "/reviews/", "expert", "SKJT"
    ),
    Persona("leader", "演示厅长", "厅领导：目标板、亮灯、预测、下钻到企业", "/plan/2018/", "leader", "SKJT"),
    Persona(
        "deputy",
        "厅领导乙（演示）",
        "分管厅领导：今日要点里我分管的，直接发督办单，答复和逾期有消息",
        "/plan/2018/leader/",
        "leader",
        "SKJT",
    ),
    Persona(
        "auditor", "严审（演示）", "审计：操作日志与封存核验，不能办任何事", "/audit/", "auditor", "SKJT"
    ),
    Persona("filer", "丁岚（演示）", "高新技术企业的统计员：填统计季报、说明变化、更正", "/my/returns/"),
    Persona(
        "statistician",
        "谷算（演示）",
        "省科技厅统计人员：布置季报、审核、冻结、起草公报；单位资料只有统计人员能看",
        "/desk/returns/",
        "statistician",
        "SKJT",
    ),
    Persona(
        "statistician2",
        "边核（演示）",
        "省科技厅统计复核：核对并签发公报",
        "/desk/returns/",
        "statistician",
        "SKJT",
    ),
    Persona(
        "admin", "管理员（演示）", "系统管理：任职、部门、导入中心", "/registers/", "administrator", "SKJT"
    ),
    Persona(
        "section",
        "段工（演示）",
        "高新技术处：本月我的事、写月报、答复督办单",
        "/plan/2018/follow/mine/",
        "province_officer",
        "SKJT-GX",
    ),
    Persona(
        "supervisor",
        "邢督（演示）",
        "科技监督处：督导台账、核验月报、督办、考评",
        "/plan/2018/follow/",
        "province_officer",
        "SKJT-JD",
    ),
    Persona(
        "evaluator",
        "冀评（演示）",
        "第三方评估：只看得到样本和随附材料，独立评分",
        "/plan/2018/follow/evaluations/",
    ),
    Persona("outsider", "路人（演示）", "没有任何任职与授权：处处应被拒绝并说明理由", "/my/"),
)
