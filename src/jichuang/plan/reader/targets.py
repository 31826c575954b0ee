"""目标: clauses to targets. Infers what each quantity counts from the words around it. Knows no file and
no form.
"""

import re
from itertools import pairwise

from jichuang.plan.reader.outline import Clause, Outline
from jichuang.plan.reader.quantities import Quantity, enumerated, quantities, whole
from jichuang.plan.reader.shapes import ReadTarget

STRIVE = re.compile(
    r"力争|争取|努力|力求|谋划|争创|有望|探索|(?:推动|支持|鼓励)(?=[^，]*(?:创建|争创|晋升|申报|列入|纳入|入选|获批|完成扩区))"
)
ACTIONS = sorted(
    [
        "新建",
        "建设",
        "建成",
        "重点建设",
        "创建",
        "组建",
        "培育",
        "培育打造",
        "培育壮大",
        "引进",
        "举办",
        "召开",
        "组织召开",
        "认定",
        "新认定",
        "首批认定",
        "发布",
        "编制发布",
        "打造",
        "新增",
        "净增",
        "增加",
        "再增加",
        "开展",
        "设立",
        "新设",
        "新设立",
        "建立",
        "选派",
        "支持",
        "完成",
        "实施",
        "组织实施",
        "协同实施",
        "攻克",
        "转化",
        "推广",
        "布局",
        "培训",
        "发放",
        "安排",
        "征集",
        "遴选",
        "选拔",
        "资助",
        "推荐",
        "孵化",
        "催生",
        "组织",
        "承办",
        "推出",
        "提升",
        "推进",
        "统筹推进",
        "瞄准",
        "重点瞄准",
        "指导",
        "共建",
        "申报",
        "获批",
        "实现",
        "扶持",
        "服务",
        "走访",
        "吸引",
        "集聚",
        "引育",
        "登记",
        "备案",
        "突破",
        "落地",
        "促成",
        "签约",
        "解决",
        "制定",
        "修订",
        "研发",
        "入库",
        "新增入库",
        "谋划",
        "储备",
        "推动",
        "力促",
        "确保",
        "启动",
        "启动实施",
        "继续",
        "继续组织",
        "投入",
        "建好",
        "办好",
        "带动",
        "辐射",
        "覆盖",
        "输送",
    ],
    key=len,
    reverse=True,
)
_ACTION = "(?:" + "|".join(ACTIONS) + ")"
_LEAD = re.compile(
    r"^(?:一是|二是|三是|四是|五是|六是|七是|八是|其中|同时|此外|并且|并|以及|及|和|与|、|：|:|到\d{4}年底?|\d{4}年底?|年内|全年|今年|本年度|年底前|年底"
    r"|力争|争取|努力|确保|积极|大力|着力|重点|进一步|全力|加快|持续|深入|稳步|至少|累计|总数|使|让|将|对|把|再|全市今年|计划|预计|谋划|协同)+"
)
_TAIL = re.compile(
    r"(?:分别|总数|数量|总量|力争|争取|预计|累计|将|要|均|已|也|至少|达|总计|合计|同比|年均|比上年|较上年|比去年|较去年|每年|年均|再|新|了)+$"
)
_NAMED_WITH = {"新建", "新增", "净增", "引进", "新认定", "新设", "发放"}
_NO_NOUN = re.compile(
    r"^(?:开展|参加|进行|赴|到|进入|入选|入库|用于|以内|完成|提高|增长|实现|建设|力争|并|其中|且|，|、|；|。|和(?!谐)|及|（)"
)


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
        strive = _strives(clauses, index)
        if full is not None:
            out.append(_target(clause, full, _subject(clause.text[: full.start]), strive, text, plan))
            continue
        if not found:
            named = enumerated(clause.text)
            if named is not None:
                out.append(_target(clause, named[0], named[1], strive, text, plan))
            continue
        last = out[-1].name if out and last_sentence == clause.sentence else ""
        names = _names(clause, found, clauses[:index], last)
        last_sentence = clause.sentence
        pieces = _pieces(clause, found)
        for quantity, name, (start, end) in zip(found, names, pieces, strict=True):
            piece = Clause(clause.text[start:end], clause.start + start, clause.sentence)
            target = _target(piece, quantity, name, strive, text, plan)
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


def _strives(clauses: list[Clause], index: int) -> bool:
    """力争 governs its clause and what follows it in the sentence."""
    clause = clauses[index]
    if STRIVE.search(clause.text):
        return True
    for earlier in reversed(clauses[:index]):
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


def _names(clause: Clause, found: list[Quantity], earlier: list[Clause], last: str) -> list[str]:
    """A name for each quantity; one without words of its own takes the last target's name in the sentence."""
    text = clause.text
    shared = _shared_names(text, found) or _carried_names(clause, found, earlier)
    if shared:
        return shared
    names: list[str] = []
    for index, quantity in enumerate(found):
        left = text[found[index - 1].end if index else 0 : quantity.start]
        stop = found[index + 1].start if index + 1 < len(found) else len(text)
        right = text[quantity.end : stop]
        carried = names[-1] if names else last
        own = _name(left, right, quantity) or carried or _looked_back(clause, earlier) or _subject(text)
        names.append(_completed(own, left, names, last))
    return names


def _completed(name: str, left: str, names: list[str], last: str) -> str:
    """新建甲3家、乙5家 makes 新建乙; 占GDP比重 takes the subject of the clause before."""
    if name.startswith("占") and last:
        return f"{last}{name}"
    prefix = next((word for word in _NAMED_WITH if names and names[0].startswith(word)), "")
    listed = re.match(rf"^[、和及](?!{_ACTION})", left)
    return f"{prefix}{name}" if prefix and listed and not name.startswith(prefix) else name


def _shared_names(text: str, found: list[Quantity]) -> list[str]:
    """甲、乙分别达到A、B: names before 分别, one for each number."""
    if "分别" not in text or len(found) < 2:
        return []
    before, _, after = text.partition("分别")
    listed = before if before.strip() else re.split(r"\d", after)[0]
    listed = re.sub(rf"^{_ACTION}", "", _LEAD.sub("", listed.strip()))
    names = [_clean(part) for part in re.split(r"[、和及]", listed) if part.strip()]
    return names if len(names) == len(found) else []


def _carried_names(clause: Clause, found: list[Quantity], earlier: list[Clause]) -> list[str]:
    """去年分别新增甲、乙…基础上，今年再增加A、B: the names of the clause before."""
    if not earlier or len(found) < 2 or earlier[-1].sentence != clause.sentence:
        return []
    match = re.search(rf"分别{_ACTION}?(?P<list>[^\d]+)\d", earlier[-1].text)
    if match is None or not re.match(rf"^(?:今年|年内|再|{_ACTION}|又|分别)*\d", clause.text):
        return []
    names = [_clean(part) for part in re.split(r"[、和及]", match["list"]) if part.strip()]
    return [f"新增{name}" for name in names] if len(names) == len(found) else []


def _name(left: str, right: str, quantity: Quantity) -> str:
    """What the quantity counts: the subject before 达到, else what follows the number, else what the verb
    governs.
    """
    left = re.sub(r"(?:由|从)[^，]{0,20}$", "", left) if re.search(r"到|至", quantity.verb) else left
    if quantity.growth:
        falling = re.search(r"下降|降低|减少", left)
        subject = _subject(
            re.sub(
                r"(?:同比|年均|比.{1,6}|较.{1,6})?(?:增长|提高|提升|增幅|增速|上升|下降|降低|减少).*$",
                "",
                left,
            )
        )
        return f"{subject}降幅" if subject and falling else subject
    attribute = re.match(r"的([^，、]{2,20})", right)
    if attribute and quantity.verb:
        return f"{attribute[1]}规模"
    subject = _subject(left)
    if quantity.verb and subject and not re.fullmatch(_ACTION, subject):
        return subject
    noun = _noun(right)
    if not noun:
        return subject
    verb = re.search(rf"({_ACTION})$", _TAIL.sub("", left.strip()))
    return f"{verb[1]}{noun}" if verb and verb[1] in _NAMED_WITH else noun


def _subject(left: str) -> str:
    words = _clean(left)
    match = re.match(rf"({_ACTION})(.+)$", words)
    if match and len(match[2]) >= 2:
        prefix = match[1] if match[1] in _NAMED_WITH else ""
        return f"{prefix}{match[2]}"
    return "" if re.fullmatch(_ACTION, words) else words


def _noun(right: str) -> str:
    """The noun that follows a number; empty when a verb, a comma or nothing follows."""
    if _NO_NOUN.match(right.strip()):
        return ""
    words = re.split(r"[，；。]", right.strip())[0]
    words = re.sub(r"[、和及](?=[^、和及]*$).{0,3}$", "", words).strip("、和及 ")
    words = re.sub(r"(?:（[^）]*）)$", "", words)
    inner = re.match(r"(.{2,24}?)(?:开展|制定|助力|在我|参加|进行|进入|落户|实现|晋升|通过|上市)", words)
    return (inner[1] if inner else words).strip("、，：的 ")


def _looked_back(clause: Clause, earlier: list[Clause]) -> str:
    """The subject of the clause before, when this one has none (…建设发展，今年增加140家以上)."""
    for before in list(reversed(earlier))[:3]:
        if before.sentence != clause.sentence:
            return ""
        if re.search(r"基础上|去年|上年", before.text):
            continue
        words = re.sub(rf"^{_ACTION}|(?:加快|持续|健康)?(?:建设|发展|提升|壮大)+$", "", _clean(before.text))
        if words:
            return _clean(words)
    return ""


def _clean(words: str) -> str:
    words = re.sub(r"^.*：", "", words.strip().strip("，。；、 "))
    previous = None
    while words != previous:
        previous = words
        words = _TAIL.sub("", _LEAD.sub("", words)).strip("、，：和 ")
    return re.sub(r"（责任[^）]*）?$", "", words)
