"""Words of the room."""

from __future__ import annotations

from django.db.models import TextChoices


class Form(TextChoices):
    """以什么形式写进材料."""

    SENTENCE = "sentence", "一句话"
    TABLE = "table", "一张表"
    PICTURE = "picture", "一张图"
