"""国际科技合作基地申请表: the base, the partner abroad and its country, the projects under way."""

from __future__ import annotations

from jichuang.base.errors import Problem
from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.hall.models import Case
from jichuang.matters.papers import paper

KINDS = (
    ("park", "国际创新园"), ("research", "国际联合研究中心"), ("transfer", "国际技术转移中心"), ("model", "示范型国际科技合作基地"),
)  # fmt: skip

APPLICATION = Form(
    steps=(
        Step("base", "基地", (
            Field("base", "基地名称", FieldType.TEXT, public=True),
            Field("kind", "类型", FieldType.CHOICE, choices=KINDS, help="按国家基地的分类（未核实）", public=True),
            Field("direction", "合作方向与目标", FieldType.LONG_TEXT, minutes=15, max_length=1000),
        )),
        Step("partner", "境外合作方", (
            Field("partner", "主要合作机构", FieldType.TEXT, help="中文名称，可附原文", public=True),
            Field("country", "所在国家和地区", FieldType.COUNTRY, help="中国香港、中国澳门、中国台湾可以填写，不计入国家数", public=True),
            Field("agreement_on", "合作协议签订日期", FieldType.DATE),
            Field("agreement_until", "合作协议有效期至", FieldType.DATE),
        ), why="国别按国家和地区表核对，用于国别统计。"),
        Step("projects", "合作项目", (
            Field("projects", "在执行和近三年完成的合作项目", FieldType.TABLE, columns=("项目名称", "起止年份", Field("funds", "经费", FieldType.MONEY, "万元")), minimum=1, maximum=30, minutes=15),
            Field("exchanges", "近三年互访人次", FieldType.INTEGER, "人次", minimum=0, minutes=3),
        )),
    ),
    materials=(paper("agreement", "与境外机构签订的合作协议", help="外文文本附中文译本"), paper("plan", "基地建设方案")),
)  # fmt: skip


def partners_abroad(*, case: Case) -> list[Problem]:
    """The partner sits abroad, or in 港澳台: a partner of the mainland makes no international base."""
    if case.answers.get("country") != "CN":
        return []
    return [Problem("country", "合作机构在中国境内，不是境外合作方", "请填写境外合作机构及其所在国家和地区")]  # fmt: skip
