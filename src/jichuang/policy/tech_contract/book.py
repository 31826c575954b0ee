"""技术合同认定登记：参数名. Every figure, date and clause is in `parameters.toml`."""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    kinds: Parameter
    written: Parameter
    seller_applies: Parameter
    clear_goal: Parameter
    unmastered: Parameter
    innovation: Parameter
    no_rearrangement: Parameter
    no_routine_testing: Parameter
    no_basic_research: Parameter
    mastered: Parameter
    complete_solution: Parameter
    ownership_agreed: Parameter
    no_plain_sale: Parameter
    no_public_knowledge: Parameter
    technical_subject: Parameter
    scientific_assessment: Parameter
    advice_delivered: Parameter
    no_nontechnical_subject: Parameter
    no_commodity_information: Parameter
    technical_problem: Parameter
    professional_work: Parameter
    measured_result: Parameter
    no_ownership_change: Parameter
    no_routine_processing: Parameter
    no_compulsory_metrology: Parameter
    no_sale_testing: Parameter
    project_knowledge: Parameter
    named_teachers: Parameter
    no_property_transferred: Parameter
    no_staff_education: Parameter
    no_product_training: Parameter
    training_stands_alone: Parameter
    contract_brought_about: Parameter
    special_service: Parameter
    reasonable_sets: Parameter
    vat_exempt_kinds: Parameter
    amounts_before_relief: Parameter
    acceptance_days: Parameter
    acceptance_workdays: Parameter
    expert_review_from: Parameter
    number_form: Parameter
