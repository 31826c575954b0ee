"""两个版本之间的变化: sentences for an applicant, and the public comparison part by part. Knows no case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jichuang.hall.declare.matter import Matter


def between(old: Matter, new: Matter) -> list[str]:
    """What changed from `old` to `new` in form, materials and route; empty when nothing an applicant meets."""
    before = {field.key: field for field in old.form.fields}
    after = {field.key: field for field in new.form.fields}
    moved = {one.was: one for key, one in after.items() if key not in before and one.was in before}
    arrived = {one.key for one in moved.values()}
    found = [f"新增填报项“{after[key].title}”" for key in after if key not in before and key not in arrived]
    found += [f"填报项“{before[was].title}”改为“{one.title}”，已填内容保留" for was, one in moved.items()]
    found += [f"取消填报项“{before[key].title}”" for key in before if key not in after and key not in moved]
    for key in before.keys() & after.keys():
        one, two = before[key], after[key]
        if (one.title, one.type, one.unit, one.required) != (two.title, two.type, two.unit, two.required):
            found.append(f"填报项“{two.title}”的填写要求有变化")
    old_materials = {material.key: material.title for material in old.form.materials}
    new_materials = {material.key: material.title for material in new.form.materials}
    found += [f"新增材料“{title}”" for key, title in new_materials.items() if key not in old_materials]
    found += [f"取消材料“{title}”" for key, title in old_materials.items() if key not in new_materials]
    old_route = [(stage.title, stage.days) for stage in old.route.stages]
    new_route = [(stage.title, stage.days) for stage in new.route.stages]
    if old_route != new_route:
        found.append("办理流程改为" + " → ".join(title for title, _ in new_route))
    if old.rules != new.rules:
        found.append("评价规则有变化")
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """One difference for the public page: which part, what, before and after (empty = not there)."""

    part: str
    title: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """新增、取消、修改."""
        return "新增" if not self.before else "取消" if not self.after else "修改"


def compared(old: Matter, new: Matter) -> list[Change]:
    """Every published difference of two versions, part by part: what the catalogue prints is what is compared."""
    found = []
    for part, describe in PARTS.items():
        before, after = describe(old), describe(new)
        for title in dict.fromkeys((*before, *after)):
            one, two = before.get(title, ""), after.get(title, "")
            if one != two:
                found.append(Change(part, title, one, two))
    return found


def _basics(matter: Matter) -> dict[str, str]:
    guide = matter.guide
    return {
        "事项名称": matter.title,
        "事项类型": matter.nature.title,
        "服务对象": matter.audience,
        "设定依据": "；".join(str(one) for one in matter.basis),
        "权威登记系统": matter.record.name,
        "评价规则": matter.rules or "",
        "承诺办结时限（天数）": str(guide.promised or ""),
        "法定办结时限（天数）": str(guide.statutory or ""),
        "计划生效日期": matter.published_on.isoformat(),
        "计划取消日期": matter.withdrawn_on.isoformat() if matter.withdrawn_on else "",
    }


def _elements(matter: Matter) -> dict[str, str]:
    found = {title: element.text for _, title, element in matter.guide.elements}
    return {**found, "受理条件（逐条）": "；".join(matter.guide.condition_list)}


def _fields(matter: Matter) -> dict[str, str]:
    found = {}
    for field in matter.form.fields:
        choices = "、".join(title for _, title in field.choices)
        words = (field.type.value, field.unit, "必填" if field.required else "选填", field.help, choices)
        found[f"{field.title}（{field.key}）"] = "，".join(filter(None, words))
    return found


def _materials(matter: Matter) -> dict[str, str]:
    found = {}
    for one in matter.form.materials:
        need = "必要" if one.required else "非必要"
        words = (one.original, one.form, one.source, f"{one.copies}份", need, one.help, one.standard)
        found[f"{one.title}（{one.key}）"] = "，".join(filter(None, words))
    return found


def _route(matter: Matter) -> dict[str, str]:
    found = {}
    for order, stage in enumerate(matter.route.stages, start=1):
        desks = "、".join(desk.title for desk in stage.desks)
        days = f"，{stage.days}个工作日" if stage.days else ""
        found[f"{stage.title}（{stage.key}）"] = f"第{order}步，{desks}{days}"
    return found


PARTS: dict[str, Callable[[Matter], dict[str, str]]] = {
    "基本信息": _basics,
    "指南要素": _elements,
    "填报项": _fields,
    "材料": _materials,
    "办理流程": _route,
}
