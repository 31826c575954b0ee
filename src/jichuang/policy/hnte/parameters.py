"""The parameters of 高新技术企业认定 by name; their values and citations are in `parameters.toml`."""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    min_days: Parameter
    own_ip: Parameter
    own_ip_count: Parameter
    fields: Parameter
    tech_staff_min: Parameter
    rd_small_sales: Parameter
    rd_middle_sales: Parameter
    rd_ratio_tier_a: Parameter
    rd_ratio_tier_b: Parameter
    rd_ratio_tier_c: Parameter
    domestic_rd_min: Parameter
    product_income_min: Parameter
    score_pass: Parameter
    no_violation: Parameter
    technology_max: Parameter
    support_max: Parameter
    ip_class1_bands: Parameter
    ip_class2_bands: Parameter
    ip_way_own: Parameter
    ip_way_acquired: Parameter
    bonus_max: Parameter
    ip_cap: Parameter
    transformation_bands: Parameter
    management_system_max: Parameter
    research_body_max: Parameter
    transformation_system_max: Parameter
    talent_max: Parameter
    net_assets_growth_bands: Parameter
    sales_growth_bands: Parameter
    growth_one_year: Parameter
    publicity_workdays: Parameter
    valid_years: Parameter
    number_form: Parameter
    annual_report_by: Parameter
    change_report_months: Parameter
    whole_relocation: Parameter
    missed_reports: Parameter
    revoked_for_fraud: Parameter
    revoked_for_accident: Parameter
    revoked_for_silence: Parameter
    income_tax_rate: Parameter
    ordinary_tax_rate: Parameter
