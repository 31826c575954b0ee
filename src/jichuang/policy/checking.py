"""Checks one set of facts against one policy: verdict, score, amounts, findings. Knows the tree, not the Chinese of result pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from jichuang.policy.algebra import FAIL, MANUAL, NOT_APPLICABLE, PASS, Algebra
from jichuang.policy.amounts import Worked, lacking, worked_out
from jichuang.policy.conditions import Compare, Leaf, Multiple, Must, OfWord
from jichuang.policy.declaration import Policy, Row
from jichuang.policy.errors import FactError
from jichuang.policy.evaluation import Evaluation, Measure
from jichuang.policy.facts import FUTURE, parse_all
from jichuang.policy.numbers import DATE, shown
from jichuang.policy.parameters import Law
from jichuang.policy.results import CONDITION, MARK, POINTS, Finding, Result, plain
from jichuang.policy.sanity import wrong_units
from jichuang.policy.scores import Bands, BestOf, ByCase, Reaches, Score
from jichuang.policy.wording import STATE_WORDS, beside_text, figure_text, remark, span_text, title_text

SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "multiple": "整数倍于"}
NEAR = Fraction(2, 100)  # 恰在门槛: within this share of a threshold


def examine(
    policy: Policy,
    facts: Mapping[str, object],
    *,
    on: date,
    known: date | None = None,
    changes: Mapping[str, Any] | None = None,
    reference: Mapping[str, object] | None = None,
) -> Result:
    """The full answer for one set of facts. FactError for a bad or contradictory fact, DateError for a day without law."""
    if isinstance(on, str) or not isinstance(on, date):
        raise FactError("on", on, "不是日期", "业务日期（年-月-日）")
    values = parse_all(policy.facts, facts)
    law = policy.law_for(values, on, known, changes)
    refuse_contradictions(policy, law, values, facts)
    ev = Evaluation(Algebra(values), law)
    score = policy.score.mark(ev) if policy.score is not None and policy.score.is_law(law) else None
    return Result(
        policy=policy.id,
        on=on,
        known=known,
        verdict=verdict_of(ev, policy),
        score=None if score is None else score.low if score.low == score.high else [score.low, score.high],
        amounts=_amounts(ev, policy),
        findings=[_finding(ev, row) for row in policy.rows(law)],
        missing=tuple(_missing(ev, policy)),
        depends=tuple(_depends(ev, policy)),
        facts={key: value for key, value in facts.items() if value is not None},
        notes=(*law.notes, *_blanks(policy, facts), *wrong_units(policy, values, reference or {})),
    )


def _amounts(ev: Evaluation, policy: Policy) -> dict[str, Worked]:
    """Every amount; none of them while it is not said of which year the law applies."""
    if policy.law_of is not None and ev.algebra.read(policy.law_of.key) is None:
        return dict.fromkeys(policy.amounts)
    return {key: worked_out(ev, amount) for key, amount in policy.amounts.items()}


def _blanks(policy: Policy, given: Mapping[str, object]) -> Iterator[str]:
    """What was read into the facts that were left out."""
    left_out = [f for key, f in policy.facts.items() if f.blank is not None and given.get(key) is None]
    if left_out:
        yield "没有填写的按下列处理：" + "；".join(f"{f.title}，{f.blank_text}" for f in left_out)


def verdict_of(ev: Evaluation, policy: Policy) -> Any:
    """The state of the whole rule in this algebra."""
    found = policy.condition.judge(ev)
    return ev.algebra.state(found.applies, found.holds, found.lacks)


def refuse_contradictions(
    policy: Policy, law: Law, values: Mapping[str, Any], given: Mapping[str, object]
) -> None:
    """FactError for the first pair of facts that cannot both be true."""
    ev = Evaluation(Algebra(values), law)
    for pair in policy.consistent:
        if pair.broken(ev) is True:
            fact, whole = pair.fact, plain(shown(ev, pair.whole))
            names = "、".join(f.title for f in pair.whole.facts())
            raise FactError(
                fact.key, given[fact.key], pair.says, f"不超过{names}（{whole}）", title=fact.title
            )


def _missing(ev: Evaluation, policy: Policy) -> Iterator[str]:
    """Absent facts that could still decide the verdict; where it is decided and nothing failed, those the amounts need."""
    found = policy.condition.judge(ev).holds
    if found is None:
        nodes = [n for n in policy.condition.undecided(ev) if not _for_experts(ev, n)]
        wanted = {f.key for node in nodes for f in node.lacking(ev)}
    else:
        wanted = {f.key for amount in policy.amounts.values() if found for f in lacking(ev, amount)}
    yield from (key for key in policy.facts if key in wanted)


def _depends(ev: Evaluation, policy: Policy) -> Iterator[str]:
    """Where nothing has failed: the findings that no fact decides, but experts or whoever verifies the law."""
    if policy.condition.judge(ev).holds is not None:
        return
    for node in policy.condition.undecided(ev):
        if _for_experts(ev, node) or (isinstance(node, Leaf) and node.judge(ev).lacks is not True):
            yield node.code


def _for_experts(ev: Evaluation, node: Any) -> bool:
    """Whether a score is open only because experts give it."""
    return isinstance(node, Score) and node.mark(ev).lacks is not True


class _Ground(NamedTuple):
    """What a finding says by the law alone."""

    clause: str
    cite: str
    verified: bool
    coachable: bool


def _ground(law: Law, node: Leaf | Score) -> _Ground:
    def work(law: Law) -> _Ground:
        through = [node.parameter] if isinstance(node, Leaf) else list(node.parameters())
        held = law.get(through[0])
        assert held is not None  # what is not law on this day has no row
        coachable = any(fact.kind == FUTURE for fact in node.facts())
        return _Ground(held.clause, held.cite, not law.unverified(through), coachable)

    return law.once(node, "ground", work)


def _finding(ev: Evaluation, row: Row) -> Finding:
    node, law = row.node, ev.law
    return _of_score(ev, node, row, law) if isinstance(node, Score) else _of_leaf(ev, node, row, law)


def _of_leaf(ev: Evaluation, node: Leaf, row: Row, law: Law) -> Finding:
    held, found, measure = law.get(node.parameter), row.judge(ev), node.measure(ev)
    assert held is not None  # a leaf that is not law on this day has no row
    state = ev.algebra.state(found.applies, found.holds, found.lacks)
    how = node.how if isinstance(node, Compare | Multiple) else "at_least"
    compared = measure.bar is not None and not isinstance(measure.bar, bool)
    return Finding(
        code=node.code,
        title=row.in_case(law) + title_text(node.title, measure.bar, node.unit),
        state=state,
        value=measure.value,
        bar=measure.bar,
        shortfall=measure.shortfall,
        unit=node.unit,
        clause=held.clause,
        cite=held.cite,
        words="不具备"
        if row.alternative and state == FAIL
        else _short_of(ev, node, state, measure) or remark(state, measure.shortfall, node.unit, how),
        value_text=_value_text(ev, node, measure),
        bar_text=f"{SIGNS[how]} {figure_text(measure.bar, node.unit)}" if compared else "",
        part_of=row.part_of,
        alternative=row.alternative,
        verified=held.status != "unverified",
        near_edge=compared and isinstance(node, Compare) and _at_edge(node.unit, measure),
        kind=MARK if isinstance(node, Reaches) else CONDITION,
        elsewhere=bool(row.cases) and state == NOT_APPLICABLE,
        coachable=any(fact.kind == FUTURE for fact in node.facts()),
    )


def _of_score(ev: Evaluation, node: Score, row: Row, law: Law) -> Finding:
    mark, told = node.mark(ev), _telling(ev, node)
    measure = told.measure(ev)
    held = law.get(next(told.parameters()))
    assert held is not None  # a score that is not law on this day has no row
    settled = mark.low == mark.high
    state = ev.algebra.score_state(mark.applies, settled, mark.lacks)
    gap = remark(state, measure.shortfall, told.unit, "at_least")
    if not settled:
        gap = f"{'专家评定' if state == MANUAL else gap} {span_text(mark.low, mark.high)} 分"
    return Finding(
        code=node.code,
        title=node.title,
        state=state,
        value=measure.value,
        bar=measure.bar,
        shortfall=measure.shortfall,
        unit=told.unit,
        clause=held.clause,
        cite=held.cite,
        points=mark.low if settled else (mark.low, mark.high),
        max_points=node.highest(law),
        words="；".join(filter(None, ("" if told is node else f"按{told.title}", gap))),
        value_text=beside_text(measure.value, measure.bar, told.unit),
        bar_text=_band_text(told, law, measure.bar),
        part_of=row.part_of,
        alternative=row.alternative,
        verified=not law.unverified(node.parameters()),
        near_edge=isinstance(told, Bands)
        and told.unit == ""
        and _near(measure.value, [row.threshold for row in told.rows(law)]),
        kind=POINTS,
        elsewhere=isinstance(node, ByCase) and state == NOT_APPLICABLE,
        coachable=any(fact.kind == FUTURE for fact in node.facts()),
    )


def _telling(ev: Evaluation, node: Score) -> Score:
    """The table that gave the points: of several, the first with the most (so far)."""
    if not isinstance(node, BestOf):
        return node
    tables = [s for s in node.scores if s.is_law(ev.law)]
    applying = [s for s in tables if s.mark(ev).applies is not False] or tables
    best = max(applying, key=lambda s: (s.mark(ev).low, (s.measure(ev).value or 0) > 0))
    return _telling(ev, best)


def _band_text(node: Score, law: Law, bar: Any) -> str:
    """The next band in words: 下一档 5% 为 40 分."""
    if not isinstance(node, Bands) or bar is None:
        return ""
    row = next(row for row in node.rows(law) if row.threshold == bar)
    return f"{figure_text(bar, node.unit)} 为 {span_text(row.low, row.high)} 分"


def _short_of(ev: Evaluation, node: Leaf, state: str, measure: Measure) -> str:
    """Of a mark while the score is a range: what even the most points lack, or what the least would."""
    if not isinstance(node, Reaches) or state == PASS:
        return ""
    mark = node.score.mark(ev)
    if mark.low == mark.high:
        return ""
    gap = int(measure.bar) - (mark.high if state == FAIL else mark.low)
    return f"至少差 {gap} 分" if state == FAIL else f"{STATE_WORDS[state]}，最低差 {gap} 分"


def _at_edge(unit: str, measure: Measure) -> bool:
    """恰在门槛; of things counted one by one only where one of them is less than that share of the bar."""
    fine = unit == "" or (unit != DATE and abs(measure.bar) * NEAR >= 1)
    return fine and _near(measure.value, [measure.bar])


def _value_text(ev: Evaluation, node: Leaf, measure: Measure) -> str:
    if measure.value is None:
        return ""
    if isinstance(node, Reaches):
        mark = node.score.mark(ev)
        return f"{span_text(mark.low, mark.high)} 分"
    if isinstance(node, Must):
        return node.flag.says[0] if measure.value else node.flag.says[1]
    return (
        node.fact.shown(measure.value)
        if isinstance(node, OfWord)
        else beside_text(measure.value, measure.bar, node.unit)
    )


def _near(value: Any, thresholds: list[Any]) -> bool:
    if not isinstance(value, Fraction):
        return False
    return any(t and abs(value - Fraction(t)) <= NEAR * abs(Fraction(t)) for t in thresholds)
