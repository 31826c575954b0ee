"""What the import contract cannot see: names of higher rooms in strings, templates and migrations."""

from __future__ import annotations

import re
from functools import cache

from house.source import SOURCE, calls, heights, migrations, modules, room_of, says, templates, texts

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "GenericRelation"}
INCLUDE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
URL = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")
DEPENDENCY = re.compile(r"""\(\s*['"](\w+)['"],\s*['"]\d{4}_\w+['"]\s*\)""")
ADDRESS_CALLS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
# the user model is named by setting everywhere; Django and libraries are below every room
BELOW_ALL = {"auth", "contenttypes", "sessions", "messages", "procrastinate", "staticfiles"}


def above(owner: str, other: str) -> bool:
    """Whether `other` is a room higher than `owner`."""
    order = heights()
    return other in order and order[other] > order[owner]


@cache
def namespaces() -> dict[str, str]:
    """URL namespace -> the room that declares it."""
    found = {}
    for path in modules():
        match = re.search(r'^app_name\s*=\s*"([^"]+)"', path.read_text(encoding="utf-8"), re.M)
        if match:
            found[match.group(1)] = room_of(path)
    return found


@cache
def template_owners() -> dict[str, str]:
    """Template name -> room."""
    return {str(p).split("/templates/", 1)[1]: room_of(p) for p in templates()}


def test_every_room_stands_in_the_contract():
    rooms = {p.parent.name for p in SOURCE.glob("*/__init__.py")}
    assert rooms <= set(heights()), f"rooms outside the contract: {sorted(rooms - set(heights()))}"


def test_no_model_points_to_a_higher_room_by_name():
    wrong = [
        says(path, call.lineno, f"{name} to {text}")
        for path in modules()
        for name, call in calls(path)
        if name in RELATIONS
        for text in texts(call)
        if "." in text and above(room_of(path), text.split(".")[0])
    ]
    assert not wrong, "\n".join(wrong)


def test_nobody_fetches_a_model_by_name():
    wrong = [
        says(path, call.lineno, "get_model hides an import; import the model or pass a Ref")
        for path in modules()
        for name, call in calls(path)
        if name == "get_model"
    ]
    assert not wrong, "\n".join(wrong)


def test_only_the_command_imports_by_path():
    wrong = [
        says(path, call.lineno, f"{name}({text})")
        for path in modules()
        if room_of(path) != "cli"
        for name, call in calls(path)
        if name in {"import_module", "import_string", "__import__"}
        for text in texts(call)
        if text.startswith("jichuang.") and above(room_of(path), text.split(".")[1])
    ]
    assert not wrong, "\n".join(wrong)


def test_no_migration_depends_on_a_higher_room():
    wrong = [
        says(path, 1, f"depends on {app}")
        for path in migrations()
        for app in DEPENDENCY.findall(path.read_text(encoding="utf-8"))
        if app not in BELOW_ALL and above(room_of(path), app)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_template_includes_or_extends_one_of_a_higher_room():
    wrong = [
        says(path, 1, f"uses {name}")
        for path in templates()
        for name in INCLUDE.findall(path.read_text(encoding="utf-8"))
        if above(room_of(path), template_owners().get(name, ""))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_template_links_to_a_page_of_a_higher_room_by_name():
    wrong = [
        says(path, 1, f"{{% url '{name}' %}}: give the address as data or a Ref")
        for path in templates()
        for name in URL.findall(path.read_text(encoding="utf-8"))
        if above(room_of(path), namespaces().get(name.split(":")[0], ""))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_view_redirects_to_a_page_of_a_higher_room_by_name():
    wrong = [
        says(path, call.lineno, f"{name}('{text}')")
        for path in modules()
        for name, call in calls(path)
        if name in ADDRESS_CALLS
        for text in texts(call)[:1]
        if ":" in text and above(room_of(path), namespaces().get(text.split(":")[0], ""))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_room_below_the_site_reads_another_rooms_signal():
    wrong = [
        says(path, call.lineno, "signals carry no business effect; call the verb")
        for path in modules()
        if room_of(path) not in {"base", "site", "cli"}
        for name, call in calls(path)
        if name == "receiver" or (name == "connect" and "signal" in (path.read_text(encoding="utf-8")))
    ]
    assert not wrong, "\n".join(wrong)
