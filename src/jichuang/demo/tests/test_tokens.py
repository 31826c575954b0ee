"""`jichuang demo token`: for the cast only, by name or role, never on a deployment."""

from __future__ import annotations

import json
from datetime import date

import pytest

from jichuang.accounts.models import User
from jichuang.base.errors import Refused
from jichuang.demo import tokens
from jichuang.demo.cast import PERSONAS
from jichuang.demo.commands import run
from jichuang.hall.reads.tokens import caller_of
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint


@pytest.fixture
def officer(on_day):
    """韩梅, as the demonstration makes her."""
    on_day(date(2018, 9, 30))
    user = User.objects.create_user("city", "x", name="韩梅（演示）", demonstration=True)
    appoint(user=user, role=Role.CITY_OFFICER, valid_from=date(2018, 1, 1), by=None, home="130100")
    return user


@pytest.mark.parametrize("role", ["city", "city_officer"])
def test_a_person_of_the_cast_gets_a_token_by_name_or_by_role(officer, capsys, role):
    assert run(["token", "--as", role]) == 0
    assert caller_of(capsys.readouterr().out.strip()).user == officer
    assert run(["token", "--as", role, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["username"] == "city"


def test_an_unknown_role_is_refused_with_the_names_there_are(officer, capsys):
    assert run(["token", "--as", "minister"]) == 1
    assert "outsider" in capsys.readouterr().err


def test_a_deployment_gives_no_such_token(officer, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(Refused, match="演示账号"):
        tokens.issue("city")


def test_an_account_that_is_none_of_the_cast_gets_none(officer):
    User.objects.update(demonstration=False)
    with pytest.raises(Refused):
        tokens.issue("city")


def test_every_role_of_the_cast_leads_to_its_first_person():
    for one in PERSONAS:
        assert tokens.persona(one.username) is one
        if one.role:
            assert tokens.persona(one.role).role == one.role
