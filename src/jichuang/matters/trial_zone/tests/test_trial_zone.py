"""省级科技成果转移转化试验区: recognised once decided, and every goal is set with its owner and last day."""

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.matters.models import Goal
from jichuang.matters.trial_zone.matter import TRIAL_ZONE as MATTER

GOALS = "技术合同成交额；30亿元；裕华区科技局；2019-12-31\n技术转移机构\t5家\t裕华区科技局\t2020-12-31"
ANSWERS = {
    "zone": "裕华区成果转化试验区（演示）", "area": "全域，60平方公里", "theme": "传感器与大数据", "goals": GOALS,
    "contracts": "120000", "bodies": "3", "brokers": "41", "policy": "",
}  # fmt: skip


def story(journey):
    """The place itself applies."""
    return {"answers": ANSWERS, "party": journey.government()}


def test_an_enterprise_is_turned_away_with_the_clause(journey):
    with pytest.raises(Refused, match="主体类别是“企业”.*人民政府和开发区管委会申报.*第16项"):
        journey.file(MATTER.code, ANSWERS)


def test_a_recognised_zone_owes_its_goals_to_named_owners(journey):
    entry = journey.whole(MATTER.code, **story(journey))
    assert (entry.register, entry.name) == ("transfer_trial_zone", ANSWERS["zone"])
    first, second = Goal.objects.filter(entry=f"entry:{entry.pk}")
    assert (first.title, first.target, first.owner) == ("技术合同成交额", "30亿元", "裕华区科技局")
    assert second.due_on == date(2020, 12, 31) and {first.plan_item, second.plan_item} == {16}
    assert first.region == journey.firm.region


def test_no_goal_is_set_before_the_decision(journey):
    journey.drive(journey.file(MATTER.code, **story(journey)), "batch")
    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    ("goals", "fault"),
    [
        ("技术合同成交额；30亿元；裕华区科技局；去年底", "日期"),
        ("技术合同成交额；30亿元；裕华区科技局；2018-01-31", "已过"),
        ("技术合同成交额；30亿元；裕华区科技局", "第1行“完成日期”没有填写"),
    ],
)
def test_a_goal_without_a_day_to_come_is_refused(journey, goals, fault):
    with pytest.raises(Invalid, match=fault):
        journey.file(MATTER.code, {**ANSWERS, "goals": goals}, party=journey.government())
