"""事项与办件编码: the basic code a guide publishes, the implementation code, the serial of a case.

Outside demonstration no code is invented: where the national catalogue publishes none, the code is empty and says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings

from jichuang.codes.credit_code import CreditCode, make
from jichuang.codes.errors import CodeError
from jichuang.codes.matter_codes import LEVELS, BasicCode, CaseSerial, ImplementationCode
from jichuang.hall.declare import Matter
from jichuang.hall.models import Case

PROVINCE, OTHER_KIND, DEMONSTRATION_OFFICE = "13", "99", "DM"
DEMONSTRATION_BODY = make("130000", "DEM00900", dept="1", klass="1")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class MatterCodes:
    """Codes of one matter. `note` says why one is empty, or that all are the demonstration's own."""

    basic: str
    implementation: str
    body: str
    level: str
    note: str


def codes_of(matter: Matter) -> MatterCodes:
    """What the guide publishes; in demonstration the missing parts are made, with DM in the department's place."""
    basic, body, level = _published(matter), _body(matter), level_of(matter)
    note = "" if basic and body else "国家目录未见公布基本编码或实施主体编码，不编造"
    if settings.DEMONSTRATION and note:
        basic, body, note = (
            basic or _demonstration_basic(matter.code),
            body or DEMONSTRATION_BODY,
            "演示编码，非国家编码",
        )
    made = str(ImplementationCode.make(body, level, basic)) if basic and body and level else ""
    return MatterCodes(basic, made, body, level, note)


def level_of(matter: Matter) -> str:
    """省级, the highest level the guide names; empty when it names none."""
    return next((title for title in LEVELS.values() if title in matter.guide.level.text), "")


def serial_of(case: Case) -> str:
    """办件流水号: the implementation code, the day the case was begun, its order that day; empty without a code."""
    implementation = codes_of(case.declaration).implementation
    day = case.number[:8]
    if not implementation or not day.isdecimal():
        return ""
    order = Case.objects.filter(matter=case.matter, number__startswith=f"{day}-", pk__lte=case.pk).count()
    return str(CaseSerial.make(implementation, _day(day), order))


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _published(matter: Matter) -> str:
    try:
        return BasicCode.parse(matter.guide.basic_code.text).value
    except CodeError:
        return ""


def _body(matter: Matter) -> str:
    try:
        return CreditCode.parse(matter.guide.body_code.text).value
    except CodeError:
        return ""


def _demonstration_basic(code: str) -> str:
    """Six characters out of the matter's own code: stable, and no two matters share them (a test says so)."""
    number, tail = int(sha256(code.encode()).hexdigest(), 16), ""
    for _ in range(6):
        number, at = divmod(number, len(DIGITS))
        tail += DIGITS[at]
    return f"{PROVINCE}{OTHER_KIND}{DEMONSTRATION_OFFICE}{tail}"
