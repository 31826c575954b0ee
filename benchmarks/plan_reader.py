"""How well the plan reader finds again what people marked in the 2018 plan.

Run: python benchmarks/plan_reader.py [--misses]. A target is found when a quote overlaps the marked one and value,
upper value and unit agree; a milestone when the quotes overlap by half of the shorter one; an item when number and
title agree. Each marked entry may be matched once.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Any

from jichuang.methods.amounts import counts_whole
from jichuang.plan.data.load import load
from jichuang.plan.reader import ReadPlan, read


def overlap(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Characters two spans share."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def matched(
    marked: Sequence[Any], found: Sequence[Any], agree: Callable[[Any, Any], bool]
) -> tuple[list[Any], list[Any]]:
    """Marked entries that were missed, found entries that match nothing (each used once)."""
    left = list(found)
    missed = []
    for one in marked:
        hit = next((other for other in left if agree(one, other)), None)
        if hit is None:
            missed.append(one)
        else:
            left.remove(hit)
    return missed, left


def same_target(marked: Any, found: Any) -> bool:
    """Overlapping quotes and the same figure; any unit of pieces (家, 个, 市) agrees with any other."""
    figures = (marked.value, marked.value_max) == (found.value, found.value_max)
    units = marked.unit == found.unit or counts_whole(marked.unit.split("/")[0]) and counts_whole(found.unit)
    return overlap(marked.span, found.span) > 0 and figures and units


def same_milestone(marked: Any, found: Any) -> bool:
    """Quotes overlap by at least half of the shorter one."""
    shorter = min(marked.span[1] - marked.span[0], found.span[1] - found.span[0])
    return overlap(marked.span, found.span) * 2 >= shorter


def same_item(marked: Any, found: Any) -> bool:
    """Number and title."""
    return (marked.no, marked.title) == (found.no, found.title)


def report() -> dict[str, tuple[float, float, list[Any], list[Any]]]:
    """(recall, precision, missed, spurious) for targets, milestones, items and chapters."""
    plan = load()
    found: ReadPlan = read(plan.text)
    pairs = {
        "targets": (plan.targets, found.targets, same_target),
        "milestones": (plan.milestones, found.milestones, same_milestone),
        "items": (plan.items, found.items, same_item),
        "chapters": (plan.chapters, found.chapters, lambda one, other: one.title == other.title),
    }
    out = {}
    for name, (marked, read_back, agree) in pairs.items():
        missed, spurious = matched(marked, read_back, agree)
        recall = 1 - len(missed) / len(marked)
        precision = 1 - len(spurious) / len(read_back) if read_back else 0.0
        out[name] = (recall, precision, missed, spurious)
    return out


def main() -> None:
    """Prints the table; with --misses also what was missed and what was spurious."""
    for name, (recall, precision, missed, spurious) in report().items():
        print(f"{name:11} recall {recall:6.1%}  precision {precision:6.1%}")
        if "--misses" in sys.argv:
            for one in missed:
                print(
                    "   missed  ",
                    getattr(one, "id", ""),
                    getattr(one, "quote", one.title if hasattr(one, "title") else ""),
                )
            for one in spurious:
                figures = f"{one.comparator} {one.value} {one.unit}" if hasattr(one, "comparator") else ""
                print("   spurious", getattr(one, "quote", ""), figures)


if __name__ == "__main__":
    main()
