"""方法说明: what a version is made of and how it was computed, in sentences, generated from the scheme itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jichuang.indicators import catalogue
from jichuang.indicators.index.scheme import RECIPE, Content, Line
from jichuang.indicators.index.sheet import Figures

STEP_TITLES = {"impute": "缺数", "winmax": "离群值", "normalise": "归一化", "aggregate": "合成"}


def method_note(
    content: Content, figures: Figures, results: Mapping[str, Any]
) -> list[tuple[str, list[str]]]:
    """(heading, sentences) in reading order."""
    leaves = [line for line in content.lines if not line.aggregate]
    pillars = [line for line in content.lines if line.aggregate]
    missing = sum(value is None for line in leaves for value in figures.columns.get(line.code, ()))
    whole = len(leaves) * len(figures.units)
    steps = [f"{STEP_TITLES[step]}：{RECIPE[step][word]}。" for step, word in content.recipe.items()]
    noise = int(float(results["noise"]) * 100)
    return [
        ("评价对象", [f"共 {len(figures.units)} 个：{'、'.join(figures.names[:20])}{'等' if len(figures.names) > 20 else ''}。"]),
        ("指标体系", [f"{len(pillars)} 个一级指标、{len(leaves)} 项指标。", *(_told(line, content) for line in content.lines)]),
        ("数据", [
            *sorted({f"来源：{source}。" for source in figures.sources.values()}),
            *(f"分母：{one.says}。" for one in figures.denominators.values()),
            f"应有 {whole} 个数，缺 {missing} 个。缺数不当作零。",
        ]),
        ("计算步骤", [*steps, "一级指标之下有数的指标不足三分之二的，该一级指标不计分。"]),
        ("等次", [f"{name}：{bar:g} 分及以上。" for name, bar in content.grades] or ["不划等次。"]),
        ("名次有多可靠", [
            f"把各项权重各自上下浮动 {noise}%，并轮流去掉任一项指标，重算 {results['runs']} 次；名次区间是其中九成情形所在的范围。",
            "区间重叠的两个地区，名次先后不宜引申。", *(f"{one}。" for one in results["notices"]),
        ]),
        *([("说明", [content.note])] if content.note else []),
    ]  # fmt: skip


def share_of(line: Line, content: Content) -> str:
    """The line's weight among its siblings, as 42.9%."""
    siblings = [one.weight for one in content.lines if one.parent == line.parent]
    return f"{line.weight / sum(siblings) if sum(siblings) else 0:.1%}"


def _told(line: Line, content: Content) -> str:
    parts = [f"{'' if line.aggregate else '　'}{line.title}：占上级 {share_of(line, content)}"]
    if not line.aggregate:
        parts.append("越大越好" if line.direction > 0 else "越小越好")
        if line.denominator:
            by = f"除以{catalogue.get(line.denominator).title}"
            parts.append(by if line.times == 1 else f"{by}再乘 {line.times:g}")
        parts.append(f"单位{line.unit}" if line.unit else "")
        parts.append(f"标准 {line.standard:g}" if line.standard is not None else "")
        parts.append(
            f"上下限 {line.low:g}–{line.high:g}" if line.low is not None and line.high is not None else ""
        )
        parts.append(f"出处 {line.source}" if line.source else "")
    return "，".join(part for part in parts if part) + "。"
