"""The policies there are, and the questions everybody asks of them. Knows no applicant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jichuang.policy.academician_station.rules import academician_station
from jichuang.policy.agri_park.rules import agri_park
from jichuang.policy.atse.rules import atse
from jichuang.policy.checking import examine
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import FactError, PolicyError
from jichuang.policy.explaining import Explanation, explain_result
from jichuang.policy.guidance_fund.rules import guidance_fund
from jichuang.policy.guiding import GuideLine, guide_lines
from jichuang.policy.hebei_tech_sme.rules import hebei_tech_sme
from jichuang.policy.hnte.rules import hnte
from jichuang.policy.hnte_post_subsidy.rules import hnte_post_subsidy
from jichuang.policy.hnte_reserve.rules import hnte_reserve
from jichuang.policy.incubator.rules import incubator
from jichuang.policy.innovation_voucher.rules import innovation_voucher
from jichuang.policy.instrument_duty.rules import instrument_duty
from jichuang.policy.instrument_subsidy.rules import instrument_subsidy
from jichuang.policy.integrity.rules import integrity
from jichuang.policy.key_laboratory.rules import key_laboratory
from jichuang.policy.loss_carry_forward.rules import loss_carry_forward
from jichuang.policy.maker_space.rules import maker_space
from jichuang.policy.moves import smallest_change
from jichuang.policy.new_rd_institution.rules import new_rd_institution
from jichuang.policy.parameters import ParameterInForce
from jichuang.policy.project_form_review.rules import project_form_review
from jichuang.policy.rd_super_deduction.rules import rd_super_deduction
from jichuang.policy.results import Result
from jichuang.policy.risk_compensation.rules import risk_compensation
from jichuang.policy.sanity import differences
from jichuang.policy.science_report.rules import science_report
from jichuang.policy.service_clocks.rules import service_clocks
from jichuang.policy.star_space.rules import star_space
from jichuang.policy.tech_contract.rules import tech_contract
from jichuang.policy.tech_sme.rules import tech_sme
from jichuang.policy.tech_transfer_income.rules import tech_transfer_income
from jichuang.policy.technology_centre.rules import technology_centre
from jichuang.policy.transfer_body.rules import transfer_body

POLICIES: dict[str, Policy] = {
    policy.id: policy
    for policy in (
        academician_station,
        agri_park,
        atse,
        guidance_fund,
        hebei_tech_sme,
        hnte,
        hnte_post_subsidy,
        hnte_reserve,
        incubator,
        innovation_voucher,
        instrument_duty,
        instrument_subsidy,
        integrity,
        key_laboratory,
        loss_carry_forward,
        maker_space,
        new_rd_institution,
        project_form_review,
        rd_super_deduction,
        risk_compensation,
        science_report,
        service_clocks,
        star_space,
        tech_contract,
        tech_sme,
        tech_transfer_income,
        technology_centre,
        transfer_body,
    )
}


def ids() -> list[str]:
    """The ids of all policies."""
    return list(POLICIES)


def get(policy_id: str) -> Policy:
    """The declared policy; PolicyError listing the ids there are."""
    if policy_id not in POLICIES:
        raise PolicyError(f"没有政策 {policy_id!r}；已有：{'、'.join(POLICIES)}")
    return POLICIES[policy_id]


def check(
    policy_id: str,
    facts: Mapping[str, object],
    *,
    on: date,
    known: date | None = None,
    reference: Mapping[str, object] | None = None,
) -> Result:
    """Judge one set of facts by the law of `on` as known on `known` (None: everything recorded).

    Amounts of money in yuan; absent or None = missing. FactError names a bad fact, DateError a day without law.
    `reference`: figures already known (the register); money about 10,000 times off is said in the notes."""
    one = get(policy_id)
    return examine(one, _without_day(one, facts, on), on=on, known=known, reference=reference)


def _without_day(one: Policy, facts: Mapping[str, object], on: date) -> Mapping[str, object]:
    """The facts, of which `on` may be one: the day of business, and no other day. FactError where the two differ."""
    if "on" not in facts or "on" in one.facts:
        return facts
    said = facts["on"]
    if said not in (None, on, str(on)):
        raise FactError("on", said, "与业务日期不一致", str(on), title="业务日期")
    return {key: value for key, value in facts.items() if key != "on"}


def explain(result: Result, *, earlier: Mapping[str, object] | None = None) -> Explanation:
    """All Chinese words of a result page, with the smallest change by future levers.

    `earlier`: an earlier filing; closed figures that differ from it are said in `officer_notes`."""
    policy = get(result.policy)
    change = None
    if result.verdict in ("fail", "missing"):
        law = policy.law_for(result.facts, result.on, result.known)
        change = smallest_change(policy, result.facts, law)
    return explain_result(policy, result, change, tuple(differences(policy, result.facts, earlier or {})))


def schema(policy_id: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of the facts, each with title, unit and kind fixed | recheck | future."""
    return schema_of(get(policy_id))


def schema_of(policy: Policy) -> dict[str, Any]:
    """`schema` for a policy at hand."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": policy.title,
        "type": "object",
        "properties": {key: fact.schema() for key, fact in policy.facts.items()},
        "additionalProperties": False,
    }


def parameters(policy_id: str, *, on: date, known: date | None = None) -> list[ParameterInForce]:
    """Every parameter in force on a day, in the order of the parameter file."""
    return get(policy_id).law(on, known).in_force()


def guide(policy_id: str, *, on: date, known: date | None = None) -> list[GuideLine]:
    """The rule of a day in words, in reading order, for guide pages."""
    return guide_lines(get(policy_id), on, known)
