"""学员名单: one person a line as pasted from a sheet, read with every faulty line named. Pure; knows no course and no database."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from jichuang.base.errors import Invalid, Problem
from jichuang.registry.verbs.persons import checked

BETWEEN = re.compile(r"[\t；;，,]")
MOST = 300
SHAPE = "每行一人：姓名；公民身份号码；联系电话；工作单位"
WORDS = {"name": "姓名", "number": "公民身份号码", "phone": "联系电话"}


@dataclass(frozen=True, slots=True)
class Told:
    """One person as a base tells of him; `number` in stored form."""

    name: str
    number: str
    phone: str
    unit: str


def read(text: str) -> list[Told]:
    """The people of a pasted list. Raises Invalid naming every faulty line, an empty list, and whoever stands in it twice."""
    lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Invalid.one("people", "名单是空的", SHAPE)
    if len(lines) > MOST:
        raise Invalid.one("people", f"一次粘贴了{len(lines)}人", f"一次最多{MOST}人，请分几次录入")
    problems: list[Problem] = []
    found: list[Told] = []
    for at, line in lines:
        parts = [part.strip() for part in BETWEEN.split(line)]
        name, number, phone, unit = (*parts, "", "", "", "")[:4]
        faults, code = checked(name, number, phone)
        problems += [
            Problem("people", f"第{at}行{WORDS[one.field]}：{one.message}", one.remedy) for one in faults
        ]
        if len(parts) > 4 or len(unit) > 200:
            problems.append(Problem("people", f"第{at}行有{len(parts)}栏，或单位过长", SHAPE))
        found.append(Told(name, code, phone, unit))
    twice = [code for code, times in Counter(one.number for one in found if one.number).items() if times > 1]
    problems += [
        Problem("people", f"“{one.name}”在名单里出现不止一次", "请删去重复的行")
        for one in {one.number: one for one in found if one.number in twice}.values()
    ]
    if problems:
        raise Invalid(problems)
    return found
