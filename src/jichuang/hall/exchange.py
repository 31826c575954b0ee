"""事项要素交换表: the catalogue in the shape of the national exchange table, one row a matter and one a material.

Column names are the table's own (up_task_general_basic and its extension). Where the platform wants a code of a list
that no reference gives (事项类型, 办件类型 ...) the words are written instead. Knows no matter by name and no page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from jichuang.hall.coding import MatterCodes, codes_of
from jichuang.hall.declare import Material, Matter

Read = Callable[[Matter, MatterCodes, date], object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the table, its printed name, whether the table demands it, where its value comes from."""

    key: str
    title: str
    required: bool
    read: Read


def _element(name: str) -> Read:
    return lambda matter, codes, on: getattr(matter.guide, name).text


def _column(key: str, title: str, read: Read | str, required: bool = True) -> Column:
    return Column(key, title, required, _element(read) if isinstance(read, str) else read)


def flow(matter: Matter) -> str:
    """办理流程 in one line: stage, who, working days."""
    steps = []
    for stage in matter.route.stages:
        days = f"，{stage.days}个工作日" if stage.days else ""
        steps.append(f"{stage.title}（{'、'.join(desk.title for desk in stage.desks)}{days}）")
    return " → ".join(steps)


def _state(matter: Matter, codes: MatterCodes, on: date) -> str:
    if matter.withdrawn_on is not None and on > matter.withdrawn_on:
        return "已取消"
    return "在用" if matter.open_on(on) else "未生效"


def _conditions(matter: Matter, codes: MatterCodes, on: date) -> str:
    return "；".join(matter.guide.condition_list) or matter.guide.conditions.text


def _promised(matter: Matter, codes: MatterCodes, on: date) -> object:
    return (
        matter.guide.promised_days if matter.guide.promised_days is not None else matter.route.promised_days
    )


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


BASIC = (
    _column("task_name", "事项名称", lambda matter, codes, on: matter.title),
    _column("task_type", "事项类型", lambda matter, codes, on: matter.nature.title),
    _column("task_version", "事项版本", lambda matter, codes, on: matter.version),
    _column("task_state", "事项状态", _state),
    _column("catalog_code", "基本编码", lambda matter, codes, on: codes.basic),
    _column("task_code", "实施编码", lambda matter, codes, on: codes.implementation),
    _column("local_catalog_code", "地方基本编码", lambda matter, codes, on: matter.code, required=False),
    _column("by_law", "设定依据", lambda matter, codes, on: "；".join(str(one) for one in matter.basis)),
    _column("power_source", "权力来源", "power_source"),
    _column("use_level", "行使层级", "level"),
    _column("dept_name", "实施主体", "body"),
    _column("dept_code", "实施主体编码", lambda matter, codes, on: codes.body),
    _column("dept_type", "实施主体性质", "body_kind"),
    _column("entrust_name", "委托部门", "delegated_body", required=False),
    _column("server_type", "服务对象", lambda matter, codes, on: matter.audience),
    _column("project_type", "办件类型", "case_type"),
    _column("accept_condition", "受理条件", _conditions),
    _column("handle_flow", "办理流程", lambda matter, codes, on: flow(matter)),
    _column(
        "anticipate_day", "法定办结时限", lambda matter, codes, on: matter.guide.statutory_days, required=False
    ),
    _column(
        "anticipate_type", "法定办结时限单位",
        lambda matter, codes, on: matter.guide.statutory_unit if matter.guide.statutory else "", required=False,
    ),
    _column("anticipate_explain", "法定办结时限说明", "statutory_limit"),
    _column("promise_day", "承诺办结时限", _promised),
    _column("promise_type", "承诺办结时限单位", lambda matter, codes, on: matter.guide.promised_unit),
    _column("promise_explain", "承诺办结时限说明", "promised_note"),
    _column("special_procedure", "特别程序", "special_procedure"),
    _column("limit_scene_num", "到办事现场次数", lambda matter, codes, on: matter.guide.visit_count),
    _column("is_fee", "是否收费", lambda matter, codes, on: "是" if matter.guide.charged else "否"),
    _column("fee_basis", "收费依据", "fee_basis", required=False),
    _column("link_way", "咨询方式", "consult"),
    _column("supervise_way", "监督投诉方式", "complain"),
    _column("transact_addr", "办理地点", "place"),
    _column("transact_time", "办理时间", "hours"),
    _column("plan_effective_date", "计划生效日期", lambda matter, codes, on: _day(matter.published_on), required=False),
    _column("plan_cancel_date", "计划取消日期", lambda matter, codes, on: _day(matter.withdrawn_on), required=False),
    _column("data_source", "数据来源", "data_source"),
)  # fmt: skip
EXTENDED = (
    _column("is_entry_center", "是否进驻政务大厅", "hall_counter"),
    _column("handle_area", "通办范围", "handled_in", required=False),
    _column("other_dept", "联办机构", "joint_bodies", required=False),
    _column("service_type", "中介服务", "intermediary", required=False),
    _column("limit_explain", "数量限制", "quota", required=False),
    _column("result_type", "审批结果类型", "result_type"),
    _column("result_name", "审批结果名称", "result", required=False),
    _column("result_guid", "审批结果样本", "result_sample", required=False),
    _column("is_schedule", "是否支持预约办理", "appointment", required=False),
    _column("is_pay_online", "是否支持网上支付", "online_payment"),
    _column("is_express", "是否支持物流快递", "delivery"),
    _column("is_service_terminals", "是否支持自助终端办理", "kiosk", required=False),
    _column(
        "corp_topic_type", "主题分类", lambda matter, codes, on: "、".join(matter.topics), required=False
    ),
    _column("is_online", "是否网办", "online"),
    _column("online_handle_depth", "网上办理深度", "online_depth", required=False),
    _column("limit_scene_explain", "必须现场办理的原因", "visit_reason", required=False),
    # our own last column: the table has none for it, and a register of files needs it
    _column("archive_term", "归档保存期限", lambda matter, codes, on: matter.kept_for, required=False),
)
COLUMNS = (*BASIC, *EXTENDED)

MATERIAL_COLUMNS = (
    ("task_code", "实施编码"), ("task_name", "事项名称"), ("material_name", "材料名称"), ("material_type", "材料类型"),
    ("material_form", "材料形式"), ("source_type", "来源渠道"), ("page_num", "份数"), ("page_format", "规格"),
    ("is_need", "必要性"), ("blank_form", "空白表"), ("example", "示例样表"), ("fill_explain", "填报须知"),
    ("accept_stand", "受理标准"),
)  # fmt: skip
"""Names after [M]: no reference declares the material table, so its column names are ours."""


def element_row(matter: Matter, on: date) -> dict[str, str]:
    """{column: value} of one matter as of a day; the last column, `missing`, names demanded columns left empty and why."""
    codes = codes_of(matter)
    row = {one.key: _text(one.read(matter, codes, on)) for one in COLUMNS}
    empty = "、".join(one.title for one in COLUMNS if one.required and not row[one.key])
    return {**row, "missing": "；".join(filter(None, (empty, codes.note)))}


def material_rows(matter: Matter) -> list[dict[str, str]]:
    """One row for each paper of a matter."""
    code = codes_of(matter).implementation
    keys = [key for key, _ in MATERIAL_COLUMNS]
    return [
        dict(zip(keys, (code, matter.title, *_material(one)), strict=True)) for one in matter.form.materials
    ]


def _material(one: Material) -> tuple[str, ...]:
    need = "必要" if one.required else "非必要"
    return (
        one.title, one.original, one.form, one.source, str(one.copies), one.size, need,
        one.blank_form, one.sample, one.help, one.standard,
    )  # fmt: skip


def table(
    name: str, matters: Iterable[Matter], on: date
) -> tuple[list[str], list[str], list[dict[str, str]]]:
    """(column names, printed names, rows) of `elements` or `materials`. Raises KeyError for another name."""
    if name == "elements":
        keys = [*(one.key for one in COLUMNS), "missing"]
        titles = [*(one.title for one in COLUMNS), "缺项与说明"]
        return keys, titles, [element_row(one, on) for one in matters]
    if name == "materials":
        keys, titles = [key for key, _ in MATERIAL_COLUMNS], [title for _, title in MATERIAL_COLUMNS]
        return keys, titles, [row for one in matters for row in material_rows(one)]
    raise KeyError(f"没有“{name}”这张表，应为 elements 或 materials")


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
