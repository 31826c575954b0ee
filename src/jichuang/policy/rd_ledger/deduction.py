"""税前加计扣除口径, and 科技型中小企业评价 which uses the same: lines become the facts of rd-super-deduction, whose own rules limit them.

Which line falls under which head is here; caps, entrusted shares and special income are worked out by the policy's own numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jichuang.policy.algebra import Algebra
from jichuang.policy.evaluation import Evaluation
from jichuang.policy.facts import parse_all
from jichuang.policy.numbers import Number, shown
from jichuang.policy.parameters import Law
from jichuang.policy.rd_ledger.law import P
from jichuang.policy.rd_ledger.lines import Line
from jichuang.policy.rd_ledger.views import OUT, Held, Part, View, in_fen, placed, proportion, treated, yuan
from jichuang.policy.rd_super_deduction import rules
from jichuang.policy.rd_super_deduction.rules import P as Deduction
from jichuang.policy.wording import figure_text

KINDS = {
    "building_depreciation": P.deduction_building_depreciation,
    "building_rent": P.deduction_building_rent,
    "renovation": P.deduction_renovation,
    "communication": P.deduction_communication,
    "welfare": P.deduction_welfare,
    "tooling": P.deduction_tooling,
    "individual": P.deduction_individual_abroad,
}


def deduction_view(lines: Iterable[Line], year: int, *, known: date | None = None) -> View:
    """One year's lines by that year's law, as known on a day. Its total is `base` of rd-super-deduction, exactly."""
    return _Deduction(lines, year, known).view("研发费用加计扣除口径")


def tech_sme_view(lines: Iterable[Line], year: int, *, known: date | None = None) -> View:
    """研发费用 of 科技型中小企业评价 are counted as for the deduction (财税〔2015〕119号), not as for 高企."""
    return _Deduction(lines, year, known).view("科技型中小企业评价口径")


def tech_sme_facts(lines: Iterable[Line], year: int, *, known: date | None = None) -> dict[str, Decimal]:
    """`rd_expense` (yuan) for the policy tech-sme."""
    return {"rd_expense": in_fen(tech_sme_view(lines, year, known=known).total)}


def deduction_facts(lines: Iterable[Line], year: int, *, known: date | None = None) -> dict[str, Any]:
    """`tax_year`, `projects`, `entrusted_domestic`, `entrusted_overseas`, `special_income` for rd-super-deduction (yuan, before caps)."""
    return _Deduction(lines, year, known).facts()


def project_records(held: Iterable[Held]) -> list[dict[str, Decimal]]:
    """The heads of each project's own expenses, as the policy asks for them."""
    projects: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line, head, _ in held:
        if head not in (OUT, "entrusted", "special_income"):
            projects[line.project][head] += line.amount
    return [dict(heads) for heads in projects.values()]


def _abroad(share: Fraction) -> str:
    return f"委托境外按{_percent(share)}" if share else "委托境外的不得加计扣除"


def _percent(share: Decimal | Fraction) -> str:
    return figure_text(share, "")


class _Deduction:
    """The lines of one year under their heads, and what the policy lets count of them."""

    def __init__(self, lines: Iterable[Line], year: int, known: date | None) -> None:
        last_day = date(year, 12, 31)
        ledger_law = Law(P, last_day, known)
        self.year, self.law = year, rules.rd_super_deduction.law(last_day, known)
        self.held: list[Held] = [
            (line, *placed(line, P.deduction_heads, KINDS, ledger_law)) for line in lines if line.year == year
        ]

    def facts(self) -> dict[str, Any]:
        def of(head: str, place: str = "") -> Decimal:
            amounts = (n.amount for n, under, _ in self.held if under == head and place in ("", n.place))
            return sum(amounts, Decimal(0))

        return {
            "tax_year": self.year,
            "projects": project_records(self.held),
            "entrusted_domestic": of("entrusted", "home"),
            "entrusted_overseas": of("entrusted", "abroad"),
            "special_income": of("special_income"),
        }

    def worked_out(self, number: Number, **instead: Any) -> Fraction:
        """A number of the policy for these lines, perhaps with some facts in place of theirs."""
        values = parse_all(rules.rd_super_deduction.facts, {**self.facts(), **instead})
        found: Fraction = shown(Evaluation(Algebra(values), self.law), number)
        return found

    def view(self, title: str) -> View:
        parts = self._parts()
        treatments = (
            treated(line, head, rule, parts.get((head, line.project if head == "other" else line.place)))
            for line, head, rule in self.held
        )
        return View(title, self.year, tuple(treatments))

    def _parts(self) -> dict[tuple[str, str], Part]:
        """What part of a line counts, by head and (for other costs) project or (for the rest) place."""
        return self._other() | self._entrusted() | self._special_income()

    def _other(self) -> dict[tuple[str, str], Part]:
        """其他相关费用的限额：2016至2020年每个项目分别计算，2021年起全部项目统一计算；2016年以前没有限额."""
        pooled = self.law.get(Deduction.other_cap_pooled)
        cap = pooled or self.law.get(Deduction.other_cap_project)
        if cap is None:
            return {}
        found = {}
        for project in self._projects():
            within = None if pooled else project
            records = project_records(h for h in self.held if within in (None, h[0].project))
            allowed = self.worked_out(rules.other_allowed, projects=records)
            part = proportion(allowed, self._amounts("other", project=within))
            found["other", project] = Part(part, cap, f"其他相关费用限额{yuan(allowed)}，按比例计入")
        return found

    def _projects(self) -> dict[str, None]:
        return dict.fromkeys(line.project for line, head, _ in self.held if head == "other")

    def _entrusted(self) -> dict[tuple[str, str], Part]:
        """委托境内按比例；委托境外按比例，且不超过境内符合条件的研发费用的一定比例."""
        home = self.law.in_force_of(Deduction.entrusted_domestic_share)
        abroad = self.law.in_force_of(Deduction.entrusted_overseas_share)
        share = Fraction(abroad.value)
        amounts = self._amounts("entrusted", place="abroad")
        allowed = self.worked_out(rules.overseas)
        part = proportion(allowed, [amount * share for amount in amounts]) * share
        capped = part < share
        cap = self.law.in_force_of(Deduction.entrusted_overseas_cap) if capped else abroad
        why = "委托境外不得超过境内符合条件的研发费用的限额" if capped else _abroad(share)
        return {
            ("entrusted", "home"): Part(Fraction(home.value), home, f"委托境内按{_percent(home.value)}"),
            ("entrusted", "abroad"): Part(part, cap, why),
        }

    def _special_income(self) -> dict[tuple[str, str], Part]:
        """特殊收入冲减，不足冲减的按零计."""
        rule = self.law.in_force_of(Deduction.special_income_share)
        whole = self.worked_out(rules.domestic) + self.worked_out(rules.overseas)
        share = Fraction(rule.value)
        part = proportion(whole, [a * share for a in self._amounts("special_income")]) * share
        return {
            ("special_income", place): Part(-part, rule, "特殊收入按规定扣减") for place in ("home", "abroad")
        }

    def _amounts(self, head: str, *, project: str | None = None, place: str | None = None) -> list[Fraction]:
        return [
            Fraction(line.amount)
            for line, under, _ in self.held
            if under == head and project in (None, line.project) and place in (None, line.place)
        ]
