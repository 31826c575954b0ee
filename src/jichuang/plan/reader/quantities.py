"""数量: every quantity in a clause with its comparator, and which of them are no goals.

A quantity is a number, a unit and the words that bound it (达到, 超过, 不少于, 以上, 左右, 1-2家, 增长
10%, 翻一番, 前10位). Left out: dates, ordinals, numbers inside 《》 or “”, the base (在去年…基础上, 由…提
高到), attributes of something else (原值20万元以上的设备), amounts of a subsidy rule (每家给予100万元奖励
). Knows one clause; knows no plan.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from jichuang.plan.reader.numerals import CHINESE, MONEY, NUMBER, UNIT, is_arabic, parse_number


@dataclass(frozen=True)
class Quantity:
    """`start`..`end` include the bounding words next to the number; values already multiplied out."""

    start: int
    end: int
    comparator: str
    value: Fraction
    value_max: Fraction | None
    unit: str
    growth: bool
    verb: str  # the bounding verb before the number (达到), empty when there is none
    bare: bool  # nothing bounds it


_BEFORE: tuple[tuple[str, str], ...] = (
    (r"(?:控制|压减|压缩|限制|稳定)在|(?:降低|降|下降|压缩|压减|缩短|减少|控制)(?:到|至)", "<="),
    (r"不(?:超过|高于|多于|大于|得超过|突破)", "<="),
    (r"不(?:低于|少于|小于|得少于|得低于)|至少|最少|起码", ">="),
    (r"超过|突破|高于|大于|多于|超(?!前|级|材|算|高|低|市)", ">"),
    (r"低于|少于|小于", "<"),
    (r"(?:大约|约为|约|接近|近)", "~="),
    (
        r"(?:达到|达|实现|完成|稳定在|保持在|维持在|保持|提高到|提高至|提升到|提升至|增加到|增加至|增长到|增长至|增至|升至|扩大到"
        r"|扩大至|发展到|发展至|累计|总数|总量|为|到|至|有)",
        ">=",
    ),
)
_GROWTH = r"(?:同比|年均|比上年|较上年|比去年|较去年|比.{1,6}年|较.{1,6}年)?(?:增长|提高|提升|增幅|增速|递增|上升|下降|降低|减少)(?:率)?"
_AFTER = r"(?:\s*(以上|左右|上下|以内|以下|余|多|之内))?"
_JOIN = r"(?:\s*(?:-|~|至|到)\s*)"
_QUANTITY = re.compile(
    rf"(?P<low>{NUMBER})(?P<more>余|多)?(?P<lowunit>{UNIT}|%|‰)?"
    rf"(?:{_JOIN}(?P<high>{NUMBER})(?P<more2>余|多)?(?P<unit>个百分点|%|‰|{UNIT})?)?{_AFTER}"
)
_DOUBLING = re.compile(
    r"(?P<word>翻(?P<times>[一两二三])?番|倍增|(?:增长|提高|增加)(?P<fold>\d+(?:\.\d+)?|[一两二三四五])倍)"
)
_RANK = re.compile(
    rf"(?:进入|跻身|位居|位列|居|列|保持|进)[^，。]{{0,12}}?前(?P<number>\d+|[{CHINESE}]+)(?P<unit>位|名|强)?"
)
_DATE = re.compile(
    r"\d{4}\s*(?:-|至|到)\s*\d{4}\s*年?|\d{2,4}\s*年(?:度|底|末|初|以来|间)?|\d{1,2}\s*月(?:份|底|末|初)?(?:\d{1,2}日)?|“?十[一二三四五]五”?"
)
_NAMED = re.compile(
    r"《[^》]*》|“[^”]*”|〔[^〕]*〕|第[\d一二三四五六七八九十百]+|[A-Za-z][A-Za-z&-]*\d[A-Za-z\d-]*|\d+[A-Za-z]+"
)
_CREATING = (
    "新建|建设|建成|创建|组建|培育|引进|举办|召开|组织召开|认定|发布|打造|新增|增加|开展|设立|建立|选派|支持|完成|实施|组织实施|攻克|转化"
    "|推广|布局|培训|争取|力争|发放|安排|征集|遴选|选拔|资助|推荐|入库|孵化|组织|承办|推出|编制|制定|达到|突破|超过|至少"
)
_BASE = re.compile(
    r"^(?:在|比|较)?.*(?:基础上|以来)$|(?:去年|上年|上一年|目前|现有|已有|已经|已达|累计已|截至|截止)(?!.*(?:今年|年内|增长))"
)
_FROM = re.compile(r"(?:由|从)[^，]{0,20}?$")
_RULE = re.compile(r"给予|奖励|补助|补贴|每家|每项|每个|每人|最高|一次性|加计|税前|扣除|罚款|处以")
_SET_NOUN = re.compile(
    r"(?:大|(?:工作|具体|主要|重点)?(?:目标|方面|任务|举措|原则|抓手|统一|转变|结合|必须|关键|坚持|维护|领域|层面|维度|阶段|步骤)|环节|意识|自信|本领|重点(?!实验室|项目|研发)|位一体|项机制|个一批|链|体)"
)
_IDIOM = re.compile(
    r"一(?:批|体|系列|流|线|带|代|步|致|定|律|些|个|站式|张|揽子|企一策|业|件事|网|码|门|次|支|条|类|项)|两(?:地|岸|化|用|山|会|学|手)|三(?:地|农|方|会|大|严)|百(?:日|强|姓|分)|千方百计|万(?:众|人|物)|半"
)


def quantities(text: str) -> list[Quantity]:
    """The goal quantities of a folded clause, from left to right."""
    blocked = [match.span() for pattern in (_NAMED, _DATE) for match in pattern.finditer(text)]
    if _BASE.search(text) and not re.search(r"(?:达到|增加到|提高到|今年|年内|再)", text):
        return []
    found = [quantity for match in _QUANTITY.finditer(text) if (quantity := _quantity(text, match, blocked))]
    found += [quantity for match in _DOUBLING.finditer(text) if (quantity := _doubling(text, match, blocked))]
    found += [_rank(match) for match in _RANK.finditer(text)]
    return _sharing(text, _without_overlaps(found))


def _sharing(text: str, found: list[Quantity]) -> list[Quantity]:
    """分别超过90家和870家: what bounds the first bounds them all."""
    if "分别" not in text:
        return found
    out: list[Quantity] = []
    for quantity in found:
        joined = (
            out and quantity.bare and text[out[-1].end : quantity.start].strip() in {"、", "和", "及", "与"}
        )
        out.append(replace(quantity, comparator=out[-1].comparator) if joined else quantity)
    return out


def whole(text: str) -> Quantity | None:
    """全覆盖 and 全部完成 as 100 %; None when the clause says neither."""
    match = re.search(
        r"(?:实现|达到|基本实现)?(?:全覆盖|全面覆盖|应[^，]{1,4}尽[^，]{1,4}(?=$|，))|全部(?:完成|达标|建成|办结|落实|到位)",
        text,
    )
    if match is None or re.search(r"推进.*全覆盖.*(?:建设|工作)", text):
        return None
    return Quantity(match.start(), match.end(), ">=", Fraction(100), None, "%", False, match[0], False)


_MEMBERS = re.compile(
    r"^(?:积极|重点|大力|全力|力争|争取|推动|支持|推进|确保|加快|鼓励|年内)+(?P<list>[^，、等的]{2,14}(?:[、和与及][^，、等的]{2,14}?)+)"
    r"(?:尽快|全部|顺利|成功|年内)?(?P<verb>进入|晋升|升级为|升格为|跻身|入选|获批|列入|创建(?=国家|省)|成功创建|完成)(?P<thing>[^，]{2,})$"
)
_GENERIC = re.compile(
    r"^(?:各?企业|高校|院所|科研院所|机构|人才|资金|项目|平台|各级|部门|各?地|社会|资本|技术|成果|单位|个人|团队)$"
)


def enumerated(text: str) -> tuple[Quantity, str] | None:
    """甲、乙、丙进入国家…: a goal counted by its named members (an open list, ending in 等, is none); with its name."""
    match = _MEMBERS.match(text)
    if match is None:
        return None
    members = [part for part in re.split(r"[、和与及]", match["list"]) if part]
    if len(members) < 2 or any(_GENERIC.match(member) for member in members):
        return None
    count = Fraction(len(members))
    quantity = Quantity(0, len(text), ">=", count, None, "个", False, match["verb"], True)
    return quantity, f"{match['verb']}{match['thing']}"


def _quantity(text: str, match: re.Match[str], blocked: list[tuple[int, int]]) -> Quantity | None:
    unit = match["unit"] or match["lowunit"] or ""
    low, high = match["low"], match["high"]
    if any(start < match.end("low") and match.start() < end for start, end in blocked):
        return None
    before, verb, start = _bound(text, match.start())
    suffix = _suffix(match)
    if not _counts(text, match, low, unit, before, suffix):
        return None
    try:
        value, top = parse_number(low), parse_number(high) if high else None
    except ValueError:
        return None
    factor = MONEY.get(unit, 1)
    unit = "元" if unit == "人民币" else unit
    if top is not None:
        value = _same_scale(low, high, value)
        if top <= value:
            return None
    growth = bool(
        re.search(_GROWTH + r"(?:率)?(?:达到|达|超过|不低于|高于|约|到)?$", text[: match.start()])
    ) and unit in {
        "%",
        "个百分点",
        "‰",
    }
    growth = growth and not re.search(r"(?:提高|提升|增长|下降|降低)(?:到|至)$", text[: match.start()])
    comparator = _comparator(before, suffix, top is not None, text[: match.start()])
    scaled_top = None if top is None else top * factor
    return Quantity(
        start,
        match.end(),
        comparator,
        value * factor,
        scaled_top,
        unit,
        growth,
        verb,
        not before and not suffix,
    )


def _suffix(match: re.Match[str]) -> str:
    last = match.group(len(match.groups()))
    return last or match["more"] or match["more2"] or ""


def _bound(text: str, position: int) -> tuple[str, str, int]:
    """Comparator, words and start of what bounds a number from the left."""
    left = text[:position].rstrip()
    for pattern, comparator in _BEFORE:
        match = re.search(rf"(?:{pattern})(?:了)?$", left)
        if match:
            return comparator, match[0], match.start()
    return "", "", position


def _comparator(before: str, suffix: str, ranged: bool, left: str) -> str:
    if ranged:
        return "range"
    if suffix in {"左右", "上下"} or before == "~=":
        return "~="
    if suffix in {"以内", "之内", "以下"}:
        return "<="
    if suffix == "以上":
        return ">="
    if suffix in {"余", "多"}:
        return ">"
    if before == "<=" and re.search(r"稳定在$", left):
        return ">="
    return before or ">="


def _counts(text: str, match: re.Match[str], low: str, unit: str, before: str, suffix: str) -> bool:
    """Whether the number is a goal at all."""
    left, right = text[: match.start()], text[match.end() :]
    if not unit and not (
        before in {">=", ">"} and not right.strip("。；， ") and is_arabic(low) and len(left) > 4
    ):
        return False
    if _FROM.search(left) and re.match(r"[^，]{0,6}(?:提高|增加|提升|增长|下降|降|扩大|压缩|发展|升)", right):
        return False
    if _RULE.search(text) and unit in {"元", "%", "万元"}:
        return False
    if re.search(r"(?:去年|上年|上一年)[^，]{0,12}$", left) and not re.search(
        r"(?:比|较|在)(?:去年|上年)", left
    ):
        return False
    if _attribute(left, right, unit, before, suffix):
        return False
    if is_arabic(low):
        return True
    return _chinese_counts(match[0], left, right, low, unit, before, suffix)


def _attribute(left: str, right: str, unit: str, before: str, suffix: str) -> bool:
    """Whether the number describes something (原值20万元以上的设备) instead of setting a goal."""
    if (
        unit == "元"
        and suffix in {"以上", "以下"}
        and re.match(r"的?(?:重[大点]|优质|工业|科技)*(?:企业|项目|设备|仪器|平台|园区|产业|集群)", right)
    ):
        return True
    if not right.startswith("的"):
        return False
    return not (before and not suffix and re.search(r"规模|总数|总量|总规模", left))


def _chinese_counts(
    whole_match: str, left: str, right: str, low: str, unit: str, before: str, suffix: str
) -> bool:
    if _IDIOM.match(whole_match) and low in {"一", "两", "三", "百", "千", "万"} and not before:
        return bool(low in {"百", "千", "万"} and unit and re.search(rf"(?:{_CREATING})$", left))
    if unit == "元" and low in {"百", "千", "万", "亿", "千万", "百万", "十万"}:
        return False
    if (
        re.search(r"等$", left)
        or _SET_NOUN.match(right)
        or unit in {"区", "市", "县", "村", "天", "日", "年", "门", "对", "位", "起"}
    ):
        return False
    if low == "一" and not before and not suffix:
        return False
    at_end = not right.strip() and re.search(_CREATING, left)
    return bool(before or suffix or at_end or re.search(rf"(?:{_CREATING})$", left))


def _same_scale(low: str, high: str, value: Fraction) -> Fraction:
    """1-2万家: the multiplier written once belongs to both."""
    mark = re.search(r"[百千万亿]+$", high)
    if mark and is_arabic(low) and not re.search(r"[百千万亿]$", low):
        return value * parse_number("1" + mark[0] if mark[0][0] in "百千万亿" else mark[0])
    return value


def _doubling(text: str, match: re.Match[str], blocked: list[tuple[int, int]]) -> Quantity | None:
    if any(start <= match.start() < end for start, end in blocked):
        return None
    if re.match(r"(?:计划|行动|工程|方案|专项)", text[match.end() :]):
        return None
    times = {"一": 1, "两": 2, "二": 2, "三": 3}.get(match["times"] or "一", 1)
    percent = Fraction(2**times - 1) * 100
    if match["fold"]:
        percent = parse_number(match["fold"]) * 100
    return Quantity(match.start(), match.end(), ">=", percent, None, "%", True, match[0], False)


def _rank(match: re.Match[str]) -> Quantity:
    value = parse_number(match["number"])
    return Quantity(
        match.start(), match.end(), "<=", value, None, match["unit"] or "位", False, match[0], False
    )


def _without_overlaps(found: list[Quantity]) -> list[Quantity]:
    out: list[Quantity] = []
    for quantity in sorted(found, key=lambda one: (one.start, -one.end)):
        if not out or quantity.start >= out[-1].end:
            out.append(quantity)
    return out
