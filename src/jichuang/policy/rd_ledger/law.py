"""The dated, cited parameters of the three calibers."""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    hnte_heads: Parameter
    hnte_entrusted_share: Parameter
    hnte_other_cap: Parameter
    other_cap_base: Parameter
    hnte_building_depreciation: Parameter
    hnte_building_rent: Parameter
    hnte_renovation: Parameter
    hnte_communication: Parameter
    hnte_welfare: Parameter
    hnte_tooling: Parameter
    hnte_individual_abroad: Parameter
    deduction_heads: Parameter
    deduction_building_depreciation: Parameter
    deduction_building_rent: Parameter
    deduction_renovation: Parameter
    deduction_communication: Parameter
    deduction_welfare: Parameter
    deduction_tooling: Parameter
    deduction_individual_abroad: Parameter
