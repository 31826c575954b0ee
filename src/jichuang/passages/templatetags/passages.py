"""{% passage "target" key forms=… day=… %}: the small form that puts what a page shows into the reader's folder."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from jichuang.passages.terms import Form

register = template.Library()


@register.inclusion_tag("passages/_keep.html", takes_context=True)
def passage(
    context: Context, kind: str, key: object, forms: str = "sentence", words: str = "写进材料", **params: Any
) -> dict[str, Any]:
    """`forms` names the forms offered, separated by spaces; `words` leads them.

    Further arguments are handed to the maker when not empty.
    """
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return {"shown": False}
    return {
        "shown": True,
        "ref": f"{kind}:{key}",
        "words": words,
        "forms": [Form(name) for name in forms.split()],
        "params": [(name, value) for name, value in params.items() if value not in (None, "")],
        "back": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
