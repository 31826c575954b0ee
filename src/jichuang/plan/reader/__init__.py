"""要点阅读器: reads plans of any province, city and year. Pure Python; knows no database.

`read(text) -> ReadPlan`; `decode(bytes) -> str`; `NotAPlan` carries reason and remedy.
"""

from jichuang.plan.reader.read import decode, read
from jichuang.plan.reader.shapes import NotAPlan, ReadHeading, ReadMilestone, ReadPlan, ReadTarget

__all__ = ["NotAPlan", "ReadHeading", "ReadMilestone", "ReadPlan", "ReadTarget", "decode", "read"]
