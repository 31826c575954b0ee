"""Whether supposed changes can only ease a rule, or only tighten it, for everybody and however gaps are filled.

Read from the tree alone: a lower bar of 不低于, a table that gives no fewer points anywhere, a longer list of what is admitted. Where that
cannot be read off (a worked-out bar, a change within a case) the answer is `MIXED`, and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from jichuang.policy.conditions import Compare, Condition, Group, OneOf, Opposite, Where
from jichuang.policy.parameters import Law, Parameter
from jichuang.policy.scores import Band, Bands, BestOf, Reaches, Score, Total

EASES, TIGHTENS, MIXED, SAME = "eases", "tightens", "mixed", "same"
_OTHER_WAY = {EASES: TIGHTENS, TIGHTENS: EASES, MIXED: MIXED, SAME: SAME}


def direction(condition: Condition, now: Law, then: Law) -> str:
    """EASES: whoever passes now passes then. TIGHTENS: whoever passes then passes now. SAME: no difference. MIXED: not to be said."""
    return _joined(_of_condition(condition, now, then))


def _joined(ways: Iterable[str]) -> str:
    found = set(ways) - {SAME}
    return found.pop() if len(found) == 1 else MIXED if found else SAME


def _of_condition(node: Condition, now: Law, then: Law) -> Iterator[str]:
    if isinstance(node, Group):
        for member in node.conditions:
            yield from _of_condition(member, now, then)
    elif isinstance(node, Opposite):
        yield _OTHER_WAY[direction(node.condition, now, then)]
    elif isinstance(node, Where):
        yield from _of_condition(node.condition, now, then)
        yield MIXED if _differ(node.case.parameters(), now, then) else SAME
    else:
        yield _of_terminal(node, now, then)


def _of_terminal(node: Condition, now: Law, then: Law) -> str:
    if isinstance(node, Reaches):
        return _joined((_bar(node.parameter, False, now, then), _of_score(node.score, now, then)))
    if isinstance(node, OneOf):
        return _listed(node, now, then)
    if isinstance(node, Compare) and isinstance(node.bar, Parameter):
        fixed = MIXED if _differ(node.measured.parameters(), now, then) else SAME
        return _joined((_bar(node.bar, not node.rises, now, then), fixed))
    return MIXED if _differ(node.parameters(), now, then) else SAME


def _bar(bar: Parameter, upper: bool, now: Law, then: Law) -> str:
    """A bar moved: an upper limit eases when it rises, a lower one when it falls."""
    if not _differ([bar], now, then):
        return SAME
    before, after = now.value(bar), then.value(bar)
    return EASES if (after > before) == upper else TIGHTENS


def _listed(node: OneOf, now: Law, then: Law) -> str:
    if not _differ([node.parameter], now, then):
        return SAME
    before, after = set(now.value(node.parameter)), set(then.value(node.parameter))
    longer = EASES if node.wanted else TIGHTENS
    return longer if before <= after else _OTHER_WAY[longer] if after <= before else MIXED


def _of_score(score: Score, now: Law, then: Law) -> str:
    if isinstance(score, Bands):
        other = score.doubtful.parameters() if score.doubtful is not None else ()
        fixed = MIXED if _differ((*score.measured.parameters(), *other), now, then) else SAME
        return _joined((_table(score, now, then), fixed))
    if isinstance(score, BestOf | Total):
        cap = score.cap if isinstance(score, Total) else None
        capped = SAME if cap is None else _bar(cap, True, now, then)
        return _joined((capped, *(_of_score(member, now, then) for member in score.members())))
    return MIXED if _differ(score.parameters(), now, then) else SAME


def _table(score: Bands, now: Law, then: Law) -> str:
    """Both tables compared at and around every threshold of either."""
    if not _differ([score.table], now, then):
        return SAME
    before, after = score.rows(now), score.rows(then)
    at = sorted({Fraction(row.threshold) for row in (*before, *after)})
    step = min((b - a for a, b in zip(at, at[1:], strict=False)), default=Fraction(1)) / 2
    pairs = [(_points(before, x), _points(after, x)) for t in at for x in (t - step, t, t + step)]
    up = all(a[0] >= b[0] and a[1] >= b[1] for b, a in pairs)
    down = all(a[0] <= b[0] and a[1] <= b[1] for b, a in pairs)
    return SAME if up and down else EASES if up else TIGHTENS if down else MIXED


def _points(rows: list[Band], value: Fraction) -> tuple[int, int]:
    """The points of a value, by rows from the highest threshold down."""
    for row in rows:
        if value > row.threshold or (value == row.threshold and not row.above):
            return row.low, row.high
    return 0, 0


def _differ(parameters: Iterable[Parameter], now: Law, then: Law) -> bool:
    found = [(now.get(p), then.get(p)) for p in parameters]
    return any((a and a.value) != (b and b.value) for a, b in found)
