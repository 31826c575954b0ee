"""Files and functions stay small enough to be read at one sitting. What is larger may only shrink."""

from __future__ import annotations

import ast

from house.source import ROOT, modules, says, tree

MOST_LINES, MOST_IN_A_FUNCTION = 300, 45
# file or file::function -> its size when it was found; remove an entry as soon as it fits
LARGER_FILES: dict[str, int] = {}
LARGER_FUNCTIONS: dict[str, int] = {}


def test_no_file_is_longer_than_300_lines():
    wrong = []
    for path in modules(tests=True):
        name, lines = str(path.relative_to(ROOT)), len(path.read_text(encoding="utf-8").splitlines())
        if lines > LARGER_FILES.get(name, MOST_LINES):
            wrong.append(f"{name} has {lines} lines; split it by noun")
    assert not wrong, "\n".join(wrong)


def test_no_function_is_longer_than_45_lines():
    wrong = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                allowed = LARGER_FUNCTIONS.get(f"{path.relative_to(ROOT)}::{node.name}", MOST_IN_A_FUNCTION)
                if lines > allowed:
                    wrong.append(says(path, node.lineno, f"{node.name} has {lines} lines"))
    assert not wrong, "\n".join(wrong)


def test_the_list_of_larger_ones_only_shrinks():
    for name, size in LARGER_FILES.items():
        lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())
        assert MOST_LINES < lines <= size, f"{name} has {lines} lines: lower or remove its entry"


def test_every_module_says_what_it_is():
    wrong = [
        says(path, 1, "has no docstring")
        for path in modules()
        if path.stat().st_size and not ast.get_docstring(tree(path))
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_left_for_later_in_a_comment():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")
    wrong = [
        says(path, number, line.strip())
        for path in modules(tests=True)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if any(f"# {mark}" in line for mark in marks)
    ]
    assert not wrong, "\n".join(wrong)
