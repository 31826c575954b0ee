"""科技企业孵化器认定. Knows the bars of each era; knows no tenant by name and no site.

Read it beside 国科发区〔2018〕300号, article by article. Until 2018-12-13 the 国科发高〔2010〕680号 stood, whose figures are from memory:
a condition of one of them that is absent from the other is simply not law on the other's days. Provincial filings have their own part.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from jichuang.policy.conditions import all_of, any_of, at_least, case, given, must, where
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, count, extent, flag, money
from jichuang.policy.numbers import Number, either_way, number, share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    legal_person: Parameter
    running_months: Parameter
    stats_years: Parameter
    area: Parameter
    special_area: Parameter
    tenant_area_share: Parameter
    fund: Parameter
    financed_share: Parameter
    fund_cases: Parameter
    college_share: Parameter
    trained_share: Parameter
    professional_share: Parameter
    professionals_per_ten: Parameter
    mentors_per_ten: Parameter
    patent_share: Parameter
    ip_share: Parameter
    tenants: Parameter
    density: Parameter
    graduates: Parameter
    same_field_share: Parameter
    own_platform: Parameter
    special_tenants: Parameter
    special_density: Parameter
    special_graduates: Parameter
    remote_factor: Parameter
    hebei_area: Parameter
    hebei_special_area: Parameter
    hebei_running_months: Parameter
    hebei_stats_years: Parameter


# 事实 What the operator is asked
level = choice("level", "申报级别", {"national": "国家级", "provincial": "省级"}, kind=RECHECK)
kind = choice("kind", "类型", {"general": "综合孵化器", "special": "专业孵化器"}, kind=RECHECK)
remote = flag("remote", "位于全国艰苦边远地区", help="按人力资源和社会保障部门划定的范围", kind=RECHECK)
legal_person = flag("legal_person", "运营机构具有独立法人资格", kind=RECHECK)
running_months = count("running_months", "实际注册并运营时间", "个月", most=1_200)
stats_years = count("stats_years", "连续报送真实完整统计数据的年数", "年", most=100)
area = extent("area", "可自主支配的孵化场地面积")
tenant_area = extent("tenant_area", "在孵企业使用面积（含公共服务面积）", kind=FUTURE)
fund = money("fund", "自有种子资金或合作的孵化资金规模", kind=FUTURE)
fund_cases = count("fund_cases", "资金使用案例", "个", most=100_000, kind=FUTURE)
staff = count("staff", "机构总人数", "人", most=100_000, kind=FUTURE)
college_staff = count("college_staff", "其中大专以上学历人员", "人", most=100_000, kind=FUTURE)
trained_staff = count("trained_staff", "其中接受过孵化器专业培训的人员", "人", most=100_000, kind=FUTURE)
professionals = count("professionals", "其中专业孵化服务人员", "人", most=100_000, kind=FUTURE)
mentors = count("mentors", "创业导师", "人", most=100_000, kind=FUTURE)
tenants = count(
    "tenants", "在孵企业", "家", most=100_000, kind=FUTURE, help="成立不超过24个月时入驻，在孵不超过48个月"
)
financed_tenants = count("financed_tenants", "获得投融资的在孵企业", "家", most=100_000, kind=FUTURE)
patent_tenants = count("patent_tenants", "已申请专利的在孵企业", "家", most=100_000, kind=FUTURE)
ip_tenants = count("ip_tenants", "拥有有效知识产权的在孵企业", "家", most=100_000, kind=FUTURE)
same_field_tenants = count("same_field_tenants", "同一产业领域的在孵企业", "家", most=100_000, kind=FUTURE)
graduates = count("graduates", "累计毕业企业", "家", most=100_000, kind=FUTURE)
own_platform = flag("own_platform", "拥有可自主支配的公共服务平台，能提供专业技术服务", kind=FUTURE)

PER_THOUSAND, PER_TEN = number(Decimal("0.001")), number(Decimal("0.1"))


def eased(bar: Number) -> Number:
    """第十条 全国艰苦边远地区的面积、企业数、资金和知识产权比例要求可以降低."""
    return either_way(given(remote), bar * P.remote_factor, bar)


# 第六条 国家级科技企业孵化器
independent = must(legal_person, P.legal_person, "具有独立法人资格")
established = at_least(running_months, P.running_months, "实际注册并运营满{bar}")
reported = at_least(stats_years, P.stats_years, "至少连续{bar}报送真实完整的统计数据")
used_area = at_least(
    share(tenant_area, of=area),
    P.tenant_area_share,
    "在孵企业使用面积（含公共服务面积）占{bar}以上",
    code="tenant_area_share",
)
funding = all_of(
    "funding",
    "孵化资金",
    at_least(fund, eased(P.fund), "孵化资金规模不低于{bar}", under=P.fund),
    at_least(
        share(financed_tenants, of=tenants),
        P.financed_share,
        "获得投融资的在孵企业占比不低于{bar}",
        code="financed_share",
    ),
    at_least(fund_cases, P.fund_cases, "资金使用案例不少于{bar}"),
)
team = all_of(
    "team",
    "服务队伍",
    at_least(
        share(college_staff, of=staff), P.college_share, "大专以上学历人员占{bar}以上", code="college_share"
    ),
    at_least(
        share(trained_staff, of=staff), P.trained_share, "接受专业培训的人员占{bar}以上", code="trained_share"
    ),
    at_least(
        share(professionals, of=staff),
        P.professional_share,
        "专业孵化服务人员占机构总人数{bar}以上",
        code="professional_share",
    ),
    at_least(
        professionals,
        tenants * P.professionals_per_ten * PER_TEN,
        "按每10家在孵企业配备专业孵化服务人员，应有{bar}",
        under=P.professionals_per_ten,
    ),
    at_least(
        mentors,
        tenants * P.mentors_per_ten * PER_TEN,
        "按每10家在孵企业配备创业导师，应有{bar}",
        under=P.mentors_per_ten,
    ),
)
property_rights = any_of(
    "property",
    "在孵企业的知识产权",
    at_least(
        share(patent_tenants, of=tenants),
        eased(P.patent_share),
        "已申请专利的企业占比不低于{bar}",
        code="patent_share",
        under=P.patent_share,
    ),
    at_least(
        share(ip_tenants, of=tenants),
        eased(P.ip_share),
        "拥有有效知识产权的企业占比不低于{bar}",
        code="ip_share",
        under=P.ip_share,
    ),
)
general = all_of(
    "general",
    "综合孵化器",
    at_least(area, eased(P.area), "可自主支配的孵化场地面积不低于{bar}", under=P.area),
    at_least(tenants, eased(P.tenants), "在孵企业不少于{bar}", under=P.tenants),
    at_least(
        tenants,
        area * P.density * PER_THOUSAND,
        "每千平方米平均在孵企业数达到下限，按现有面积应有{bar}",
        code="density",
        under=P.density,
    ),
    at_least(graduates, eased(P.graduates), "累计毕业企业达到{bar}以上", under=P.graduates),
)

# 第七条 专业孵化器
special = all_of(
    "special",
    "专业孵化器",
    at_least(
        share(same_field_tenants, of=tenants),
        P.same_field_share,
        "同一产业领域的企业占在孵企业总数{bar}以上",
        code="same_field_share",
    ),
    must(own_platform, P.own_platform, "拥有可自主支配的公共服务平台"),
    at_least(
        area, eased(P.special_area), "孵化场地面积不低于{bar}", code="special_area", under=P.special_area
    ),
    at_least(
        tenants,
        eased(P.special_tenants),
        "在孵企业不少于{bar}",
        code="special_tenants",
        under=P.special_tenants,
    ),
    at_least(
        tenants,
        area * P.special_density * PER_THOUSAND,
        "每千平方米平均在孵企业数达到下限，按现有面积应有{bar}",
        code="special_density",
        under=P.special_density,
    ),
    at_least(
        graduates,
        eased(P.special_graduates),
        "累计毕业企业达到{bar}以上",
        code="special_graduates",
        under=P.special_graduates,
    ),
)
national = all_of(
    "national",
    "国家级",
    independent,
    established,
    reported,
    used_area,
    funding,
    team,
    property_rights,
    where(case(kind, "general"), general),
    where(case(kind, "special"), special),
)

# 省级备案：2018年的数值未见，只列见到的
provincial = all_of(
    "provincial",
    "省级",
    where(
        case(kind, "general"),
        at_least(area, P.hebei_area, "省级综合孵化器面积不低于{bar}", code="hebei_area"),
    ),
    where(
        case(kind, "special"),
        at_least(area, P.hebei_special_area, "省级专业孵化器面积不低于{bar}", code="hebei_special_area"),
    ),
    at_least(running_months, P.hebei_running_months, "运营主体注册满{bar}", code="hebei_running_months"),
    at_least(stats_years, P.hebei_stats_years, "火炬统计满{bar}", code="hebei_stats_years"),
)

incubator = Policy(
    "incubator",
    "科技企业孵化器认定",
    P,
    facts_of(
        level, kind, remote, legal_person, running_months, stats_years, area, tenant_area, fund, fund_cases,
        staff, college_staff, trained_staff, professionals, mentors, tenants, financed_tenants,
        patent_tenants, ip_tenants, same_field_tenants, graduates, own_platform,
    ),
    require=(where(case(level, "national"), national), where(case(level, "provincial"), provincial)),
    consistent=(
        Consistent(tenant_area, area, "在孵企业使用面积不会超过场地面积"),
        Consistent(college_staff, staff, "大专以上学历人员不会超过机构总人数"),
        Consistent(trained_staff, staff, "受训人员不会超过机构总人数"),
        Consistent(professionals, staff, "专业孵化服务人员不会超过机构总人数"),
        Consistent(financed_tenants, tenants, "获得投融资的在孵企业不会超过在孵企业数"),
        Consistent(patent_tenants, tenants, "已申请专利的在孵企业不会超过在孵企业数"),
        Consistent(ip_tenants, tenants, "拥有知识产权的在孵企业不会超过在孵企业数"),
        Consistent(same_field_tenants, tenants, "同一领域的在孵企业不会超过在孵企业数"),
    ),
    words=Words(
        passed="可以申报孵化器",
        failed="暂不能申报孵化器",
        conditions="场地、资金、队伍与在孵企业",
        past="运营时间与已报统计不能更改",
    ),
)  # fmt: skip
