"""指标名: what a quantity counts, inferred from the words around it. Knows clauses; knows no plan."""

import re

from jichuang.plan.reader.outline import Clause
from jichuang.plan.reader.quantities import Quantity

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
    rf"|力争|争取|努力|确保|积极(?!性)|大力|着力|进一步|全力|加快|持续|深入|稳步|至少|累计|总数|使(?!用)|让|将|对(?!外|口|接)|把|再|全市今年|计划|预计|谋划|协同|重点(?={_ACTION}))+"
)
_TAIL = re.compile(
    r"(?:分别|总数|数量|总量|力争|争取|预计|累计|将|要|均|已|也|至少|达|总计|合计|同比|年均|比上年|较上年|比去年|较去年|每年|年均|再|了)+$"
)
_NAMED_WITH = {"新建", "新增", "净增", "引进", "新认定", "新设", "发放"}
# before 达到 these open a noun (研发强度达到, 资助总经费达到) and govern nothing
_ALSO_NOUNS = {"研发", "转化", "服务", "资助", "登记", "备案", "覆盖", "投入", "孵化"}
_NO_NOUN = re.compile(
    r"^(?:开展|参加|进行|赴|到|进入|入选|入库|用于|以内|完成|提高|增长|实现|建设|力争|并|其中|且|，|、|；|。|和(?!谐)|及|（)"
)


def names(clause: Clause, found: list[Quantity], earlier: list[Clause], last: str) -> list[str]:
    """A name for each quantity; one without words of its own takes the last target's name in the sentence."""
    text = clause.text
    shared = _shared_names(text, found) or _carried_names(clause, found, earlier)
    if shared:
        return shared
    found_names: list[str] = []
    for index, quantity in enumerate(found):
        left = text[found[index - 1].end if index else 0 : quantity.start]
        stop = found[index + 1].start if index + 1 < len(found) else len(text)
        right = text[quantity.end : stop]
        carried = found_names[-1] if found_names else last
        own = _name(left, right, quantity) or carried or _looked_back(clause, earlier) or subject(text)
        found_names.append(_completed(own, left, found_names, last))
    return found_names


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
        grown = subject(
            re.sub(
                r"(?:同比|年均|比.{1,6}|较.{1,6})?(?:增长|提高|提升|增幅|增速|上升|下降|降低|减少).*$",
                "",
                left,
            )
        )
        return f"{grown}降幅" if grown and falling else grown
    attribute = re.match(r"的([^，、]{2,20})", right)
    if attribute and quantity.verb:
        return f"{attribute[1]}规模"
    own = subject(left, bounded=bool(quantity.verb))
    if quantity.verb and own and not re.fullmatch(_ACTION, own):
        return own
    noun = _noun(right)
    if not noun:
        return own
    verb = re.search(rf"({_ACTION})$", _TAIL.sub("", left.strip()))
    return f"{verb[1]}{noun}" if verb and verb[1] in _NAMED_WITH else noun


def subject(left: str, *, bounded: bool = False) -> str:
    """What stands before a number, without leading adverbs and the verb that governs it; empty when nothing is left."""
    words, prefix = _clean(left), ""
    while match := re.match(rf"({_ACTION})(.+)$", words):
        if len(match[2]) < 2 or bounded and match[1] in _ALSO_NOUNS:
            break
        prefix = match[1] if match[1] in _NAMED_WITH else prefix
        words = _clean(match[2])
    return "" if re.fullmatch(_ACTION, words) else f"{prefix}{words}" if words else ""


def _noun(right: str) -> str:
    """The noun that follows a number; empty when a verb, a comma or nothing follows."""
    if _NO_NOUN.match(right.strip()):
        return ""
    words = re.split(r"[，；。]", right.strip())[0]
    words = re.sub(r"[、和及](?=[^、和及]*$).{0,3}$", "", words).strip("、和及 ")
    words = re.sub(r"(?:（[^）]*）)$", "", words)
    inner = re.match(r"(.{2,24}?)(?:开展|制定|助力|在我|参加|进行|进入|落户|实现|晋升|通过|上市|参会)", words)
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
