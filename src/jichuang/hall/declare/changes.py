"""两个版本之间的变化, as sentences an applicant can read. Knows no case."""

from __future__ import annotations

from jichuang.hall.declare.matter import Matter


def between(old: Matter, new: Matter) -> list[str]:
    """What changed from `old` to `new` in form, materials and route; empty when nothing an applicant meets."""
    before = {field.key: field for field in old.form.fields}
    after = {field.key: field for field in new.form.fields}
    found = [f"新增填报项“{after[key].title}”" for key in after if key not in before]
    found += [f"取消填报项“{before[key].title}”" for key in before if key not in after]
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
