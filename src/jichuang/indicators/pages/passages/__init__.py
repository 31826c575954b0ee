"""统计写进材料: the regional index, bulletins and situation tables as sentence, table and picture. Each asks its own permission."""

from jichuang.indicators.pages.passages.bulletins import paragraph, printed_table
from jichuang.indicators.pages.passages.ranking import place, ranking
from jichuang.indicators.pages.passages.situation import group, situation

__all__ = ["group", "paragraph", "place", "printed_table", "ranking", "situation"]
