"""The Chinese words of result pages: lead sentence, subline, smallest change, what is missing, both outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from jichuang.policy.declaration import Policy
from jichuang.policy.moves import Change, Move
from jichuang.policy.results import Finding, Result
from jichuang.policy.wording import gap_text


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a page says about a result. `state` is ok | warn | bad | none for its colour; `rows` are the findings to list, in order."""

    headline: str
    subline: str
    state: str
    smallest_change: str | None
    moves: list[Move]
    missing: list[str]
    both_outcomes: str | None
    past: str | None = None
    rows: list[Finding] = field(default_factory=list)
    officer_notes: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def explain_result(policy: Policy, result: Result, change: Change | None) -> Explanation:
    story = _Story(policy, result)
    return Explanation(
        headline=story.headline(),
        subline=story.subline(),
        state={"pass": "ok", "fail": "bad", "missing": "warn", "manual": "warn"}.get(result.verdict, "none"),
        smallest_change=change.words if change else None,
        moves=list(change.moves) if change else [],
        missing=[policy.facts[key].title for key in result.missing],
        both_outcomes=story.both_outcomes(),
        past=story.past(),
        rows=[f for f in result.findings if not (f.part_of and story.is_table_of_a_score(f))],
        officer_notes=[f"恰在门槛：{f.title} {f.value_text}" for f in result.findings if f.near_edge],
        notes=result.notes,
    )


class _Story:
    """One result, read for telling."""

    def __init__(self, policy: Policy, result: Result) -> None:
        self.policy, self.result, self.words = policy, result, policy.words
        by_code = {f.code: f for f in result.findings}
        self.score = by_code.get(policy.score.code) if policy.score else None
        ways = policy.shortcut
        self.ways = [f for f in result.findings if ways is not None and f.part_of == ways.code]
        scored = {f.code for f in result.findings if f.points is not None}
        self.conditions = [f for f in result.findings if not f.alternative and f.code not in scored]
        # what bears on the score is told as points; the rest are conditions everybody must meet
        self.required = [f for f in self.conditions if not self._is_of_score(f)]

    def _is_of_score(self, finding: Finding) -> bool:
        return finding.unit == "分"

    def is_table_of_a_score(self, finding: Finding) -> bool:
        parents = {f.code for f in self.result.findings if f.points is not None}
        return finding.points is not None and finding.part_of in parents

    @property
    def way(self) -> Finding | None:
        return next((f for f in self.ways if f.state == "pass"), None)

    @property
    def failed(self) -> list[Finding]:
        return [f for f in self.required if f.state == "fail"]

    @property
    def points(self) -> tuple[int, int] | None:
        score = self.result.score
        return None if score is None else (score[0], score[1]) if isinstance(score, list) else (score, score)

    def headline(self) -> str:
        verdict, words = self.result.verdict, self.words
        if verdict == "pass":
            if self.way is not None:
                return f"{words.by_shortcut}：{self.way.title}"
            return words.passed + (f"：总分 {self._points_text()}" if self.points else "")
        if verdict == "not_applicable":
            return "本政策不适用"
        if self.failed:
            names = "；".join(f"{f.title}（{f.words}）" if f.shortfall else f.title for f in self.failed)
            return f"{words.failed}：{len(self.failed)} 项条件不满足——{names}"
        if verdict == "manual":
            return "须人工判断"
        if (short := self._short()) is not None:
            return short + (f"；{words.shortcut}" if self._way_open() else "")
        return self._to_supply()

    def _to_supply(self) -> str:
        titles = [self.policy.facts[key].title for key in self.result.missing]
        if not titles:
            return self.words.failed
        named = "、".join(titles[:3]) + ("等" if len(titles) > 3 else "")
        return f"还缺 {len(titles)} 项数据，暂不能判断：{named}"

    def _short(self) -> str | None:
        """差 8 分, when even the most points still possible do not reach the mark."""
        if self.score is None or self.points is None or not isinstance(self.score.bar, int | object):
            return None
        gap = int(self.score.bar or 0) - self.points[1]
        if gap > 0:
            return f"差 {gap} 分"
        zero = next(
            (
                f
                for f in self.conditions
                if f.unit == "分" and f.code != self.score.code and f.state == "fail"
            ),
            None,
        )
        return f"{zero.title}这一条不满足" if zero else None

    def _way_open(self) -> bool:
        return bool(self.words.shortcut) and bool(self.ways)

    def _points_text(self) -> str:
        assert self.points is not None
        low, high = self.points
        return f"{low} 分" if low == high else f"{low} 至 {high} 分"

    def subline(self) -> str:
        said = []
        if self.points is not None and self.score is not None:
            marks = [f"须达到 {gap_text(self.score.bar, '分')}"]
            marks += [f"且{f.title}" for f in self.conditions if f.unit == "分" and f.code != self.score.code]
            said.append(
                f"总分 {self._points_text()}，"
                + "".join(marks)
                + ("（已有直接条件，不看得分）" if self.way else "")
                + "。"
            )
        unmet = len(self.failed)
        unsure = sum(f.state in ("missing", "manual") for f in self.required)
        said.append(self._conditions_text(unmet, unsure))
        return "".join(said)

    def _conditions_text(self, unmet: int, unsure: int) -> str:
        absent = len(self.result.missing)
        tail = f"，有 {absent} 项缺数据。" if absent else "。"
        if unmet:
            return f"其他条件有 {unmet} 项不满足{tail}"
        if unsure:
            return f"其他条件有 {unsure} 项尚不能判断{tail}"
        return f"规模与合规条件全部满足{tail}" if self.required else ""

    def both_outcomes(self) -> str | None:
        if self.result.verdict != "missing":
            return None
        titles = "、".join(self.policy.facts[key].title for key in self.result.missing)
        worst = self._short() or self._worst()
        return f"待补充：{titles}。补充后符合要求的，{self.words.passed}；否则{worst}，{self.words.failed}。"

    def _worst(self) -> str:
        if self.points is not None and self.score is not None and self.points[0] < int(self.score.bar or 0):
            return f"最低 {self.points[0]} 分"
        return "有条件不满足"

    def past(self) -> str | None:
        """Said when a closed year's figure is what is short: it is never coached upward."""
        if self.result.verdict not in ("fail", "missing"):
            return None
        fixed = (
            {"tech_staff", "rd_expense"}
            if False
            else {f.key for f in self.policy.facts.values() if f.kind == "fixed"}
        )
        short = [
            f
            for f in self.result.findings
            if f.state == "score" and f.unit == "" and f.shortfall and not self._inner(f)
        ]
        if not short or not fixed:
            return None
        gaps = "；".join(f"{f.title}距下一档差 {gap_text(f.shortfall, f.unit)}" for f in short)
        return f"{gaps}。{self.words.past}。"

    def _inner(self, finding: Finding) -> bool:
        return self.is_table_of_a_score(finding)
