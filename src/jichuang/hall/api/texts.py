"""What a caller may send as text: the patterns of keys and numbers, and no character the database cannot hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Form, Header, Path, Query
from pydantic import AfterValidator, Field, StrictBool, StrictInt, StringConstraints


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("含有空字符")
    return text


Text = Annotated[str, StringConstraints(max_length=200_000), AfterValidator(_storable)]
CODE = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NUMBER = r"^[0-9]{8}-[0-9]{6,9}$"

MatterCode = Annotated[str, Path(max_length=60, pattern=CODE, description="事项代码，如 tech-sme-evaluation")]
CaseNumber = Annotated[str, Path(pattern=NUMBER, description="办件编号，如 20180930-000042")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9._:-]{8,64}$",
        description="幂等键：同一键的同一请求得到同一答复，保留七天",
    ),
]
Cursor = Annotated[
    str | None, Query(pattern=r"^[A-Za-z0-9_-]{1,80}$", description="上一页答复中的 next；第一页不写")
]
Limit = Annotated[int, Query(ge=1, le=100, description="每页至多几项")]
Day = Annotated[date | None, Query(description="截至某日，如 2018-09-30；不写为今天")]
Version = Annotated[int | None, Query(ge=1, le=9999, description="事项版本；不写为现行版本")]
FieldKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Whole = Annotated[StrictInt, Field(ge=-(10**18), le=10**18)]
MaterialKey = Annotated[
    str, Form(pattern=r"^[a-z][a-z0-9_]*$", max_length=60, description="材料的键，见事项的 materials")
]
Typed = Text | StrictBool | Whole | None
"""An answer as sent: exact text, an integer, true or false; never a binary fraction."""
