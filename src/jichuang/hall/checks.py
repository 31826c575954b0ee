"""Django system checks: the installation refuses to start on a matter that must not be published.

Checks the declarations always; the pinned versions of open cases with `check --database default`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from jichuang.hall.catalogue import Catalogue, catalogue
from jichuang.hall.models import Case
from jichuang.hall.terms import CaseState

FAULT = "hall.E001"
UNDECLARED = "hall.E002"


def declaration_errors(declared: Catalogue) -> list[CheckMessage]:
    """One error for every unreachable stage, empty guide element and catch-all material."""
    return [
        Error(fault, obj=key, hint="请在事项目录中补全后再启动。", id=FAULT)
        for key, fault in declared.faults()
    ]


def version_errors(declared: Catalogue) -> list[CheckMessage]:
    """One error for every version that an open case is pinned to and no declaration answers."""
    live = Case.objects.filter(state__in=[CaseState.OPEN, CaseState.SUPPLEMENT]).order_by()
    pinned = live.values_list("matter", "version").distinct()
    return [
        Error(
            f"有未办结的办件固定在事项“{code}”第{version}版，但没有声明这一版",
            hint=f"请在该事项的文件夹中用 v{version}.py 声明旧版本（只写差别）。",
            id=UNDECLARED,
        )
        for code, version in declared.undeclared(pinned)
    ]


def check_catalogue(**_: Any) -> list[CheckMessage]:
    """Runs with every `check`."""
    return declaration_errors(catalogue)


def check_pinned_versions(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Runs when a database is named, once the table exists."""
    if not databases or "default" not in databases:
        return []
    if Case._meta.db_table not in connections["default"].introspection.table_names():
        return []
    return version_errors(catalogue)


def declare() -> None:
    """Registers both checks; Django keeps each once."""
    register(check_catalogue, Tags.models)
    register(check_pinned_versions, Tags.database)
