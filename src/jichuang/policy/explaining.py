"""The Chinese words of result pages: lead sentence, subline, smallest change, what is missing, both outcomes.

Everything a page, a guide or an officer's panel says about a result comes from here; figures are put in words by `wording`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jichuang.policy.algebra import FAIL, MANUAL, MISSING, NOT_APPLICABLE, PASS, SCORE
from jichuang.policy.conditions import Condition, Group, Leaf, Where
from jichuang.policy.declaration import Policy
from jichuang.policy.moves import Change, Move
from jichuang.policy.results import CONDITION, MARK, POINTS, Finding, Result
from jichuang.policy.wording import gap_text, span_text

_COLOURS = {PASS: "ok", FAIL: "bad", MISSING: "warn", MANUAL: "warn", NOT_APPLICABLE: "none"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a page says about a result.

    `state` is ok | warn | bad | none for its colour; `rows` are the findings to list, in order (tables that were weighed inside one
    score, and conditions of other cases, are left out); `past` says why a closed year is not coached;
    `depends` are the items that only a person decides and on which the verdict depends; `officer_notes` are for officers only, never for visitors."""

    headline: str
    subline: str
    state: str
    smallest_change: str | None
    moves: list[Move]
    missing: list[str]
    both_outcomes: str | None
    past: str | None = None
    rows: list[Finding] = field(default_factory=list)
    depends: list[str] = field(default_factory=list)
    officer_notes: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def explain_result(
    policy: Policy, result: Result, change: Change | None, differing: tuple[str, ...] = ()
) -> Explanation:
    """Put a result into words; `change` is the smallest change that would reach a pass, if any; `differing` from an earlier filing."""
    story = _Story(policy, result)
    rows = [f for f in result.findings if f not in story.tables and not f.elsewhere]
    return Explanation(
        headline=story.headline(),
        subline=story.subline(),
        state=_COLOURS[result.verdict],
        smallest_change=change.words if change else None,
        moves=list(change.moves) if change else [],
        missing=story.missing,
        both_outcomes=story.both_outcomes(),
        past=story.past(),
        rows=rows,
        depends=story.depends,
        officer_notes=[*(f"恰在门槛：{f.title} {f.value_text}" for f in rows if f.near_edge), *differing],
        notes=result.notes,
    )


@dataclass(frozen=True, slots=True)
class _Need:
    """One requirement as it is told: a condition of its own, or several of which one suffices."""

    title: str
    state: str
    words: str = ""


def _open(finding: Finding) -> str:
    """An item that only a person decides: with the points it may get, or why."""
    if isinstance(finding.points, tuple):
        return f"{finding.title}（{span_text(*finding.points)} 分）"
    return finding.title + ("" if finding.verified else "（条款未核）")


def _needs(policy: Policy, findings: list[Finding]) -> Iterator[_Need]:
    choices = {group.code: group for group in _choices(policy.condition) if group is not policy.shortcut}
    for finding in findings:
        if finding.kind == CONDITION and not finding.alternative:
            yield _Need(finding.title, finding.state, f"（{finding.words}）" if finding.shortfall else "")
        elif finding.part_of in choices:
            group = choices.pop(finding.part_of)
            yield _chosen(group.title, [f for f in findings if f.part_of == group.code])


def _choices(condition: Condition) -> Iterator[Group]:
    """The named groups of single conditions of which one suffices."""
    if isinstance(condition, Group) and condition.how == "any" and condition.code:
        if all(isinstance(member, Leaf | Where) for member in condition.conditions):
            yield condition
        return
    for member in condition.members():
        if isinstance(member, Condition):
            yield from _choices(member)


def _chosen(title: str, ways: list[Finding]) -> _Need:
    """What several ways come to: one that holds suffices."""
    states = [f.state for f in ways if f.state != NOT_APPLICABLE]
    if not states:
        return _Need(title, NOT_APPLICABLE)
    state = next(s for s in (PASS, MISSING, MANUAL, FAIL) if s in states)
    return _Need(title, state, f"（{'、'.join(f.title for f in ways)}，须有一项满足）")


class _Story:
    """One result, sorted for telling: what everybody must meet, the marks to reach, and the ways around the score."""

    def __init__(self, policy: Policy, result: Result) -> None:
        self.words, self.verdict = policy.words, result.verdict
        self.missing = [policy.facts[key].title for key in result.missing]
        self.depends = [_open(f) for f in result.findings if f.code in result.depends]
        self.required = list(_needs(policy, result.findings))
        self.ways = [
            f for f in result.findings if policy.shortcut is not None and f.part_of == policy.shortcut.code
        ]
        marks = [f for f in result.findings if f.kind == MARK and not f.alternative]
        self.mark = next((f for f in marks if policy.score is not None and f.code == policy.score.code), None)
        self.other_marks = [f for f in marks if f is not self.mark]
        scores = {f.code for f in result.findings if f.kind == POINTS}
        self.tables = [
            f for f in result.findings if f.kind == POINTS and f.alternative and f.part_of in scores
        ]
        self.scores = [f for f in result.findings if f.kind == POINTS and f not in self.tables]
        spread = result.score if isinstance(result.score, list) else [result.score, result.score]
        self.low: int | None = spread[0]
        self.high: int | None = spread[1]

    @property
    def way(self) -> Finding | None:
        return next((f for f in self.ways if f.state == PASS), None)

    @property
    def unmet(self) -> list[_Need]:
        return [f for f in self.required if f.state == FAIL]

    def headline(self) -> str:
        if self.verdict == PASS:
            return self._passed()
        if self.verdict == NOT_APPLICABLE:
            return "本政策不适用"
        if self.unmet:
            names = "；".join(need.title + need.words for need in self.unmet)
            return f"{self.words.failed}：{len(self.unmet)} 项条件不满足——{names}"
        if self.verdict == MANUAL:
            return self.words.undecided + (f"：总分 {self._points()}" if self._ranges() else "")
        if short := self._short():
            return short + (f"；{self.words.shortcut}" if self.ways and self.words.shortcut else "")
        return self._to_supply() if self.missing else self.words.failed

    def _passed(self) -> str:
        if self.way is not None:
            return f"{self.words.by_shortcut}：{self.way.title}"
        return self.words.passed + (f"：总分 {self._points()}" if self.low is not None else "")

    def _to_supply(self) -> str:
        return f"还缺 {len(self.missing)} 项数据，暂不能判断：{self._named(3)}"

    def _named(self, most: int) -> str:
        more = f"等 {len(self.missing)} 项" if len(self.missing) > most else ""
        return "、".join(self.missing[:most]) + more

    def _short(self) -> str:
        """差 8 分, when even the most points still possible do not reach the mark; or which other mark is not reached."""
        if self.mark is not None and self.mark.state == FAIL and self.high is not None:
            return f"差 {int(self.mark.bar or 0) - self.high} 分"
        lost = next((f for f in self.other_marks if f.state == FAIL), None)
        return f"不满足“{lost.title}”" if lost else ""

    def _points(self) -> str:
        return f"{self.low} 分" if self.low == self.high else f"{self.low} 至 {self.high} 分"

    def _ranges(self) -> bool:
        return self.low is not None and self.low != self.high

    def _on_what(self) -> str:
        """For a person to decide: the items the verdict depends on, and what the least and the most points would mean."""
        if self.verdict != MANUAL or not self.depends:
            return ""
        ends = ""
        if self.mark is not None and self.mark.state == MANUAL and self._ranges():
            ends = f"；最低 {self.low} 分不达标，最高 {self.high} 分达标"
        few = "、".join(self.depends[:3]) + ("等" if len(self.depends) > 3 else "")
        return f"结论取决于 {len(self.depends)} 项：{few}{ends}。"

    def subline(self) -> str:
        said = ""
        if self.mark is not None:
            marks = "且".join(
                [f"须达到 {gap_text(self.mark.bar, self.mark.unit)}", *(f.title for f in self.other_marks)]
            )
            said = f"总分 {self._points()}，{marks}" + ("；已有直接条件，不看得分。" if self.way else "。")
        return said + self._conditions() + self._on_what()

    def _conditions(self) -> str:
        tail = f"，有 {len(self.missing)} 项缺数据。" if self.missing else "。"
        unsure = sum(f.state in (MISSING, MANUAL) for f in self.required)
        if self.unmet:
            return f"{self.words.conditions}有 {len(self.unmet)} 项不满足{tail}"
        if unsure:
            return f"{self.words.conditions}有 {unsure} 项尚不能判断{tail}"
        return f"{self.words.conditions}全部满足{tail}" if self.required else ""

    def both_outcomes(self) -> str | None:
        """What the answer becomes when the absent data turn out well, and when they do not."""
        if self.verdict != MISSING:
            return None
        worst = self._short()
        if (
            not worst
            and self.mark is not None
            and self.low is not None
            and self.low < int(self.mark.bar or 0)
        ):
            worst = f"最低只有 {self.low} 分"
        otherwise = f"否则{worst}，{self.words.failed}" if worst else f"否则{self.words.failed}"
        return f"待补充：{self._named(5)}。补充后符合要求的，{self.words.passed}；{otherwise}。"

    def past(self) -> str | None:
        """Said when a closed year's figure is short of the next band: it is never coached upward."""
        short = [f for f in self.scores if f.state == SCORE and f.shortfall and not f.coachable]
        if self.verdict not in (FAIL, MISSING) or not short:
            return None
        gaps = "，".join(f"{f.title}距下一档差 {gap_text(f.shortfall, f.unit)}" for f in short)
        return f"{gaps}；{self.words.past}。"
