"""Money is counted in whole fen or exact decimals: a float loses a cent and an auditor finds it."""

from __future__ import annotations

import ast
import re

from house.source import calls, modules, says, tree

MONEY = re.compile(r"(^|_)(fen|yuan|amount|amounts|money|price|sales|assets|expense|budget|subsidy|fee)(_|$)")


def test_no_column_is_a_float():
    wrong = [
        says(path, call.lineno, "FloatField; use BigIntegerField (fen) or DecimalField")
        for path in modules()
        for name, call in calls(path)
        if name == "FloatField"
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_called_money_is_annotated_as_a_float():
    wrong = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
                name = node.arg if isinstance(node, ast.arg) else getattr(node.target, "id", "")
                if MONEY.search(name) and "float" in ast.unparse(node.annotation):
                    wrong.append(says(path, node.lineno, f"{name}: {ast.unparse(node.annotation)}"))
    assert not wrong, "\n".join(wrong)


def test_nothing_called_money_is_turned_into_a_float():
    wrong = [
        says(path, call.lineno, ast.unparse(call))
        for path in modules()
        for name, call in calls(path)
        if name == "float"
        and call.args
        and MONEY.search(ast.unparse(call.args[0]).split(".")[-1].strip("()"))
    ]
    assert not wrong, "\n".join(wrong)
