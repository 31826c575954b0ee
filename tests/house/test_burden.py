"""减负: what the registry already holds is never asked without being filled in from there, in any form of the house."""

from __future__ import annotations

from collections.abc import Iterator

from jichuang.hall import catalogue
from jichuang.hall.declare import Form, Purpose
from jichuang.registry import facts
from jichuang.returns import catalogue as returns
from jichuang.returns.declare.periods import Frequency

# (form, field): what the field asks is not what the registry holds under that name
ANOTHER_THING = {
    ("service-body", "staff"): "专职服务人员, a part of the staff",
    ("transfer-body", "staff"): "专职人员, a part of the staff",
    ("maker-space", "staff"): "专职人员 of the space",
    ("atse", "legal_person"): "whether it is a legal person, not who",
    ("incubator", "legal_person"): "whether it is a legal person, not who",
    ("maker-space", "legal_person"): "whether it is a legal person, not who",
    ("star-space", "legal_person"): "whether it is a legal person, not who",
    ("key-laboratory", "name"): "the laboratory, not the unit that runs it",
    ("technology-centre", "name"): "the centre, not the unit that runs it",
    ("incubator", "name"): "the incubator, not the unit that runs it",
    ("maker-space", "name"): "the space, not the unit that runs it",
    ("star-space", "name"): "the space, not the unit that runs it",
    ("sustainable-zone", "name"): "the zone, not the unit that applies",
}
TITLES = {fact.title: fact.key for fact in (*facts.KEYS, *facts.PARTY_KEYS)}


def forms() -> Iterator[tuple[str, Form]]:
    """Every form that is filled in: each matter for each purpose it has, and each return."""
    for matter in catalogue.all():
        yield matter.code, matter.form
        for purpose in Purpose:
            if matter.follow_up(purpose) is not None:
                yield matter.code, matter.life(purpose.value).form
    for one in returns.every():
        # the registry holds figures of closed years, not of quarters; a survey under the Statistics Law reads no register
        if one.frequency is Frequency.YEAR and one.survey is None:
            yield one.code, one.form


def held(field) -> bool:
    """Whether the registry has a fact of that key or of that very title."""
    return any(facts.find(key) for key in (field.key, field.fact) if key) or field.title in TITLES


def test_no_field_that_the_registry_holds_is_asked_without_prefill():
    wrong = {
        f"{code}.{field.key} “{field.title}”: declare prefill"
        for code, form in forms()
        for field in form.fields
        if held(field) and field.prefill is None and (code, field.key) not in ANOTHER_THING
    }
    assert not wrong, "\n".join(sorted(wrong))


def test_the_list_of_other_things_only_shrinks():
    asked = {
        (code, field.key)
        for code, form in forms()
        for field in form.fields
        if held(field) and field.prefill is None
    }
    assert set(ANOTHER_THING) <= asked, f"remove {set(ANOTHER_THING) - asked}"


def test_every_form_says_what_it_costs_to_fill_in():
    free = {code for code, form in forms() if form.fields and not form.minutes}
    assert not free, f"{free}: declare minutes"
