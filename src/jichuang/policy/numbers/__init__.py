"""Exact numbers of a rule: whole numbers of a declared scale, sums, products, quotients and shares.

A quantity is an integer count of 10**-scale units with a bound on its size, so products that could leave 64 bits are widened
and a ratio is compared by cross-multiplication. No float ever decides anything; nothing is divided except where the law rounds.
"""

from __future__ import annotations

from jichuang.policy.numbers.brackets import by_bracket, most_relief
from jichuang.policy.numbers.number import (
    DATE,
    Combined,
    Constant,
    EitherWay,
    Number,
    either_way,
    greatest,
    least,
    number,
)
from jichuang.policy.numbers.quantity import WIDEST, Quantity, aligned, constant, product, rescaled
from jichuang.policy.numbers.ratios import (
    Measurable,
    Quotient,
    Share,
    defined,
    fraction_of,
    quotient,
    reaches,
    rounded,
    share,
    shown,
    sides,
    unit_of,
)

__all__ = [
    "DATE",
    "WIDEST",
    "Combined",
    "Constant",
    "EitherWay",
    "Measurable",
    "Number",
    "Quantity",
    "Quotient",
    "Share",
    "aligned",
    "by_bracket",
    "constant",
    "defined",
    "either_way",
    "fraction_of",
    "greatest",
    "least",
    "most_relief",
    "number",
    "product",
    "quotient",
    "reaches",
    "rescaled",
    "rounded",
    "share",
    "shown",
    "sides",
    "unit_of",
]
