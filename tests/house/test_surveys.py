"""Survey answers serve statistics alone: they leave the returns through one read, and only tabulations may call it.

Approval, prefill of others, supervision and named lists cannot reach them: the imports say so, and so does the data model.
"""

from __future__ import annotations

import ast
from pathlib import Path

from house.source import SOURCE, modules, room_of, says, tree

READ = "jichuang.returns.reads.surveys"
TABULATIONS = {SOURCE / "indicators" / "reads" / name for name in ("tabulation.py", "flows.py")}
"""The quarterly survey's and the flow survey's: each hands out tables after statistical secrecy, never a row."""
FROZEN_ONLY = {"frozen_periods"}
"""Names of the read that give no answer: which periods are frozen."""
MODELS = "jichuang.returns.models"
ANSWERS = {"answers", "rough", "explanations"}
"""Attributes of a return that hold what a unit told."""
BEHIND = ("returns_filing", "returns_owed", "owed_returns", "frozen__answers", "filings__answers")
"""Names of tables and relations that would reach answers without an import."""


def imported(path: Path) -> list[tuple[int, str, str]]:
    """(line, module, name) of every import."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.lineno, node.module, one.name) for one in node.names]
        elif isinstance(node, ast.Import):
            found += [(node.lineno, one.name, "") for one in node.names]
    return found


def outside() -> list[Path]:
    """Modules of every room but the returns themselves."""
    return [path for path in modules() if room_of(path) != "returns"]


def test_only_the_tabulations_of_the_house_read_survey_answers():
    wrong = [
        says(path, line, f"imports {module}.{name}")
        for path in outside()
        for line, module, name in imported(path)
        if f"{module}.{name}".startswith(READ) and path not in TABULATIONS and name not in FROZEN_ONLY
    ]
    assert not wrong, "\n".join(wrong)
    for path in TABULATIONS:
        assert any(module == READ for _, module, _ in imported(path)), f"{path.name} reads no survey"


def test_nobody_outside_the_returns_holds_a_filing_and_whoever_holds_a_row_reads_no_answer():
    wrong = []
    for path in outside():
        held = [(line, name) for line, module, name in imported(path) if module.startswith(MODELS)]
        wrong += [
            says(path, line, "imports Filing of the returns") for line, name in held if name == "Filing"
        ]
        if path not in TABULATIONS and any(name == "Owed" for _, name in held):
            wrong += [
                says(path, node.lineno, f"reads {node.attr} of a return")
                for node in ast.walk(tree(path))
                if isinstance(node, ast.Attribute) and node.attr in ANSWERS
            ]
    assert not wrong, "\n".join(wrong)


def test_supervision_and_approval_import_nothing_that_holds_answers():
    wrong = [
        says(path, line, f"imports {module}")
        for path in outside()
        if room_of(path) in {"plan", "law", "hall", "review", "registry"}
        for line, module, _ in imported(path)
        if module.startswith(("jichuang.returns", "jichuang.indicators.reads.tabulation"))
    ]
    assert not wrong, "\n".join(wrong)


def test_nobody_reaches_answers_by_the_name_of_a_table_or_relation():
    wrong = [
        says(path, node.lineno, f"names {word}")
        for path in outside()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant | ast.Attribute)
        for word in BEHIND
        if word in (node.attr if isinstance(node, ast.Attribute) else str(node.value))
    ]
    assert not wrong, "\n".join(wrong)


def test_what_the_read_hands_out_has_no_field_for_a_name():
    text = (SOURCE / "returns" / "reads" / "surveys.py").read_text(encoding="utf-8")
    shape = next(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef))
    fields = {
        node.target.id
        for node in shape.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert fields == {"home", "answers"}
