"""形势分析的声明与文字: which figures a monthly table may hold, what is checked, and the sentences of the brief. Knows no table that was opened."""

from jichuang.indicators.situation.items import ITEMS, RELATIONS, Item, Relation, item
from jichuang.indicators.situation.words import Fact, brief

__all__ = ["ITEMS", "RELATIONS", "Fact", "Item", "Relation", "brief", "item"]
