"""读要点: any Chinese work plan to chapters, items, targets and milestones for an officer to confirm."""

from jichuang.plan.reader.milestones import read_milestones
from jichuang.plan.reader.numerals import fold
from jichuang.plan.reader.outline import clauses, outline
from jichuang.plan.reader.refusal import refuse_other_kinds, refuse_unreadable
from jichuang.plan.reader.shapes import ReadPlan
from jichuang.plan.reader.targets import read_targets

LONGEST_CLAUSE = 400  # characters without a comma: beyond that it is no sentence of a plan


def read(text: str) -> ReadPlan:
    """What the plan promises. Spans count characters of `text` as given. Raises ``NotAPlan`` with reason
    and remedy.
    """
    refuse_unreadable(text)
    folded = fold(text)
    plan = outline(folded)
    body = _blanked(folded, [*plan.labels, plan.title_line])
    pieces = [clause for clause in clauses(body) if len(clause.text) <= LONGEST_CLAUSE]
    targets = read_targets(pieces, text, plan)
    milestones = read_milestones(pieces, text, plan)
    refuse_other_kinds(
        folded, plan.title, targets=len(targets), milestones=len(milestones), items=len(plan.items)
    )
    title = text[plan.title_span[0] : plan.title_span[1]].strip()
    return ReadPlan(title, plan.chapters, plan.items, tuple(targets), tuple(milestones))


def decode(data: bytes) -> str:
    """Text of a file in UTF-8 (with or without mark), UTF-16 with mark, or GB18030/GBK. Raises
    ``NotAPlan``.
    """
    from_marks = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ()
    for encoding in (*from_marks, "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    refuse_unreadable("\x00" * 2)
    raise AssertionError("unreachable")


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """Headings' numbers and the title as blanks, so that offsets stay and numbers are not read as figures."""
    out = list(text)
    for start, end in spans:
        out[start:end] = " " * (end - start)
    return "".join(out)
