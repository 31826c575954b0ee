"""Django forms made from a declaration: one form class for each step. Knows no matter by name.

Values are read by the same functions that the verbs use; a cleaned value is the stored form. The forms check one
page at a time; the verbs check everything again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jichuang.codes.errors import CodeError
from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.hall.declare.values import read
from jichuang.hall.table_input import NUMERIC, TableInput

YES_NO = (("true", "是"), ("false", "否"))


class Answer(forms.Field):
    """One declared field. `declared` gives a page unit, help and minutes."""

    def __init__(self, declared: Field, **more: Any) -> None:
        self.declared = declared
        super().__init__(
            label=declared.title, help_text=_help(declared), required=False, widget=_widget(declared), **more
        )

    def clean(self, value: Any) -> Any:
        """The stored form; ValidationError in the words of the code library. An empty required field is an error."""
        try:
            stored = read(self.declared, value)
        except CodeError as fault:
            raise ValidationError(str(fault), code="unreadable") from fault
        if stored is None and self.declared.required and self.wanted:
            raise ValidationError(f"请填写“{self.declared.title}”。", code="required")
        return stored

    wanted = True


def _help(field: Field) -> str:
    """The declared help; a country also says where its name comes from."""
    if field.type is FieldType.COUNTRY:
        return f"国家和地区的通用简称或两字母代码。{field.help}"
    return field.help


def _widget(field: Field) -> forms.Widget:
    attributes: dict[str, Any] = {"autocomplete": "off"}
    if field.type in NUMERIC:
        attributes["inputmode"] = "numeric" if field.type is FieldType.INTEGER else "decimal"
    if field.type is FieldType.BOOLEAN:
        return forms.RadioSelect(choices=YES_NO)
    if field.type is FieldType.CHOICE:
        return forms.RadioSelect(choices=field.choices)
    if field.type is FieldType.LONG_TEXT:
        return forms.Textarea(attrs={"rows": 5, "maxlength": field.max_length})
    if field.type is FieldType.TABLE:
        return TableInput(field)
    if field.type is FieldType.DATE:
        return forms.DateInput(attrs={"type": "date", **attributes})
    if field.type is FieldType.TEXT:
        attributes["maxlength"] = field.max_length
    return forms.TextInput(attrs=attributes)


class StepForm(forms.Form):
    """The form of one step. `complete=False` accepts empty required fields (saving a half-filled page)."""

    step: Step

    def __init__(
        self, *args: Any, complete: bool = True, editable: set[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for key, field in self.fields.items():
            if isinstance(field, Answer):
                field.wanted = complete
            if editable is not None and key not in editable:
                field.disabled = True

    def typed(self) -> dict[str, str]:
        """What was typed, field by field, for `verbs.save_draft`: text that cannot be read is kept as well."""
        if not self.is_bound:
            return {}
        found = {}
        for key, field in self.fields.items():
            if field.disabled:
                continue
            raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(key))
            found[key] = "" if raw is None else str(raw)
        return found


@lru_cache(maxsize=256)
def step_form(step: Step) -> type[StepForm]:
    """The form class of a step."""
    members: dict[str, Any] = {field.key: Answer(field) for field in step.fields}
    return type(f"{step.key.title().replace('_', '')}Form", (StepForm,), {**members, "step": step})


def facts_form(form: Form) -> type[StepForm]:
    """One form over every field that feeds a policy fact: the pre-check, which asks nothing else."""
    asked = tuple(field for field in form.fields if field.fact)
    return step_form(Step("precheck", "自测", asked))
