"""What every declaration shares: frozen, keyword-named, and refused at import when something does not fit.

Knows no matter, no Django and no database.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from functools import wraps
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

KEY = re.compile(r"^[a-z][a-z0-9_]*$")
CODE = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


class DeclarationError(ValueError):
    """声明有误。Says which declaration, which attribute, what was meant; raised while the program starts."""


@dataclass_transform(frozen_default=True)
def declaration(cls: type[T]) -> type[T]:
    """A frozen dataclass whose constructor names unknown and missing attributes and what they may have meant."""
    made = dataclass(frozen=True)(cls)
    known = [field.name for field in fields(made) if field.init]  # type: ignore[arg-type]
    needed = [
        field.name
        for field in fields(made)  # type: ignore[arg-type]
        if field.init and field.default is MISSING and field.default_factory is MISSING
    ]
    plain = made.__init__

    @wraps(plain)
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        given = {*known[: len(args)], *kwargs}
        label = _label(cls.__name__, args, kwargs)
        for name in kwargs:
            if name not in known:
                raise DeclarationError(
                    f"{label} 没有“{name}”这一项{_meant(name, known)}。可用：{'、'.join(known)}"
                )
        missing = [name for name in needed if name not in given]
        if missing:
            raise DeclarationError(f"{label} 缺少必填项：{'、'.join(missing)}")
        plain(self, *args, **kwargs)

    made.__init__ = __init__  # type: ignore[method-assign]
    return made


def _label(kind: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """`Field("staff")` for messages: the kind and the first thing that names it."""
    name = args[0] if args else kwargs.get("key") or kwargs.get("code") or kwargs.get("title") or ""
    return f'{kind}("{name}")' if isinstance(name, str) and name else kind


def _meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"，是否想写“{near[0]}”" if near else ""


def demand(condition: object, who: str, problem: str) -> None:
    """Raises DeclarationError `who: problem` unless `condition` holds."""
    if not condition:
        raise DeclarationError(f"{who}：{problem}")


def demand_key(key: str, who: str) -> None:
    """A key is lower-case English with underscores: it is stored and addressed for ever."""
    demand(KEY.match(key), who, f"键“{key}”只能用小写英文字母、数字和下划线，以字母开头")


def demand_unique(values: Iterable[str], who: str, what: str) -> None:
    """Refuses a repeated key, naming it."""
    seen: set[str] = set()
    for value in values:
        demand(value not in seen, who, f"{what}“{value}”重复")
        seen.add(value)


def nearest(name: str, known: Iterable[str]) -> str:
    """`，是否想写“x”` for a message about an unknown reference, or nothing."""
    return _meant(name, known)


Hook = Callable[..., Any]
