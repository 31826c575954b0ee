"""指标树的检查: what a list of elements must be to be one tree. Knows elements by their fields only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

from jichuang.methods.composite.errors import CompositeError, listed


class Node(Protocol):
    """What the checks read of an element."""

    @property
    def code(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def weight(self) -> float: ...
    @property
    def direction(self) -> int: ...
    @property
    def aggregate(self) -> bool: ...


def check(elements: Sequence[Node]) -> None:
    """Raises CompositeError for the first fault found, in the order a person would mend them."""
    if not elements:
        raise CompositeError("empty", "指标体系中没有任何指标")
    _codes(elements)
    _parents(elements)
    _cycles(elements)
    _roots(elements)
    _numbers(elements)
    _weights(elements)


def levels(elements: Sequence[Node]) -> Mapping[str, int]:
    """Code -> level of a checked tree."""
    found = {each.code: 1 for each in elements if not each.aggregate}
    waiting = [each for each in elements if each.aggregate]
    while waiting:
        for each in list(waiting):
            below = [child.code for child in elements if child.parent == each.code]
            if all(code in found for code in below):
                found[each.code] = 1 + max(found[code] for code in below)
                waiting.remove(each)
    return found


def _codes(elements: Sequence[Node]) -> None:
    seen: set[str] = set()
    for each in elements:
        if not each.code:
            raise CompositeError("no_code", "指标体系中有一个指标没有代码")
        if each.code in seen:
            raise CompositeError("repeated_code", f"代码“{each.code}”在指标体系中出现了两次")
        seen.add(each.code)


def _parents(elements: Sequence[Node]) -> None:
    aggregates = {each.code for each in elements if each.aggregate}
    every = {each.code for each in elements}
    for each in elements:
        if each.parent is None:
            continue
        if each.parent not in every:
            raise CompositeError("unknown_parent", f"“{each.code}”的上级“{each.parent}”不在指标体系中")
        if each.parent not in aggregates:
            raise CompositeError(
                "parent_is_indicator", f"“{each.code}”的上级“{each.parent}”是指标，不能有下级"
            )
    parents = {each.parent for each in elements}
    for each in elements:
        if each.aggregate and each.code not in parents:
            raise CompositeError("no_children", f"“{each.code}”下面没有任何指标")


def _cycles(elements: Sequence[Node]) -> None:
    above = {each.code: each.parent for each in elements}
    for each in elements:
        path, at = [each.code], each.parent
        while at is not None:
            path.append(at)
            if at in path[:-1]:
                raise CompositeError("cycle", f"指标体系成环：{' → '.join(path[path.index(at) :])}")
            at = above[at]


def _roots(elements: Sequence[Node]) -> None:
    roots = [each.code for each in elements if each.parent is None]
    if len(roots) > 1:
        raise CompositeError("several_roots", f"指标体系应只有一个最上级，现有：{listed(roots)}")
    if not next(each for each in elements if each.parent is None).aggregate:
        raise CompositeError("no_aggregate", f"指标“{roots[0]}”上面没有指数")


def _numbers(elements: Sequence[Node]) -> None:
    for each in elements:
        if each.direction not in (1, -1):
            raise CompositeError("direction", f"“{each.code}”的方向是 {each.direction}，只能是 1 或 -1")
        if not math.isfinite(each.weight) or each.weight < 0:
            raise CompositeError("weight", f"“{each.code}”的权重是 {each.weight}，应为不小于 0 的数")


def _weights(elements: Sequence[Node]) -> None:
    for parent in elements:
        below = [each for each in elements if each.parent == parent.code]
        if below and sum(each.weight for each in below) == 0:
            names = listed([each.code for each in below])
            raise CompositeError("zero_weights", f"“{parent.code}”之下各项权重之和为 0：{names}")
