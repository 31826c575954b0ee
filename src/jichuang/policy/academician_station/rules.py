"""院士工作站备案. Knows the limits on one academician and one agreement; knows no academician by name.

Read it beside 中办发〔2019〕35号: until 2019-06-11 there was no limit on stations, and the province's rule of 2018 was not found.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import at_least, at_most, given, must, where
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, Figure, count, flag
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    agreement: Parameter
    real_project: Parameter
    stations_working: Parameter
    stations_retired: Parameter
    months_on_site: Parameter
    agreement_months: Parameter


# 事实 What the host is asked about the academician who comes
agreement = flag("agreement", "与院士及其团队签订合作协议", kind=FUTURE)
real_project = flag("real_project", "有明确、实质性的科研任务", kind=FUTURE)
retired = flag("retired", "院士已退休", kind=RECHECK)
stations = count("stations", "院士受聘的工作站", "个", most=100, help="含本站", kind=RECHECK)
months_on_site = Figure(
    "months_on_site", "院士每年在本站工作时间", unit="个月", scale=1, min=0, max=12, kind=FUTURE
)
agreement_months = count("agreement_months", "协议期限", "个月", most=600, kind=FUTURE)

# 规范院士工作站
signed = must(agreement, P.agreement, "与院士及其团队签订合作协议")
at_work = must(real_project, P.real_project, "有明确、实质性的科研任务")
working = at_most(
    stations, P.stations_working, "未退休院士受聘的院士工作站不超过{bar}", code="stations_working"
)
emeritus = at_most(
    stations, P.stations_retired, "退休院士受聘的院士工作站不超过{bar}", code="stations_retired"
)
on_site = at_least(months_on_site, P.months_on_site, "院士在每个工作站全职工作时间每年不少于{bar}")
term = at_most(agreement_months, P.agreement_months, "协议期限不超过{bar}")

academician_station = Policy(
    "academician-station",
    "院士工作站备案",
    P,
    facts_of(agreement, real_project, retired, stations, months_on_site, agreement_months),
    require=(
        signed,
        at_work,
        where(~given(retired), working),
        where(given(retired), emeritus),
        on_site,
        term,
    ),
    words=Words(passed="可以备案", failed="暂不能备案", conditions="协议、任务与在站时间"),
)
