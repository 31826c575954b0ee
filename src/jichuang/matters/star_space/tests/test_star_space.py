"""星创天地: six conditions in words; what is from memory refuses nobody."""

from jichuang.matters.star_space.matter import STAR_SPACE as MATTER

ANSWERS = {
    "name": "青禾星创天地（演示）", "level": "provincial", "industry": "设施蔬菜", "legal_person": "是", "has_base": "是",
    "has_platform": "是", "has_mentors": "是", "has_services": "是", "has_incubation": "是",
}  # fmt: skip


def test_a_star_space_is_listed_with_its_operator(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert (entry.register, entry.attrs["host"]) == ("star_space", journey.firm.name)


def test_a_condition_from_memory_leaves_the_decision_to_people(journey):
    case = journey.file(MATTER.code, {**ANSWERS, "has_platform": "否"})
    assert case.findings["verdict"] == "manual" and case.state == "open"
