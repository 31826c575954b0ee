"""演示专家: about sixty invented experts of the pool, some of them tied to the applicants of the demonstration's round."""

from __future__ import annotations

from datetime import date

from jichuang.accounts.models import User
from jichuang.review.models import Expert
from jichuang.review.terms import ExpertState
from jichuang.review.verbs import Description, employ, link_account, register_expert, set_state

SINCE = date(2018, 1, 2)
SURNAMES = "何钱孙李吴郑冯陈褚卫蒋沈韩杨朱秦许吕施张"
GIVEN = ("静远", "明哲", "书言", "立诚", "思源")
UNITS = (
    "冀北大学", "燕山理工学院", "滹沱工业大学", "太行材料研究院", "渤海智能装备研究所", "白洋淀生态研究中心",
    "正定信息技术研究院", "冀中医药研究所", "承德能源研究所", "沧海化工研究院", "衡水湖农业科学院", "雄安数字研究中心",
    "信和会计师事务所", "公正会计师事务所", "明德税务师事务所", "启明创业投资公司",
)  # fmt: skip
FIELDS = (
    (("5102030", "5104010"), ("传感器", "仪器", "检测"), "C4024"),
    (("4304010", "4302520"), ("材料", "合金", "薄膜"), "C3252"),
    (("5203020", "5206010"), ("软件", "算法", "工业互联网"), "I6513"),
    (("4601540", "4604010"), ("机器人", "数控", "精密加工"), "C3425"),
    (("3502010", "3506010"), ("药物", "诊断", "中药"), "C2720"),
    (("4804010", "6101030"), ("储能", "节能", "环保"), "C3841"),
)
FINANCE, INVESTMENT, MANAGEMENT = range(12, 14), 15, 14
PERSONA = "何静远（演示）"


def load_experts(users: dict[str, User]) -> list[Expert]:
    """Sixty experts with accounts, descriptions and employers, all confirmed; the persona 专家 is the first."""
    found = []
    for at in range(60):
        name = f"{SURNAMES[at % len(SURNAMES)]}{GIVEN[at % len(GIVEN) if at < 20 else (at // 20 + at) % len(GIVEN)]}（演示）"
        kind = (
            "finance"
            if at % 4 == 3
            else "management"
            if at % 20 == 9
            else "investment"
            if at % 30 == 14
            else "technical"
        )
        user = users["expert"] if at == 0 else _account(at, name)
        found.append(_expert(at, PERSONA if at == 0 else name, kind, user))
    return found


def _account(at: int, name: str) -> User:
    """An account that nobody can sign in to by password; the draws of the demonstration need somebody behind a seat."""
    return User.objects.create_user(
        f"demo-expert-{at:02}", None, name=name, email=f"expert{at:02}@demo.example", demonstration=True
    )


def _expert(at: int, name: str, kind: str, user: User) -> Expert:
    disciplines, fields, industry = FIELDS[at % len(FIELDS)]
    unit = UNITS[12 + at % 3] if kind == "finance" else UNITS[15] if kind == "investment" else UNITS[at % 12]
    title = (
        ("正高级会计师" if at % 8 == 3 else "高级会计师")
        if kind == "finance"
        else ("教授", "研究员", "教授级高工")[at % 3]
    )
    money = kind in {"finance", "investment"}
    expert = register_expert(
        name=name,
        kind=kind,
        by=None,
        description=Description(
            title,
            ("7904010",) if money else disciplines,
            ("审计", "财务") if money else fields,
            "L7241" if money else industry,
            "130100",
            source="演示专家名册",
        ),
        from_day=SINCE,
        born_year=1955 + at % 25,
        email=user.email,
        source="演示专家名册",
    )
    link_account(expert=expert, user=user, by=None)
    employ(
        expert=expert,
        unit=f"{unit}（演示）",
        from_day=date(2005 + at % 9, 7, 1),
        by=None,
        source="演示专家名册",
    )
    return set_state(expert=expert, state=ExpertState.CONFIRMED, by=None)
