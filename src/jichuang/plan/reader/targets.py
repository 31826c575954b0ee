"""目标: clauses to targets, one for each quantity that is a goal. Knows no file and no form."""

import re
from itertools import pairwise

from jichuang.plan.reader.names import names, subject
from jichuang.plan.reader.outline import Clause, Outline
from jichuang.plan.reader.quantities import Quantity, enumerated, quantities, whole
from jichuang.plan.reader.shapes import ReadTarget

STRIVE = re.compile(
    r"力争|争取|努力|力求|谋划|争创|有望|探索|(?:推动|支持|鼓励)(?=[^，]*(?:创建|争创|晋升|申报|列入|纳入|入选|获批|完成扩区))"
)

LOOK_BACK = 12  # clauses of one sentence that may govern or name a later one


def read_targets(clauses: list[Clause], text: str, plan: Outline) -> list[ReadTarget]:
    """Targets of the clauses in order. Quotes are cut from the original `text`."""
    out: list[ReadTarget] = []
    last_sentence = -1
    for index, clause in enumerate(clauses):
        if re.match(r"（?(?:责任|牵头|配合|主办|承办)(?:单位|处室|部门|科室)", clause.text):
            continue
        if _past(clause.text, plan.year):
            continue
        found = quantities(clause.text)
        full = None if found else whole(clause.text)
        strive = _strives(clauses, index, clause.text)
        if full is not None:
            name = re.sub("实现|达到", "", subject(clause.text[: full.start])) + re.sub(
                "实现|达到|基本", "", full.verb
            )
            out.append(_target(clause, full, name, strive, text, plan))
            continue
        if not found:
            named = enumerated(clause.text)
            if named is not None:
                out.append(_target(clause, named[0], named[1], strive, text, plan))
            continue
        last = out[-1].name if out and last_sentence == clause.sentence else ""
        called = names(clause, found, clauses[max(0, index - LOOK_BACK) : index], last)
        last_sentence = clause.sentence
        pieces = _pieces(clause, found)
        for quantity, name, (start, end) in zip(found, called, pieces, strict=True):
            piece = Clause(clause.text[start:end], clause.start + start, clause.sentence)
            hoped = _strives(clauses, index, clause.text[:end])
            target = _target(piece, quantity, name, hoped, text, plan)
            out.append(target)
    return out


def _target(
    piece: Clause, quantity: Quantity, name: str, strive: bool, text: str, plan: Outline
) -> ReadTarget:
    start, end = piece.start, piece.end
    return ReadTarget(
        quote=text[start:end],
        span=(start, end),
        item=plan.item_at(start),
        name=name,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        growth=quantity.growth,
        strive=strive,
    )


def _strives(clauses: list[Clause], index: int, so_far: str) -> bool:
    """力争 governs what follows it in the sentence; `so_far` is the clause up to the quantity's end."""
    clause = clauses[index]
    if STRIVE.search(so_far):
        return True
    for earlier in reversed(clauses[max(0, index - LOOK_BACK) : index]):
        if earlier.sentence != clause.sentence:
            return False
        if re.search(r"力争|努力实现|争取", earlier.text[:6]) and quantities(earlier.text):
            return True
    return False


def _pieces(clause: Clause, found: list[Quantity]) -> list[tuple[int, int]]:
    """One stretch of the clause for each quantity: cut at 、 between them when each has words of its own."""
    text = clause.text
    cuts = [0]
    for earlier, later in pairwise(found):
        match = re.match(r"[^、]{0,30}?(、|；|和(?!市)|及|其中)", text[earlier.end : later.start])
        between = text[earlier.end : later.start]
        if "分别" in text or match is None or not between.strip("、和及 "):
            cuts.append(cuts[-1])
            continue
        cuts.append(earlier.end + match.end(1))
    ends = [*[cut if cut > start else len(text) for start, cut in pairwise(cuts)], len(text)]
    pieces = []
    for start, end in zip(cuts, ends, strict=True):
        stripped = text[start:end].rstrip("、；和及 ")
        pieces.append((start, start + len(stripped)))
    return pieces


def _past(text: str, year: int | None) -> bool:
    """Whether a clause reports an earlier year (2020年全市达到1003家 in a plan for 2021)."""
    match = re.match(r"(?:截至|截止)?(20\d\d)年", text)
    return match is not None and year is not None and int(match[1]) < year
