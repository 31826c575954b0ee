"""省级科技计划项目形式审查. Knows what a machine can check of one proposal; knows no proposal's text and no person.

Read it beside 冀科资函〔2018〕135号: first the leader, then what may be applied for at once, then the host. Later years follow their own
guides: what they probably keep is unverified and goes to a person.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, at_most, given, must, must_not, where
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, Figure, count, day, flag, rate
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    in_post: Parameter
    born_from: Parameter
    good_record: Parameter
    proposals_each: Parameter
    not_repeated: Parameter
    days_past_guide: Parameter
    running_led: Parameter
    running_led_members: Parameter
    registered_here: Parameter
    legal_person: Parameter
    registered_days: Parameter
    no_overdue: Parameter
    not_abnormal: Parameter
    not_dishonest: Parameter
    joint_agreement: Parameter
    similarity: Parameter


# 事实 One proposal
in_post = flag("in_post", "项目负责人为申报单位在职人员", kind=RECHECK)
birth_year = Figure("birth_year", "项目负责人出生年份", unit="年", scale=0, min=1900, max=2100)
bad_record = flag(
    "bad_record", "负责人、成员或单位在不良信用记录名单中", says=("在名单中", "不在名单中"), kind=RECHECK
)
proposals = count("proposals", "同一申请人本批申报项目", "项", most=100, help="含本项", kind=RECHECK)
repeated = flag("repeated", "同一单位已申报相同或相近研究内容", says=("有重复", "无重复"), kind=RECHECK)
ends_on = day("ends_on", "项目执行期截止日", kind=FUTURE)
guide_ends_on = day("guide_ends_on", "指南规定的最晚截止日")
running_led = count("running_led", "负责人作为第一负责人的在研项目", "项", most=100, kind=RECHECK)
members_leading = count("members_leading", "正以第一负责人承担在研项目的成员", "人", most=1_000, kind=RECHECK)
registered_here = flag("registered_here", "申报单位在本省注册", kind=RECHECK)
legal_person = flag("legal_person", "申报单位为独立法人", kind=RECHECK)
registered_on = day("registered_on", "申报单位注册日")
applied_on = day("applied_on", "申报日")
overdue = flag("overdue", "单位或负责人有逾期未验收项目", says=("有逾期", "无逾期"), kind=RECHECK)
abnormal_list = flag("abnormal_list", "单位列入经营异常名录", says=("已列入", "未列入"), kind=RECHECK)
dishonest_list = flag(
    "dishonest_list", "单位列入严重违法失信企业名单", says=("已列入", "未列入"), kind=RECHECK
)
joint = flag("joint", "联合申报", kind=RECHECK)
joint_agreement = flag("joint_agreement", "有约定任务、经费与成果分配的联合申报协议", kind=FUTURE)
similarity = rate("similarity", "与近五年申报书的最高相似度", places=4, kind=RECHECK)

# 基本要求 项目负责人和项目组成员
leader = all_of(
    "leader",
    "项目负责人",
    must(in_post, P.in_post, "负责人为申报单位在职人员"),
    at_least(birth_year, P.born_from, "负责人{bar}1月1日以后出生"),
    must_not(bad_record, P.good_record, "负责人、成员和单位不在不良信用记录名单中"),
)

# 相关事项 限项
limits = all_of(
    "limits",
    "限项",
    at_most(proposals, P.proposals_each, "同一申请人最多申报{bar}"),
    must_not(repeated, P.not_repeated, "同一单位研究内容相同或相近的不重复、多头申报"),
    at_most(
        ends_on - guide_ends_on,
        P.days_past_guide,
        "执行期不超过指南规定的截止日",
        code="days_past_guide",
    ),
    at_most(running_led, P.running_led, "在研项目第一负责人不作为负责人申报"),
    at_most(members_leading, P.running_led_members, "在研项目第一负责人不作为成员参与申报"),
)

# 申报单位（未核的通行要求，只作参考）
host = all_of(
    "host",
    "申报单位",
    must(registered_here, P.registered_here, "申报单位在本省注册"),
    must(legal_person, P.legal_person, "申报单位具有独立法人资格"),
    at_least(
        applied_on - registered_on, P.registered_days, "申报单位注册满一年（{bar}）", code="registered_days"
    ),
    must_not(overdue, P.no_overdue, "无逾期未验收项目"),
    must_not(abnormal_list, P.not_abnormal, "未列入经营异常名录"),
    must_not(dishonest_list, P.not_dishonest, "未列入严重违法失信企业名单"),
)
partners = where(given(joint), must(joint_agreement, P.joint_agreement, "联合申报有约定任务与经费的协议"))
original = at_most(similarity, P.similarity, "与近五年申报书相似度不超过{bar}")

project_form_review = Policy(
    "project-form-review",
    "省级科技计划项目形式审查",
    P,
    facts_of(
        in_post, birth_year, bad_record, proposals, repeated, ends_on, guide_ends_on, running_led,
        members_leading, registered_here, legal_person, registered_on, applied_on, overdue, abnormal_list,
        dishonest_list, joint, joint_agreement, similarity,
    ),
    require=(leader, limits, host, partners, original),
    consistent=(Consistent(registered_on, applied_on, "申报日不会早于申报单位注册日"),),
    words=Words(passed="通过形式审查", failed="不通过形式审查", conditions="负责人、限项与申报单位"),
)  # fmt: skip
