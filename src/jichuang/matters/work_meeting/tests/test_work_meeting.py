"""科技工作会商: not held before all is ready; held, its matters are tasks and the partner counts."""

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.matters.models import Goal
from jichuang.matters.work_meeting.matter import WORK_MEETING as MATTER

AGREED = "\n".join(f"事项{n}；建成{n}个平台；裕华区科技局；2018-12-{10 + n}" for n in range(1, 7))
ANSWERS = {
    "partner": "裕华区人民政府（演示）", "kind": "city", "topics": "共建传感器产业技术研究院", "lead": "是", "agenda_agreed": "是",
    "draft_ready": "是", "last_closed": "是", "goals": AGREED,
}  # fmt: skip


def story(journey):
    """The place itself asks."""
    return {"answers": ANSWERS, "party": journey.government()}


def test_six_agreed_matters_become_tasks_with_owners(journey):
    entry = journey.whole(MATTER.code, **story(journey))
    assert (entry.register, entry.name) == ("work_meeting", ANSWERS["partner"])
    tasks = Goal.objects.filter(entry=f"entry:{entry.pk}")
    assert [task.owner for task in tasks] == ["裕华区科技局"] * 6 and {task.plan_item for task in tasks} == {
        20
    }


@pytest.mark.parametrize("key", ["lead", "agenda_agreed", "draft_ready", "last_closed"])
def test_what_is_not_ready_is_named(journey, key):
    title = MATTER.form.field(key).title
    with pytest.raises(Invalid, match=f"“{title}”还没有做到"):
        journey.file(MATTER.code, {**ANSWERS, key: "否"}, party=journey.government())


def test_an_enterprise_is_turned_away_with_the_clause(journey):
    with pytest.raises(Refused, match="主体类别是“企业”.*第20项"):
        journey.file(MATTER.code, ANSWERS)


def test_no_task_is_set_before_the_meeting(journey):
    journey.drive(journey.file(MATTER.code, **story(journey)), "collective_decision")
    assert not Goal.objects.exists()
