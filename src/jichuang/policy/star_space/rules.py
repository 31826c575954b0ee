"""星创天地备案. Knows what the national guide asks in words; it has no figures.

Read it beside 国科发农〔2016〕210号. Every condition is from memory, so none rejects; the province's own figures were not found.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import must
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, flag
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    legal_person: Parameter
    base: Parameter
    online_platform: Parameter
    mentors: Parameter
    services: Parameter
    incubation: Parameter


# 事实 What the operator is asked
legal_person = flag("legal_person", "运营主体为独立法人", kind=RECHECK)
has_base = flag("has_base", "有一定产业基础的创新创业示范基地", kind=FUTURE)
has_platform = flag("has_platform", "有线上服务平台", kind=FUTURE)
has_mentors = flag("has_mentors", "有多元化的创业导师队伍", kind=FUTURE)
has_services = flag("has_services", "能提供创业辅导、技术、金融等服务", kind=FUTURE)
has_incubation = flag("has_incubation", "有吸引入驻创客的孵化基础", kind=FUTURE)

# 建设条件
independent = must(legal_person, P.legal_person, "有明确的实施主体，具有独立法人资格")
base = must(has_base, P.base, "具备创新创业示范基地")
platform = must(has_platform, P.online_platform, "具备线上网络平台")
mentors = must(has_mentors, P.mentors, "具备多元化的创业导师服务队伍")
services = must(has_services, P.services, "具备良好的创业服务")
incubation = must(has_incubation, P.incubation, "具备一定的创业孵化基础")

star_space = Policy(
    "star-space",
    "星创天地备案",
    P,
    facts_of(legal_person, has_base, has_platform, has_mentors, has_services, has_incubation),
    require=(independent, base, platform, mentors, services, incubation),
    words=Words(
        passed="可以申请备案",
        failed="暂不能申请备案",
        conditions="主体、基地、平台、导师、服务与孵化基础",
    ),
)
