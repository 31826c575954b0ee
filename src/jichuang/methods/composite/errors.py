"""出错的说法: what was wrong with what was handed in. Knows no table and no page."""

from __future__ import annotations


class CompositeError(ValueError):
    """指数算不出来: `code` is stable for programs, the text is Chinese and names the unit, column or element.

    A fault is raised before any figure is given: the engine never answers with a silent NaN.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def listed(names: list[str] | tuple[str, ...], most: int = 5) -> str:
    """`甲、乙、丙等 7 个`: at most `most` names, so that a message stays one sentence."""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等 {len(names)} 个"
