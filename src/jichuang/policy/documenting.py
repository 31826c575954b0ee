"""A reference page for each policy, made from its own files: rule, facts, every value its parameters ever had, and its cases.

`jichuang policy docs DIR` writes them; a house test compares them with what is in the repository. Knows Markdown; judges nothing.
"""

from __future__ import annotations

import inspect
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from jichuang.policy.amount_titles import amount_title
from jichuang.policy.changes import shown
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import DateError
from jichuang.policy.facts import Choice, Day, Fact, Figure, Record, Records, Sequence
from jichuang.policy.guiding import GuideLine, guide_lines
from jichuang.policy.library import get, ids
from jichuang.policy.parameters import STATUSES, Book, DatedValue
from jichuang.policy.rd_ledger.law import P as CALIBERS

INDEX = "README.md"
LEDGER, LEDGER_TITLE = "rd-ledger", "研发费用台账的三种口径"  # parameters of no policy: several read them
_KINDS = {"fixed": "既成事实", "recheck": "须再核对", "future": "可以争取"}
_VERDICTS = {
    "pass": "符合",
    "fail": "不符合",
    "missing": "缺数据",
    "manual": "须人工判断",
    "not_applicable": "不适用",
}
_STATUS_WORDS = {
    "official": "与发文机关文本核对过",
    "republished": "与转载文本核对过",
    "unverified": "凭记忆或推定，未核实",
}
_MADE = "<!-- 由 `jichuang policy docs docs/reference/policies` 生成，请勿手改 -->"
_LONGEST = 160  # characters of a value in a table cell


def pages() -> dict[str, str]:
    """{file name: text} of every page and the index."""
    of_policies = {f"{policy_id}.md": policy_page(get(policy_id)) for policy_id in ids()}
    return {INDEX: index_page(), **of_policies, f"{LEDGER}.md": ledger_page()}


def ledger() -> dict[str, Counter[str]]:
    """{policy or LEDGER: values by status}, with the total under ""."""
    books = {**{each: get(each).book for each in ids()}, LEDGER: CALIBERS}
    found = {key: Counter(v.status for v in values(book)) for key, book in books.items()}
    total: Counter[str] = sum(found.values(), Counter())
    return {**found, "": total}


def values(book: type[Book]) -> list[DatedValue]:
    """Every value every parameter of a book ever had."""
    return [value for parameter in book.all() for value in parameter.values]


def index_page() -> str:
    counts = ledger()
    lines = [
        _MADE,
        "",
        "# 政策规则库",
        "",
        "每项政策一页：规则、事实、参数（含历次取值、出处、核对情况）和算例，都由规则文件生成。",
        "",
    ]
    lines += [
        *_table(
            ("政策", "名称", "参数取值", *STATUSES, "算例"),
            [*(_index_row(each, counts[each]) for each in ids()), _ledger_row(counts[LEDGER])],
        ),
        "",
    ]
    total = counts[""]
    lines += [
        "## 核对情况",
        "",
        f"共 {len(ids())} 项政策、{sum(total.values())} 个参数取值（含台账口径）：",
        "",
    ]
    lines += [f"- {status}（{_STATUS_WORDS[status]}）：{total[status]}" for status in STATUSES]
    lines += [
        "",
        "每个取值都写明文件、条款、施行与印发日期和核对日。unverified 的取值照样列出，但不会据以判不符合，只提请人工判断。",
        "",
    ]
    return "\n".join(lines)


def _index_row(policy_id: str, counts: Counter[str]) -> tuple[object, ...]:
    policy = get(policy_id)
    cases = sum(len(found["case"]) for _, found in _case_files(policy))
    return (
        f"[{policy_id}]({policy_id}.md)",
        policy.title,
        sum(counts.values()),
        *(counts[s] for s in STATUSES),
        cases,
    )


def _ledger_row(counts: Counter[str]) -> tuple[object, ...]:
    return f"[{LEDGER}]({LEDGER}.md)", LEDGER_TITLE, sum(counts.values()), *(counts[s] for s in STATUSES), "—"


def ledger_page() -> str:
    """The page of the three calibers: no rule of their own, only which line falls under which head."""
    lines = [_MADE, "", f"# {LEDGER_TITLE}（{LEDGER}）", ""]
    lines += [f"一行支出在每种口径下归入哪一类、计入多少。限额和委托比例见各政策。[全部政策]({INDEX})", ""]
    return "\n".join([*lines, *_parameters(CALIBERS)])


def policy_page(policy: Policy) -> str:
    """The page of one policy."""
    on = latest_law(policy)
    lines = [_MADE, "", f"# {policy.title}（{policy.id}）", ""]
    lines += [f"规则按 {on} 有效的规定列出；参数列出历次取值。[全部政策]({INDEX})", "", "## 规则", ""]
    lines += [*(_sentence(line) for line in guide_lines(policy, on)), ""]
    if policy.amounts:
        lines += ["测算结果：" + "、".join(f"`{key}` {amount_title(key)}" for key in policy.amounts), ""]
    lines += [
        "## 事实",
        "",
        *_table(("键", "名称", "单位", "性质", "取值", "说明"), map(_fact, policy.facts.values())),
        "",
    ]
    lines += [*_parameters(policy.book), "## 算例", ""]
    for name, found in _case_files(policy):
        lines += [f"`{name}`", "", *_table(("算例", "日期", "结果"), map(_case, found["case"])), ""]
    return "\n".join(lines)


def _parameters(book: type[Book]) -> Iterator[str]:
    yield from ("## 参数", "")
    for parameter in book.all():
        unit = f"（{parameter.unit}）" if parameter.unit else ""
        yield from (f"### `{parameter.key}` {parameter.title}{unit}", "")
        rows = (_value(value, parameter.unit) for value in parameter.values)
        yield from (*_table(("取值", "适用", "印发", "出处", "核对", "附注"), rows), "")


def latest_law(policy: Policy) -> date:
    """The last day on which some value of the policy begins and there is law."""
    for day in sorted({value.valid_from for value in values(policy.book)}, reverse=True):
        try:
            policy.law(day)
        except DateError:
            continue
        return day
    raise DateError("on", None, "没有可以适用的规定", "至少一个取值")


def _sentence(line: GuideLine) -> str:
    indent = "  " if line.part_of else ""
    points = f"，最高 {line.max_points} 分" if line.max_points is not None else ""
    bands = f"：{'，'.join(line.bands)}" if line.bands else ""
    doubt = "" if line.verified else "（未核实）"
    way = "任一：" if line.alternative else ""
    return f"{indent}- {way}{line.title}{points}{bands}。——{line.cite}{doubt}"


def _fact(fact: Fact) -> tuple[object, ...]:
    return (f"`{fact.key}`", fact.title, fact.unit, _KINDS[fact.kind], _range(fact), fact.help)


def _range(fact: Fact) -> str:
    if isinstance(fact, Choice):
        return "、".join(f"{key} {says}" for key, says in fact.options.items())
    if isinstance(fact, Records | Record):
        inside = "、".join(f"`{each.key}` {each.title}" for each in fact.members.values())
        return ("每条：" if isinstance(fact, Records) else "") + inside
    if isinstance(fact, Sequence):
        return f"{fact.shortest} 至 {fact.longest} 个，先旧后新"
    if isinstance(fact, Figure) and not isinstance(fact, Day):
        return f"{fact.min} 至 {fact.max}" + (f"，{fact.scale} 位小数" if fact.scale else "")
    return fact.expected


def _value(value: DatedValue, unit: str) -> tuple[object, ...]:
    until = value.valid_to.isoformat() if value.valid_to else "至今"
    said = "废止" if value.repealed else shown(value.value, unit)
    said = said if len(said) <= _LONGEST else said[:_LONGEST] + "……"
    cite = f"{value.cite} {value.clause}".strip()
    return (
        said,
        f"{value.valid_from} 至 {until}".replace("至 至今", "起"),
        value.issued_on,
        cite,
        f"{value.status} {value.checked_on}",
        value.note,
    )


def _case_files(policy: Policy) -> list[tuple[str, dict[str, Any]]]:
    folder = Path(inspect.getfile(policy.book)).parent / "cases"
    return [
        (file.name, tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
        for file in sorted(folder.glob("*.toml"))
    ]


def _case(case: dict[str, Any]) -> tuple[object, ...]:
    known = f"（{case['known']} 所知）" if "known" in case else ""
    return case["title"], f"{case['on']}{known}", "；".join(_expected(case["expect"]))


def _expected(expect: dict[str, Any]) -> Iterator[str]:
    if "verdict" in expect:
        yield _VERDICTS[expect["verdict"]]
    if "score" in expect:
        yield f"得分 {_plain(expect['score'])}"
    if "missing" in expect:
        yield "缺 " + "、".join(f"`{key}`" for key in expect["missing"]) if expect["missing"] else "不缺数据"
    for key, found in expect.get("finding", {}).items():
        yield f"`{key}` {_VERDICTS.get(str(found), _plain(found))}"
    for key, found in expect.get("amounts", {}).items():
        yield f"`{key}` = {_plain(found)}"
    if expect.get("no_finding"):
        yield "不涉及 " + "、".join(f"`{key}`" for key in expect["no_finding"])


def _plain(value: Any) -> str:
    return "、".join(map(_plain, value)).join("[]") if isinstance(value, list) else str(value)


def _table(heads: tuple[str, ...], rows: Any) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
