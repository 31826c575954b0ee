"""材料: one paper of a matter's list, with what the catalogue demands of every paper. Knows no matter."""

from __future__ import annotations

from jichuang.hall.declare import Material


def paper(
    key: str, title: str, *, blank: str = "无固定格式", required: bool = True, help: str = ""
) -> Material:
    """A material with its blank form and a sample named after it."""
    return Material(key, title, required=required, blank_form=blank, sample=f"{title}样例（演示）", help=help)
