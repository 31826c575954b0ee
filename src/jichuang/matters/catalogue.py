"""事项目录: every matter folder in one list. A new matter is one folder and one line here."""

from __future__ import annotations

from jichuang.hall import catalogue
from jichuang.hall.declare import Matter
from jichuang.matters.hnte_recognition.matter import HNTE_RECOGNITION
from jichuang.matters.tech_sme_evaluation.matter import TECH_SME_EVALUATION

MATTERS: tuple[Matter, ...] = (TECH_SME_EVALUATION, HNTE_RECOGNITION)


def register_all() -> None:
    """Puts every matter into the hall's catalogue. Calling it again is harmless."""
    for matter in MATTERS:
        catalogue.register(matter)
