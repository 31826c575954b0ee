"""提纲: title, chapters and items of a plan in whatever numbering it uses, and the clauses of its text.

Numberings known: 第一章 第一部分 / 一、 / （一） / 1. 1、 第1条 / （1）. Chapters are the highest level
in use; items are the level below, or a deeper one whose numbers run through the whole plan without
starting again. A plan with a single level has items and no chapters. Knows no quantity.
"""

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass

from jichuang.plan.reader.numerals import parse_chinese
from jichuang.plan.reader.shapes import ReadHeading, Span

_NUMERAL = "[一二三四五六七八九十百零〇]"
KINDS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第({_NUMERAL}+|\d+)(?:章|部分|篇)[、：\s]*")),
    (1, re.compile(rf"({_NUMERAL}+)[、.．]\s*(?!是)")),
    (2, re.compile(rf"（({_NUMERAL}+)）[、.]?\s*")),
    (3, re.compile(r"(\d{1,3})(?:[.．](?!\d)|、)\s*")),
    (3, re.compile(rf"第({_NUMERAL}+|\d+)[条项][、：\s]*")),
    (4, re.compile(r"（(\d{1,3})）\s*")),
)
PLAN_WORDS = (
    "要点",
    "计划",
    "方案",
    "规划",
    "安排",
    "任务",
    "纲要",
    "打算",
    "行动",
    "目标",
    "意见",
    "思路",
    "部署",
    "举措",
)
_STOPS = "。；！？!?\n\r"
_OPENING = dict(zip("《“（【〔〈‘", "》”）】〕〉’", strict=True))
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Clause:
    """A stretch between commas. `sentence` numbers the sentence it stands in; `text` is folded."""

    text: str
    start: int
    sentence: int

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Outline:
    """Title and headings with spans to their end, and where item bodies begin."""

    title: str
    title_span: Span
    title_line: Span
    chapters: tuple[ReadHeading, ...]
    items: tuple[ReadHeading, ...]
    labels: tuple[Span, ...]  # the numbers alone
    titles: tuple[Span, ...]  # the titles alone: they announce, and state a target only with a figure

    @property
    def year(self) -> int | None:
        """First year in the title (2018年, 二〇一九年); None when it names none."""
        match = re.search(r"(20\d\d)|(二[〇零]\S{2})年", self.title)
        if match is None:
            return None
        digits = match[1] or "".join(
            str("〇一二三四五六七八九".find(one.replace("零", "〇"))) for one in match[2]
        )
        return int(digits) if digits.isdigit() else None

    def in_title(self, offset: int) -> bool:
        """Whether an offset stands in a heading's title."""
        index = bisect_right(self.titles, (offset, sys.maxsize)) - 1
        return index >= 0 and offset < self.titles[index][1]

    def item_at(self, offset: int) -> int | None:
        """`no` of the item around an offset."""
        index = bisect_right(self.items, offset, key=lambda item: item.span[0]) - 1
        return self.items[index].no if index >= 0 and offset < self.items[index].span[1] else None


@dataclass(frozen=True)
class _Mark:
    rank: int
    number: int
    label: str
    title: str
    start: int
    title_start: int
    title_end: int


def outline(text: str) -> Outline:
    """The outline of a folded text."""
    lines = _lines(text)
    title, title_span = _title(lines)
    marks = [mark for start, line in lines if (mark := _mark(start, line)) and start >= title_span[1]]
    ranks = sorted({mark.rank for mark in marks})
    chapter_rank, item_rank = _levels(marks, ranks)
    end = len(text.rstrip())
    return Outline(
        title=title,
        title_span=title_span,
        title_line=_line_around(lines, title_span),
        chapters=_headings(marks, chapter_rank, end),
        items=_headings(marks, item_rank, end),
        labels=tuple((mark.start, mark.title_start) for mark in marks),
        titles=tuple((mark.title_start, mark.title_end) for mark in marks),
    )


def clauses(text: str, start: int = 0) -> list[Clause]:
    """Clauses of a folded text, split at commas and stops outside brackets and quotation marks."""
    out: list[Clause] = []
    depth: list[str] = []
    begin, sentence = 0, 0
    for position, character in enumerate(text):
        if character in "\n\r":
            depth.clear()
        elif character in _OPENING:
            depth.append(_OPENING[character])
        elif depth and character == depth[-1]:
            depth.pop()
        stop = character in _STOPS or character == "." and _full_stop(text, position)
        comma = character in "，,：" and not _thousands(text, position)
        if (stop or comma) and not depth or character in "\n\r":
            _add(out, text, begin, position, start, sentence)
            begin = position + 1
            sentence += stop
    _add(out, text, begin, len(text), start, sentence)
    return out


def _add(out: list[Clause], text: str, begin: int, end: int, start: int, sentence: int) -> None:
    piece = text[begin:end]
    if piece.strip():
        lead = len(piece) - len(piece.lstrip())
        out.append(Clause(piece.strip(), start + begin + lead, sentence))


def _full_stop(text: str, position: int) -> bool:
    """An ASCII point that ends a Chinese sentence, not a decimal point and not an abbreviation."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return (
        bool(before)
        and not after.isascii()
        and (before.isdigit() or before in "%）" or not before.isascii())
        or (bool(before) and not after.strip() and not before.isspace())
    )


def _thousands(text: str, position: int) -> bool:
    return bool(position and text[position - 1].isdigit() and re.match(r"\d{3}(?!\d)", text[position + 1 :]))


def _lines(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in re.finditer(r"[^\n\r]+", text) if match[0].strip()]


def _title(lines: list[tuple[int, str]]) -> tuple[str, Span]:
    for start, line in lines[:15]:
        body = line.strip()
        if "。" in body or _mark(start, line) or len(body) > _LONGEST_TITLE:
            break
        if any(word in body for word in PLAN_WORDS):
            return _within_notice(body, start + line.index(body))
    if lines:
        start, line = lines[0]
        body = line.strip()
        if not _mark(start, line) and "。" not in body and len(body) <= _LONGEST_TITLE:
            return body, (start, start + len(line))
    return "", (0, 0)


def _line_around(lines: list[tuple[int, str]], span: Span) -> Span:
    for start, line in lines:
        if start <= span[0] < span[1] <= start + len(line):
            return start, start + len(line)
    return span


def _within_notice(body: str, start: int) -> tuple[str, Span]:
    """关于印发《X》的通知 is the plan X."""
    match = re.search(r"印发《(?P<plan>[^》]+)》", body)
    if match:
        return match["plan"], (start + match.start("plan"), start + match.end("plan"))
    return body, (start, start + len(body))


def _mark(start: int, line: str) -> _Mark | None:
    lead = len(line) - len(line.lstrip())
    body = line.strip()
    for rank, pattern in KINDS:
        match = pattern.match(body)
        if match is None or match.end() == len(body):
            continue
        rest = body[match.end() :]
        stop = re.search(r"[。：；]|(?<=[^\x00-\x7f])\.(?=[^\x00-\x7f]|$)", rest)
        title = rest[: stop.start()] if stop else rest
        if len(title) > _LONGEST_TITLE:
            if rank < 2:
                return None
            comma = max(rest.rfind("，", 0, _LONGEST_TITLE), rest.rfind(",", 0, _LONGEST_TITLE))
            title = rest[: comma if comma > 0 else _LONGEST_TITLE]
        number = int(match[1]) if match[1].isdigit() else parse_chinese(match[1])
        begin = start + lead
        title_start = begin + match.end()
        label = body[: match.end()].strip()
        return _Mark(rank, number, label, title.strip(), begin, title_start, title_start + len(title))
    return None


def _levels(marks: list[_Mark], ranks: list[int]) -> tuple[int | None, int | None]:
    if not ranks:
        return None, None
    if len(ranks) == 1:
        return None, ranks[0]
    below = ranks[1:]
    running = [
        rank for rank in below if rank < 4 and _runs_on([mark.number for mark in marks if mark.rank == rank])
    ]
    return ranks[0], running[-1] if running else below[0]


def _runs_on(numbers: list[int]) -> bool:
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))


def _headings(marks: list[_Mark], rank: int | None, end: int) -> tuple[ReadHeading, ...]:
    if rank is None:
        return ()
    own = [mark for mark in marks if mark.rank == rank]
    running = _runs_on([mark.number for mark in own])
    stops, stop = {}, end
    for mark in reversed(marks):
        if mark.rank == rank:
            stops[mark.start] = stop
        if mark.rank <= rank:
            stop = mark.start
    return tuple(
        ReadHeading(
            mark.number if running else index, mark.label, mark.title, (mark.start, stops[mark.start])
        )
        for index, mark in enumerate(own, 1)
    )
