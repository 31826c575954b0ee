"""Word 文件: passages in the layout of GB/T 9704, with real footnotes, and what the file remembers about its figures.

Knows no database: pieces go in, bytes come out, and the other way round.
"""

from jichuang.passages.word.document import document
from jichuang.passages.word.memory import NotOurs, stated_in
from jichuang.passages.word.pieces import Piece

__all__ = ["NotOurs", "Piece", "document", "stated_in"]
