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
from jichuang.hall.declare.limits import Limit

PAPERS = "(证明)?(材料|资料|文件|证明|附件)"
CATCH_ALL = re.compile(
    rf"(其他|其它)(有关|相关|必要|所需|应当提交)?的?{PAPERS}|(^|等)(有关|相关|所需|必要)的?{PAPERS}|等{PAPERS}?[）)]?(（.*）)?$"
)
INSTANT, INSTANT_DAYS = "即办件", 1
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
    fee_standard: Element = Element()
    body_code: Element = Element()
    statutory_note: Element = Element()
    delegated_body: Element = Element()
    joint_bodies: Element = Element()
    handled_in: Element = Element()
    intermediary: Element = Element()
    quota: Element = Element()
    result_sample: Element = Element()
    appointment: Element = Element()
    kiosk: Element = Element()
    online_depth: Element = Element()
    promised_days: int | None = None
    promised_unit: str = "工作日"
    statutory_days: int | None = None
    statutory_unit: str = "工作日"
    visit_count: int = 0
    charged: bool = False
    condition_list: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def elements(self) -> list[tuple[str, str, Element]]:
        """(key, printed name, element) for every element that has a printed name, in the order of a guide."""
        return [(key, title, getattr(self, key)) for key, title in TITLES.items()]

    @property
    def promised(self) -> Limit | None:
        """承诺办结时限; None where the route's own days are the promise."""
        return None if self.promised_days is None else Limit(self.promised_days, self.promised_unit)

    @property
    def statutory(self) -> Limit | None:
        """法定办结时限; None where no law sets one."""
        return None if self.statutory_days is None else Limit(self.statutory_days, self.statutory_unit)

    def missing(self) -> list[str]:
        """Printed names of required elements that are empty or break a rule of the exchange table."""
        found = [
            title for key, title, element in self.elements if key not in OPTIONAL and not element.text.strip()
        ]
        if self.visit_count > 0 and not self.visit_reason.text:
            found.append("必须现场办理的原因（到现场次数大于0）")
        if self.charged:
            priced = (("收费依据", self.fee_basis), ("收费标准", self.fee_standard))
            found += [f"{title}（收费）" for title, element in priced if not element.text]
        if self.promised and self.statutory and self.promised.calendar_days > self.statutory.calendar_days:
            found.append(f"承诺办结时限（{self.promised}，不得长于法定办结时限{self.statutory}）")
        if self.case_type.text.strip() == INSTANT and (self.promised_days or 0) > INSTANT_DAYS:
            found.append(f"承诺办结时限（{INSTANT}应在{INSTANT_DAYS}个工作日内办结，现为{self.promised}）")
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
    "fee_standard": "收费标准",
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
    "body_code": "实施主体编码",
    "statutory_note": "法定办结时限说明",
    "delegated_body": "委托部门",
    "joint_bodies": "联办机构",
    "handled_in": "通办范围",
    "intermediary": "中介服务",
    "quota": "数量限制",
    "result_sample": "结果样本",
    "appointment": "预约办理",
    "kiosk": "自助终端办理",
    "online_depth": "网上办理深度",
}
OPTIONAL = {
    "visit_reason", "fee_basis", "fee_standard", "body_code", "statutory_note", "delegated_body", "joint_bodies",
    "handled_in", "intermediary", "quota", "result_sample", "appointment", "kiosk", "online_depth",
}  # fmt: skip
"""What the exchange table may leave empty. The body's code stands here because no reference gives it for the department."""


def load(path: Path, common: Path | None = None) -> Guide:
    """Reads `guide.toml`; what it leaves unsaid is taken from `common`, the texts that several guides share.

    A text alone is an `own` element; a table may state status, source and checked_on.

    Raises DeclarationError naming the file and the unknown or missing element.
    """
    raw = {**(_read(common) if common else {}), **_read(path)}
    known = {field.name for field in fields(Guide)}  # type: ignore[arg-type]
    given: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            raise DeclarationError(f"{path.name} 中的“{key}”不是指南要素。可用：{'、'.join(sorted(known))}")
        given[key] = _value(key, value)
    for key in TITLES:
        given.setdefault(key, Element())
    return Guide(**given)


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        return tomllib.load(stream)


def _value(key: str, value: Any) -> Any:
    if key in TITLES:
        return Element(**value) if isinstance(value, dict) else Element(str(value))
    if key == "questions":
        return tuple(Question(**one) for one in value)
    return tuple(value) if isinstance(value, list) else value


def catch_alls(form: Form) -> list[str]:
    """Titles of materials that demand without naming (其他材料、有关材料、……等)."""
    return [material.title for material in form.materials if CATCH_ALL.search(material.title.strip())]
