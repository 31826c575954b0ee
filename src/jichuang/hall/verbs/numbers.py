"""办件、公示、异议的编号: date and a serial from a sequence. Gaps are possible, repeats are not."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection

SEQUENCES = {"case": "hall_case_number", "notice": "hall_notice_number", "objection": "hall_objection_number"}


def case_number(on: date) -> str:
    """`20180930-000042`."""
    return f"{on:%Y%m%d}-{_next('case'):06d}"


def notice_number(on: date) -> str:
    """`GS2018-0007`."""
    return f"GS{on:%Y}-{_next('notice'):04d}"


def objection_receipt(on: date) -> str:
    """`YY20180925-0003-9f2c41`: the random end keeps others from reading an objection by guessing."""
    return f"YY{on:%Y%m%d}-{_next('objection'):04d}-{secrets.token_hex(3)}"


def token() -> str:
    """A verification token nobody can guess: 128 random bits."""
    return secrets.token_urlsafe(16)


def _next(kind: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [SEQUENCES[kind]])
        return int(cursor.fetchone()[0])
