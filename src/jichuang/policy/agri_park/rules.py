"""国家农业科技园区申报. Knows what a park and its province are asked; knows neither by name.

Read it beside article 9 of 国科发农〔2018〕31号 and, for the eighth batch (until 2018-05-31), the four additions of its notice.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, at_most, holds, must, must_not
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, count, flag
from jichuang.policy.numbers import either_way, share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    city_applies: Parameter
    provincial_months: Parameter
    plan_approved: Parameter
    three_zones: Parameter
    technology_support: Parameter
    companies_and_training: Parameter
    management: Parameter
    no_park_yet: Parameter
    accepted_2017: Parameter
    monitored_share: Parameter
    quota: Parameter
    quota_sparse: Parameter


# 事实 The park, and where the province stands
city_applies = flag("city_applies", "申报单位为地市级及以上人民政府", kind=RECHECK)
provincial_months = count("provincial_months", "成为省级农业科技园区的时间", "个月", most=1_200)
plan_approved = flag("plan_approved", "建设规划经地市级及以上人民政府批准", kind=FUTURE)
three_zones = flag("three_zones", "地理界线明确，核心区、示范区、辐射区功能清晰", kind=FUTURE)
technology_support = flag("technology_support", "有科技开发能力、技术支撑条件和转化服务体系", kind=FUTURE)
companies_and_training = flag(
    "companies_and_training", "有农业高新技术企业、科技服务机构和培训孵化场所", kind=FUTURE
)
management = flag("management", "有健全的管理服务体系", kind=FUTURE)
city_has_park = flag("city_has_park", "所在地级市已建有国家园区", says=("已建有", "尚无"), kind=RECHECK)
failed_2017 = flag("failed_2017", "本省有园区未通过2017年第五批验收", says=("有", "无"))
parks_accepted = count("parks_accepted", "本省已通过验收的园区", "个", most=500)
parks_monitored = count("parks_monitored", "近三年每年参加监测评价的园区", "个", most=500)
cities = count("cities", "本省地级市", "个", most=100)
cities_covered = count("cities_covered", "其中已有园区的地级市", "个", most=100)
recommended = count("recommended", "本省推荐的园区", "个", most=100, help="含本园区", kind=RECHECK)

# 第九条 园区申报条件
article_9 = all_of(
    "article_9",
    "园区申报条件",
    must(city_applies, P.city_applies, "（一）申报单位原则上为地市级及以上人民政府"),
    at_least(provincial_months, P.provincial_months, "（二）成为省级农业科技园区{bar}以上"),
    must(plan_approved, P.plan_approved, "（三）建设规划经批准并纳入当地发展规划"),
    must(three_zones, P.three_zones, "（四）地理界线明确，三区功能定位清晰"),
    must(technology_support, P.technology_support, "（五）有科技开发能力和技术支撑条件"),
    must(companies_and_training, P.companies_and_training, "（六）有高新技术企业、服务机构与培训孵化条件"),
    must(management, P.management, "（七）有健全的管理服务体系"),
)

# 第八批申报还应符合以下条件
sparse = holds(cities_covered * 2, "<", cities)
eighth_batch = all_of(
    "eighth_batch",
    "第八批补充条件",
    must_not(city_has_park, P.no_park_yet, "第八批（一）已建有园区的地级市原则上不再新建"),
    must_not(failed_2017, P.accepted_2017, "第八批（二）有园区未通过2017年验收的省份不得推荐"),
    at_least(
        share(parks_monitored, of=parks_accepted),
        P.monitored_share,
        "第八批（三）参加监测评价的园区达到已验收园区的{bar}",
        code="monitored_share",
    ),
    at_most(
        recommended,
        either_way(sparse, P.quota_sparse, P.quota),
        "第八批（四）推荐数不超过{bar}",
        under=P.quota,
    ),
)

agri_park = Policy(
    "agri-park",
    "国家农业科技园区申报",
    P,
    facts_of(
        city_applies, provincial_months, plan_approved, three_zones, technology_support,
        companies_and_training, management, city_has_park, failed_2017, parks_accepted, parks_monitored,
        cities, cities_covered, recommended,
    ),
    require=(article_9, eighth_batch),
    consistent=(
        Consistent(parks_monitored, parks_accepted, "参加监测评价的园区不会超过已验收的园区"),
        Consistent(cities_covered, cities, "已有园区的地级市不会超过地级市数"),
    ),
    words=Words(passed="可以申报", failed="暂不能申报", conditions="园区与本省条件", past="已过的验收与监测不能更改"),
)  # fmt: skip
