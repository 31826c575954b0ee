"""高新技术企业证书: its number, how long it is valid, what its holder has to report, and when the qualification is lost.

Every figure is a dated parameter of `hnte`; the number itself is `codes.serials.HnteCertificate`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from jichuang.codes.dates import add_months, add_years
from jichuang.policy.hnte.parameters import P
from jichuang.policy.hnte.rules import hnte
from jichuang.policy.parameters import Parameter, ParameterInForce


def valid_until(issued_on: date, *, known: date | None = None) -> date:
    """The last day (inclusive) of a certificate: three years from the day it was issued."""
    years = int(hnte.law(issued_on, known).value(P.valid_years))
    return add_years(issued_on, years) - timedelta(days=1)


def is_valid(issued_on: date, on: date, *, known: date | None = None) -> bool:
    """Whether a certificate issued on `issued_on` and never revoked is valid on a day."""
    return issued_on <= on <= valid_until(issued_on, known=known)


def number_fits(number: str, on: date, *, known: date | None = None) -> bool:
    """Whether a certificate number has the form known for that day (unverified)."""
    return re.fullmatch(str(hnte.law(on, known).value(P.number_form)), number) is not None


def annual_report_due(year: int, *, known: date | None = None) -> date:
    """The last day to file the 年度发展情况报表 of a year: in the year after it."""
    due = date(year + 1, 12, 31)
    month, day = str(hnte.law(due, known).value(P.annual_report_by)).split("-")
    return date(year + 1, int(month), int(day))


def change_report_due(changed_on: date, *, known: date | None = None) -> date:
    """The last day to report a new name or a 分立、合并、重组 or change of business."""
    return add_months(changed_on, int(hnte.law(changed_on, known).value(P.change_report_months)))


@dataclass(frozen=True, slots=True)
class Revocation:
    """One ground of 第十九条 on which the qualification is cancelled, and the year from which tax is claimed back."""

    reason: str
    ground: ParameterInForce
    since: int


def revocations(
    on: date,
    *,
    issued_on: date,
    missed_reports: Collection[int] = (),
    fraud_on: date | None = None,
    accident_on: date | None = None,
    unreported_change_on: date | None = None,
    known: date | None = None,
) -> list[Revocation]:
    """Every ground that stands on a day. `missed_reports`: the years whose report was not filed; they add up, in a row or not.

    A report that is not yet due, and a year before the certificate, count for nothing."""
    law = hnte.law(on, known)

    def ground(parameter: Parameter, reason: str, year: int) -> Revocation:
        held = law.get(parameter)
        assert held is not None
        return Revocation(reason, held, year)

    events = (
        (fraud_on, P.revoked_for_fraud, "申请认定中有严重弄虚作假行为"),
        (accident_on, P.revoked_for_accident, "发生重大安全、重大质量事故或有严重环境违法行为"),
        (unreported_change_on, P.revoked_for_silence, "未按期报告与认定条件有关的重大变化"),
    )
    found = [
        ground(parameter, reason, day.year)
        for day, parameter, reason in events
        if day is not None and day <= on
    ]
    missed = sorted(y for y in set(missed_reports) if y >= issued_on.year and annual_report_due(y) < on)
    allowed = int(law.value(P.missed_reports))
    if len(missed) >= allowed:
        years = "、".join(map(str, missed))
        found.append(
            ground(
                P.missed_reports,
                f"累计 {len(missed)} 年未填报年度发展情况报表（{years}）",
                missed[allowed - 1],
            )
        )
    return found


def income_tax(taxable: int | Fraction, on: date, *, certified: bool, known: date | None = None) -> Fraction:
    """企业所得税 on taxable income in yuan, at the rate of a certified enterprise or the ordinary one. A loss pays 0."""
    rate = hnte.law(on, known).value(P.income_tax_rate if certified else P.ordinary_tax_rate)
    return max(Fraction(taxable), Fraction(0)) * Fraction(rate)
