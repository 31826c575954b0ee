"""JSON Schema (2020-12) of a form, made from its declaration. Knows no matter by name and no case."""

from __future__ import annotations

import re
from typing import Any

from jichuang.hall.declare import Field, FieldType, Form, Matter, grid

PATTERNS = {
    FieldType.MONEY: r"^[0-9]+(\.[0-9]{1,2})?$",
    FieldType.DECIMAL: r"^-?[0-9]+(\.[0-9]+)?$",
    FieldType.CREDIT_CODE: "^[0-9A-HJ-NPQRTUWXY]{18}$",
    FieldType.COUNTRY: "^[A-Z]{2}$",
}


def of_matter(matter: Matter) -> dict[str, Any]:
    """The schema of the stored answers of a matter's form."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:jichuang:matter:{matter.code}:{matter.version}",
        "title": matter.title,
        **of_form(matter.form),
    }


def of_form(form: Form) -> dict[str, Any]:
    """Object schema: money and decimals are exact text (money in 元), so that no reader rounds them."""
    return {
        "type": "object",
        "properties": {field.key: of_field(field) for field in form.fields},
        "required": [field.key for field in form.fields if field.required],
        "additionalProperties": False,
    }


def of_field(field: Field) -> dict[str, Any]:
    """One property with title, help, unit shown, prefill source, fact and minutes."""
    found: dict[str, Any] = {"title": field.title, **_type(field)}
    if field.help:
        found["description"] = field.help
    about: dict[str, Any] = {
        "unit": field.unit,
        "prefill": field.prefill,
        "fact": field.fact,
        "minutes": field.minutes,
    }
    if field.columns:
        about["columns"] = [of_field(column) for column in grid.columns_of(field)]
    found["x-jichuang"] = {key: value for key, value in about.items() if value not in (None, "")}
    return found


def matches(pattern: str, text: str) -> bool:
    """Whether a text has the form a schema's pattern asks for."""
    return re.fullmatch(pattern, text) is not None


def _type(field: Field) -> dict[str, Any]:
    if field.type is FieldType.INTEGER:
        found: dict[str, Any] = {"type": "integer"}
        if field.minimum is not None:
            found["minimum"] = field.minimum
        if field.maximum is not None:
            found["maximum"] = field.maximum
        return found
    if field.type is FieldType.BOOLEAN:
        return {"type": "boolean"}
    if field.type is FieldType.CHOICE:
        return {
            "type": "string",
            "oneOf": [{"const": value, "title": title} for value, title in field.choices],
        }
    if field.type is FieldType.DATE:
        return {"type": "string", "format": "date"}
    if field.type in PATTERNS:
        return {"type": "string", "pattern": PATTERNS[field.type]}
    if field.type is FieldType.TABLE:
        cells = r"\t".join(
            r"[^\t\n]+" if column.required else r"[^\t\n]*" for column in grid.columns_of(field)
        )
        return {"type": "string", "pattern": rf"^({cells}(\n|$))*$"}
    return {"type": "string", "maxLength": field.max_length}
