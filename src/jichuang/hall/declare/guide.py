"""办事指南: every element the national exchange table requires, each with how far it is checked.

Texts live in `guide.toml` beside the matter. What follows from the declaration itself (name, type, version, basis,
audience, route) is not written a second time. Knows no matter and no page.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from jichuang.hall.declare.form import Form
from jichuang.hall.declare.kit import DeclarationError, declaration, demand

CATCH_ALL = re.compile(
    r"其他(有关|相关|必要)?(的)?(材料|资料|文件|证明)|^(有关|相关)(材料|资料|文件)|等(材料|资料|文件)?$"
)
STATUSES = ("official", "republished", "unverified", "own")


@declaration
class Element:
    """指南要素: a text, where it comes from, and its status.

    `official` = checked against the issuing body's text, `republished` = against a copy, `unverified` = not checked,
    `own` = this installation's own arrangement. An unverified text is shown with that word.
    """

    text: str = ""
    status: str = "own"
    source: str = ""
    checked_on: str = ""

    def __post_init__(self) -> None:
        demand(self.status in STATUSES, "指南要素", f"核对状态“{self.status}”应为{'、'.join(STATUSES)}之一")

    def __str__(self) -> str:
        return self.text

    @property
    def unverified(self) -> bool:
        """True when the page must say 未核实."""
        return self.status == "unverified"


@declaration
class Question:
    """常见问题."""

    question: str
    answer: str


@declaration
class Guide:
    """指南. Attributes are the required elements; `title_of` gives their printed names."""

    summary: Element
    basic_code: Element
    implementation_code: Element
    power_source: Element
    level: Element
    body: Element
    body_kind: Element
    case_type: Element
    conditions: Element
    statutory_limit: Element
    promised_note: Element
    special_procedure: Element
    visits: Element
    fee: Element
    consult: Element
    complain: Element
    place: Element
    hours: Element
    data_source: Element
    hall_counter: Element
    result_type: Element
    online_payment: Element
    delivery: Element
    online: Element
    result: Element
    visit_reason: Element = Element()
    fee_basis: Element = Element()
    promised_days: int | None = None
    statutory_days: int | None = None
    visit_count: int = 0
    charged: bool = False
    condition_list: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def elements(self) -> list[tuple[str, str, Element]]:
        """(key, printed name, element) for every element that has a printed name, in the order of a guide."""
        return [(key, title, getattr(self, key)) for key, title in TITLES.items()]

    def missing(self) -> list[str]:
        """Printed names of required elements that are empty or break a rule of the exchange table."""
        found = [
            title for key, title, element in self.elements if key not in OPTIONAL and not element.text.strip()
        ]
        if self.visit_count > 0 and not self.visit_reason.text:
            found.append("必须现场办理的原因（到现场次数大于0）")
        if self.charged and not self.fee_basis.text:
            found.append("收费依据与标准（收费）")
        if (
            self.statutory_days is not None
            and self.promised_days is not None
            and self.promised_days > self.statutory_days
        ):
            found.append("承诺办结时限（不得长于法定办结时限）")
        return found


TITLES = {
    "summary": "一句话说明",
    "basic_code": "基本编码",
    "implementation_code": "实施编码",
    "power_source": "权力来源",
    "level": "行使层级",
    "body": "实施主体",
    "body_kind": "实施主体性质",
    "case_type": "办件类型",
    "conditions": "受理条件",
    "statutory_limit": "法定办结时限",
    "promised_note": "承诺办结时限",
    "special_procedure": "特别程序",
    "visits": "到办事现场次数",
    "visit_reason": "必须现场办理的原因",
    "fee": "是否收费",
    "fee_basis": "收费依据",
    "consult": "咨询方式",
    "complain": "监督投诉方式",
    "place": "办理地点",
    "hours": "办理时间",
    "data_source": "数据来源",
    "hall_counter": "是否进驻政务大厅",
    "result_type": "审批结果类型",
    "result": "结果名称",
    "online_payment": "网上支付",
    "delivery": "物流快递",
    "online": "是否网办",
}
OPTIONAL = {"visit_reason", "fee_basis"}


def load(path: Path) -> Guide:
    """Reads `guide.toml`. A text alone is an `own` element; a table may state status, source and checked_on.

    Raises DeclarationError naming the file and the unknown or missing element.
    """
    with path.open("rb") as stream:
        raw = tomllib.load(stream)
    known = {field.name for field in fields(Guide)}  # type: ignore[arg-type]
    given: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            raise DeclarationError(f"{path.name} 中的“{key}”不是指南要素。可用：{'、'.join(sorted(known))}")
        given[key] = _value(key, value)
    for key in TITLES:
        given.setdefault(key, Element())
    return Guide(**given)


def _value(key: str, value: Any) -> Any:
    if key in TITLES:
        return Element(**value) if isinstance(value, dict) else Element(str(value))
    if key == "questions":
        return tuple(Question(**one) for one in value)
    return tuple(value) if isinstance(value, list) else value


def catch_alls(form: Form) -> list[str]:
    """Titles of materials that demand without naming (其他材料、有关材料、……等)."""
    return [material.title for material in form.materials if CATCH_ALL.search(material.title.strip())]
