"""技术转移示范机构. Knows the bars of the national rule; knows no deal and no broker.

Read it beside 国科发火字〔2007〕565号, from memory throughout; the province's own figures were not found. Nothing here rejects.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, must, must_not
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, count, flag
from jichuang.policy.numbers import share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    legal_form: Parameter
    running_months: Parameter
    college_share: Parameter
    technical_share: Parameter
    site: Parameter
    deals: Parameter
    not_only_information: Parameter


# 事实 What the institution is asked
legal_form = flag("legal_form", "独立法人或法人的内设机构", kind=RECHECK)
running_months = count("running_months", "从事技术转移业务时间", "个月", most=1_200)
staff = count("staff", "专职人员", "人", most=100_000, kind=FUTURE)
college_staff = count("college_staff", "其中大专以上学历人员", "人", most=100_000, kind=FUTURE)
technical_staff = count("technical_staff", "其中科技人员", "人", most=100_000, kind=FUTURE)
has_site = flag("has_site", "有固定经营场所", kind=FUTURE)
deals = count("deals", "当年促成的技术转移业务", "项", most=100_000, kind=FUTURE)
only_information = flag("only_information", "单纯提供信息、法律、金融等服务", kind=RECHECK)

# 申报条件
form = must(legal_form, P.legal_form, "独立法人或法人的内设机构")
established = at_least(running_months, P.running_months, "从事技术转移业务满{bar}")
team = all_of(
    "team",
    "专职人员",
    at_least(
        share(college_staff, of=staff), P.college_share, "大专以上学历人员占{bar}以上", code="college_share"
    ),
    at_least(
        share(technical_staff, of=staff), P.technical_share, "科技人员占{bar}以上", code="technical_share"
    ),
)
settled = must(has_site, P.site, "有固定经营场所")
active = at_least(deals, P.deals, "当年有技术转移业务")
transfers = must_not(only_information, P.not_only_information, "不单纯提供信息、法律、金融等服务")

transfer_body = Policy(
    "transfer-body",
    "技术转移示范机构",
    P,
    facts_of(
        legal_form, running_months, staff, college_staff, technical_staff, has_site, deals, only_information
    ),
    require=(form, established, team, settled, active, transfers),
    consistent=(
        Consistent(college_staff, staff, "大专以上学历人员不会超过专职人员"),
        Consistent(technical_staff, staff, "科技人员不会超过专职人员"),
    ),
    words=Words(passed="可以申报", failed="暂不能申报", conditions="机构、人员与业务"),
)
