"""Survey answers serve statistics alone: they leave the returns through one read, and one module may call it.

Approval, prefill of others, supervision and named lists cannot reach them: the imports say so, and so does the data model.
"""

from __future__ import annotations

import ast
from pathlib import Path

from house.source import SOURCE, modules, room_of, says, tree

READ = "jichuang.returns.reads.surveys"
TABULATION = SOURCE / "indicators" / "reads" / "tabulation.py"
FROZEN_ONLY = {"frozen_periods"}
"""Names of the read that give no answer: which periods are frozen."""
MODELS = "jichuang.returns.models"
ADMINISTRATIVE = {"matters"}
"""Rooms whose declared consequences receive a late return; a survey may declare none."""
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


def test_one_module_of_the_house_reads_survey_answers():
    wrong = [
        says(path, line, f"imports {module}.{name}")
        for path in outside()
        for line, module, name in imported(path)
        if f"{module}.{name}".startswith(READ) and path != TABULATION and name not in FROZEN_ONLY
    ]
    assert not wrong, "\n".join(wrong)
    assert any(module == READ for _, module, _ in imported(TABULATION)), "the test looks at the wrong module"


def test_nobody_outside_the_returns_holds_a_filing_and_only_declared_consequences_and_the_demonstration_a_row():
    wrong = []
    for path in outside():
        for line, module, name in imported(path):
            if module.startswith(MODELS) and (
                name == "Filing" or (name == "Owed" and room_of(path) not in {*ADMINISTRATIVE, "demo"})
            ):
                wrong.append(says(path, line, f"imports {name} of the returns"))
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
