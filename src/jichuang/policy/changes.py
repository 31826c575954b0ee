"""Supposed values as a person writes them: hnte.rd_ratio.tier_a=4%, max_sales=3亿元, people_bands.0=32%.

Knows how a value may be written and what kind each parameter holds; knows no rule and judges nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jichuang.policy.declaration import Policy
from jichuang.policy.errors import PolicyError
from jichuang.policy.parameters import Law, ParameterInForce

_NUMBER = re.compile(r"([+-]?[\d,_]+(?:\.\d+)?)\s*(\D*)")
_TIMES = {
    "": Decimal(1), "%": Decimal("0.01"), "‰": Decimal("0.001"),
    "元": Decimal(1), "万": Decimal(10**4), "万元": Decimal(10**4), "亿": Decimal(10**8), "亿元": Decimal(10**8),
}  # fmt: skip
_SHARES, _MONEY = ("%", "‰"), ("元", "万", "万元", "亿", "亿元")
_TRUE, _FALSE = ("true", "是", "有"), ("false", "否", "无")
_PARTS = {"threshold": "0", "points": "1"}  # the two halves of a band by name


@dataclass(frozen=True, slots=True)
class Changed:
    """One parameter supposed otherwise, with the law it departs from."""

    held: ParameterInForce
    after: Any


def read_changes(policy: Policy, law: Law, written: Iterable[str]) -> dict[str, Any]:
    """{parameter: supposed value} of texts `key=value`. PolicyError lists the keys there are, or says how the value is written."""
    found: dict[str, Any] = {}
    for text in written:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise PolicyError(f"假设 {text!r} 应写作 参数=值，如 {_example(policy, law)}")
        held, path = _find(policy, law, name.strip())
        current = deepcopy(found.get(held.key, held.value))
        found[held.key] = _placed(held, current, path, value.strip(), name.strip())
    return found


def changed(law: Law, changes: Mapping[str, Any]) -> list[Changed]:
    """The supposed changes beside the parameters they depart from, in the order given."""
    held = {each.key: each for each in law.in_force()}
    return [Changed(held[key], value) for key, value in changes.items() if key in held]


def _example(policy: Policy, law: Law) -> str:
    first = next((p for p in law.in_force() if isinstance(p.value, int | Decimal)), None)
    return f"{policy.id}.{first.key}={first.value}" if first else f"{policy.id}.参数=值"


def _find(policy: Policy, law: Law, name: str) -> tuple[ParameterInForce, list[str]]:
    """The parameter a name stands for (dots as underscores, the policy before it or not), and the place within its table."""
    held = {each.key: each for each in law.in_force()}
    for prefix in (policy.id, policy.id.replace("-", "_"), policy.id.replace("-", ".")):
        if name.startswith(prefix + "."):
            name = name.removeprefix(prefix + ".")
            break
    parts = name.replace("-", "_").split(".")
    for cut in range(len(parts), 0, -1):
        key = "_".join(parts[:cut])
        if key in held:
            return held[key], parts[cut:]
    listed = "\n".join(
        f"  {policy.id}.{p.key}（{p.title}，现为 {shown(p.value, p.unit)}）" for p in held.values()
    )
    dated = "该日没有这项规定。" if any(p.key == "_".join(parts) for p in policy.book.all()) else ""
    raise PolicyError(f"没有参数 {name}。{dated}{law.on} 可改的有：\n{listed}")


def _placed(held: ParameterInForce, current: Any, path: list[str], text: str, name: str) -> Any:
    if not path:
        return _read(held, current, text, name)
    step, rest = _PARTS.get(path[0], path[0]), path[1:]
    if isinstance(current, dict):
        if path[0] not in current:
            raise PolicyError(f"{name}：{held.title}没有“{path[0]}”；有：{'、'.join(map(str, current))}")
        current[path[0]] = _placed(held, current[path[0]], rest, text, name)
        return current
    if not isinstance(current, list) or not step.isdigit() or int(step) >= len(current):
        there = f"0 至 {len(current) - 1}" if isinstance(current, list) else "没有下级"
        raise PolicyError(f"{name}：{held.title}的第 {path[0]} 项不存在；{there}")
    row = current[int(step)]
    if not rest and isinstance(row, list) and not text.startswith("["):
        rest = ["0"]  # a band named alone: its threshold
    current[int(step)] = _placed(held, row, rest, text, name)
    return current


def _read(held: ParameterInForce, current: Any, text: str, name: str) -> Any:
    if isinstance(current, bool):
        return _flag(text, name)
    if isinstance(current, int | Decimal):
        return _number(held, current, text, name)
    if isinstance(current, str):
        return text
    try:
        given = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError:
        raise PolicyError(
            f"{name}：{held.title}是表，请写 JSON，如 {shown(held.value, '')}，或 {name}.0=值 改其中一项"
        ) from None
    if not _alike(given, current):
        raise PolicyError(f"{name}：形状与现行值不同；现行为 {shown(held.value, '')}")
    return given


def _flag(text: str, name: str) -> bool:
    if text.lower() in _TRUE or text.lower() in _FALSE:
        return text.lower() in _TRUE
    raise PolicyError(f"{name}：收到 {text!r}，应为 是 或 否")


def _number(held: ParameterInForce, current: int | Decimal, text: str, name: str) -> int | Decimal:
    match = _NUMBER.fullmatch(text)
    suffix = match[2].strip() if match else ""
    share = held.unit.startswith("比例") and current <= 10
    allowed = (
        *(_SHARES if share else ()),
        *(_MONEY if "元" in held.unit else ()),
        held.unit.split()[0] if held.unit else "",
        "",
    )
    if match is None or suffix not in allowed:
        ways = (
            "4%、4‰ 或 0.04"
            if share
            else "3000000、300万元 或 3亿元"
            if "元" in held.unit
            else f"数（{held.unit}）"
        )
        raise PolicyError(f"{name}：收到 {text!r}，{held.title}应写作 {ways}")
    value = Decimal(match[1].replace(",", "").replace("_", "")) * _TIMES.get(suffix, Decimal(1))
    if share and not suffix and value > 1 >= current:
        raise PolicyError(f"{name}：{held.title}是比例，{text} 请写作 {text}% 或 {value / 100}")
    if value < 0 and current >= 0:
        raise PolicyError(f"{name}：{held.title}不能为负")
    return int(value) if value == value.to_integral_value() else value


def _alike(given: Any, current: Any) -> bool:
    """Whether a JSON value has the shape of the value in force: same kinds in the same places; lists may be longer or shorter."""
    if isinstance(current, bool) or isinstance(given, bool):
        return isinstance(current, bool) and isinstance(given, bool)
    if isinstance(current, int | Decimal):
        return isinstance(given, int | Decimal) and given >= 0
    if isinstance(current, list):
        if not isinstance(given, list) or not given:
            return False
        pair = len(current) == 2 and not isinstance(current[0], list | dict | str)
        likes = current if pair and len(given) == 2 else [current[0]] * len(given)
        return all(_alike(one, like) for one, like in zip(given, likes, strict=True))
    if isinstance(current, dict):
        return isinstance(given, dict) and all(
            k in current and _alike(v, current[k]) for k, v in given.items()
        )
    return isinstance(given, type(current))


def shown(value: Any, unit: str) -> str:
    """A parameter's value in one line: 4%, 500 人, [[0.3, 20], …] as JSON."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal):
        if unit == "比例":
            return f"{(Decimal(value) * 100).normalize():f}%"
        return f"{Decimal(value):f} {unit}".strip()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)
