"""A policy as it is declared: facts, parameters, what it requires, how it scores, what it grants, and its own few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.amounts import Amount, AmountsKnown
from jichuang.policy.conditions import Compare, Condition, Group, Leaf, Where, needed, within
from jichuang.policy.errors import DateError, DeclarationError, FactError
from jichuang.policy.evaluation import Evaluation, Judgement
from jichuang.policy.facts import Fact, Figure
from jichuang.policy.numbers import Number, aligned
from jichuang.policy.parameters import Book, Law
from jichuang.policy.scores import BestOf, Reaches, Score
from jichuang.policy.wording import title_text


@dataclass(frozen=True)
class Words:
    """The phrases of one policy that its result pages are made of."""

    passed: str = "符合条件"
    failed: str = "不符合条件"
    shortcut: str = ""  # what to say about the alternatives to a score, when the score does not suffice
    by_shortcut: str = "直接符合条件"
    conditions: str = "其他条件"
    undecided: str = "须人工判断"  # the headline where only a person can decide
    past: str = "上年度实际发生额不能更改；如有漏归集请按清单核对，须有账册凭证"
    effort: str = ""  # what "cheapest" counts in the smallest change
    lever: str = "再取得"


@dataclass(frozen=True)
class Consistent:
    """A number that can never exceed another (`part` of `whole`); a contradiction is a FactError, never a verdict."""

    part: Number
    whole: Number
    says: str

    @property
    def fact(self) -> Fact:
        """The fact an error names."""
        found: Fact = next(self.part.facts())
        return found

    def broken(self, ev: Evaluation) -> Value:
        """Whether the part exceeds the whole; unknown where either is."""
        part, whole = aligned(ev, self.part.amount(ev), self.whole.amount(ev))
        return ev.algebra.more_than(part.units, whole.units)


@dataclass(frozen=True)
class Row:
    """One node in reading order, with where it stands in the tree and in which cases it applies at all."""

    node: Leaf | Score
    part_of: str
    alternative: bool
    cases: tuple[Condition, ...] = ()

    def in_case(self, law: Law) -> str:
        """最近一年销售收入不超过5,000万元的，: the cases that compare with the law, in words; others speak for themselves."""
        if not self.cases:
            return ""
        said = [
            case
            for case in self.cases
            if all(isinstance(each, Compare) for each in case.members() or (case,))
        ]
        each = (leaf for case in said for leaf in case.members() or (case,))
        words = "且".join(title_text(leaf.title, law.value(leaf.parameter), leaf.unit) for leaf in each)
        return f"{words}的，" if words else ""

    def judge(self, ev: Evaluation) -> Judgement:
        """The judgement of a leaf where it stands."""
        assert isinstance(self.node, Leaf)
        found = self.node.judge(ev)
        for case in self.cases:
            found = within(ev, case, found)
        return found


@dataclass(frozen=True, eq=False)
class Policy:
    """`verdict` = everything in `require`, and `pass_if`. `score` is the score shown; `shortcut` the group that waives it.

    `law_of` is the fact that says of which year the law applies (its last day), where that is not the law of the day of business."""

    id: str
    title: str
    book: type[Book]
    facts: Mapping[str, Fact]
    require: tuple[Condition, ...] = ()
    pass_if: Condition | None = None
    score: Score | None = None
    shortcut: Condition | None = None
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    law_of: Figure | None = None
    consistent: tuple[Consistent, ...] = ()
    words: Words = Words()

    def __post_init__(self) -> None:
        used = {f.key for node in (*self.require, self.pass_if) if node is not None for f in node.facts()}
        used |= {f.key for amount in self.amounts.values() for f in amount.facts()}
        if unknown := used - set(self.facts):
            raise DeclarationError(f"{self.id}：规则用了未列入 facts 的事实：{sorted(unknown)}")

    @cached_property
    def condition(self) -> Condition:
        """The whole rule as one condition."""
        conditions = (*self.require, *((self.pass_if,) if self.pass_if else ()))
        if self.law_of is not None:
            conditions = (needed(self.law_of), *conditions)
        return Group("all", self.id, self.title, conditions or (AmountsKnown(self.amounts.values()),))

    def law(self, on: date, known: date | None = None, changes: Mapping[str, Any] | None = None) -> Law:
        """The parameters in force; DateError when no law is known for that day. Changes may be named `hnte.rd_ratio.tier_a`."""
        if changes:
            return Law(self.book, on, known, {self.parameter_key(k): v for k, v in changes.items()})
        return _law(self, on, known)

    def parameter_key(self, name: str) -> str:
        """The key of a parameter by its dotted name: `hnte.rd_ratio.tier_a` is `rd_ratio_tier_a`."""
        return name.removeprefix(f"{self.id}.").replace(".", "_")

    def law_for(
        self,
        values: Mapping[str, Any],
        on: date,
        known: date | None = None,
        changes: Mapping[str, Any] | None = None,
    ) -> Law:
        """The law that applies to these facts: that of their year where `law_of` names one, else that of the day of business.

        FactError when no law is known for that year, DateError for that day."""
        named = None if self.law_of is None else values.get(self.law_of.key)
        if self.law_of is None or named is None:
            return self.law(on, known, changes)
        self.law(on)  # the day of business is no day without law either
        try:
            law = self.law(date(named, 12, 31), known)
            held = {each.key for each in law.in_force()}
            supposed = {k: v for k, v in (changes or {}).items() if self.parameter_key(k) in held}
            return self.law(law.on, known, supposed) if supposed else law
        except DateError as error:
            raise FactError(
                self.law_of.key, named, error.problem, error.expected, title=self.law_of.title
            ) from None

    def rules(self, on: date, known: date | None = None) -> list[Row]:
        """Every leaf and score that is law on that day, in reading order, for guides and pages."""
        return list(self.rows(self.law(on, known)))

    def rows(self, law: Law) -> tuple[Row, ...]:
        """`rules`, for a law at hand."""
        return _rows_under(self, law)


@lru_cache(maxsize=512)
def _rows_under(policy: Policy, law: Law) -> tuple[Row, ...]:
    found: dict[int, Row] = {}
    for node in (*policy.require, *((policy.pass_if,) if policy.pass_if else ())):
        for row in _rows(node, law, "", False, ()):
            found.setdefault(id(row.node), row)
    return tuple(found.values())


def _rows(
    node: Condition | Score, law: Law, part_of: str, alternative: bool, cases: tuple[Condition, ...]
) -> Iterator[Row]:
    if not node.is_law(law):
        return
    if isinstance(node, Where):
        yield from _rows(node.condition, law, part_of, alternative, (node.case, *cases))
    elif isinstance(node, Group):
        # an unnamed "any" joins a shortcut with the ordinary way: only the named group inside it holds mere alternatives
        inner = alternative or (node.how == "any" and bool(node.code))
        for member in node.conditions:
            yield from _rows(member, law, node.code or part_of, inner, cases)
    elif isinstance(node, Reaches):
        for score in node.score.members() or (node.score,):
            yield from _rows(score, law, node.code, alternative, cases)
        yield Row(node, part_of, alternative, cases)
    elif isinstance(node, Score):
        yield Row(node, part_of, alternative)
        for part in node.members():
            yield from _rows(part, law, node.code, alternative or isinstance(node, BestOf), cases)
    elif isinstance(node, Leaf):
        yield Row(node, part_of, alternative, cases)


def facts_of(*facts: Fact) -> dict[str, Fact]:
    """Facts by key, in the order a form asks for them."""
    return {fact.key: fact for fact in facts}


@lru_cache(maxsize=512)
def _law(policy: Policy, on: date, known: date | None) -> Law:
    return Law(policy.book, on, known)
