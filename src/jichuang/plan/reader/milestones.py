"""里程碑: a verb and the deliverable it names. Knows one clause at a time; knows no plan.

A deliverable is a document (《…》, 方案, 办法), something built (平台, 系统, 中心), an event (推进会, 论
坛, 大赛), a programme launched (计划, 工程, 专项) or a title sought (创建国家…). Clauses that only
strengthen, deepen or promote name none.
"""

import re
from dataclasses import dataclass

from jichuang.plan.reader.outline import Clause, Outline
from jichuang.plan.reader.quantities import enumerated, quantities
from jichuang.plan.reader.shapes import ReadMilestone

_DOCUMENT_VERB = "研究出台|制定出台|研究制定|研究修改制定|制定印发|制定实施|编制发布|修订完善|制定|制订|出台|印发|编制|起草|修订|修改|发布|研究提出|完善"
_DOCUMENT = (
    "计划|方案|办法|指引|意见|规划|条例|细则|规程指引|规程|规定|标准|指南|目录|公报|报告|白皮书|蓝皮书|若干措施|措施|政策|流程|制度|规范|清单|预案|导则"
    "|路线图|图谱|实施细则|指数|指标体系"
)
_BUILD_VERB = "加快建设|建设|搭建|建立健全|建立完善|建立|建成投用|建成|打造|组建|设立|筹建|升级改版|改版|升级|开通|上线|开发|成立|布局建设|构建|设置|挂牌|开园|投用|完善"
_BUILT = (
    "平台|系统|中心|网站|大厅|市场|数据库|成果库|项目库|专家库|超市|联盟|基金|基金池|资金池|机制|制度|基地|产业园|科技园|园区|示范区|试验区|先行区|创新区|入口|实验室"
    "|研究院|创新院|研究所|督导体系|指数|小镇|走廊|专区|联合体|工作站|服务站|院士港|加速器|孵化器|图书馆|科技馆|展厅|窗口|APP|小程序|公众号|办公室|委员会|领导小组|工作专班|专班|公司|协会|学会|分会"
)
_EVENT_VERB = "组织召开|筹备召开|召开|组织举办|举办|承办|组织开展|精心组织办好|组织办好|办好|开展|组织"
_EVENT = (
    "推进会|现场会|大会|会议|座谈会|对接会|交流会|发布会|推介会|论坛|峰会|大赛|竞赛|比赛|活动周|科技周|活动|培训班|集训营|博览会|交易会|洽谈会|展览|年会|行动|试点|试点示范"
    "|轮训|百县行|评选|竞赛活动|河北行"
)
_LAUNCH_VERB = "启动实施|全面启动|启动|深入实施|组织实施|启动编制|实施好|实施|谋划实施"
_LAUNCHED = "计划|工程|行动|专项|项目|工作|试点|示范|调查|程序|创建|建设|修订|编制"
_SEEK_VERB = "争创|创建|申报|建设(?=.{0,3}文明)|争取|积极争取|晋升|申建|获批"
_SOUGHT = "国家|省级|国际|全国|科技部|部级|文明"
_REFORM_VERB = "优化|推行|探索开展|探索建立|建立|完善|创新"
_REFORMED = "流程|机制|模式|组织模式|评价|评估工作|试点"
_LINK_VERB = "互认互通|互联互通|互认|对接"

_ADVERB = r"(?:适时|积极|加快|深入|全面|继续|着力|大力|联合[^，]{2,8}|按照[^，]{2,8}|推动|支持|谋划|争取|力争|牵头|尽快|研究|共同|按季度|每[季月年]度?)*"
_DUTY = re.compile(
    r"^(?:认真|贯彻|全面|深入|扎实|切实|严格|继续)*(?:落实|贯彻|执行|学习|宣传|强化|加强|深化|提升|提高|鼓励|引导|促进|发挥|围绕|聚焦|按照|依托|坚持)"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(rf"(?P<verb>{_DOCUMENT_VERB})(?P<thing>[^，]{{0,40}}?(?:{_DOCUMENT}))(?:（[^）]*）)?$"),
        "document",
    ),
    (re.compile(rf"(?P<verb>{_BUILD_VERB})(?P<thing>[^，]{{1,40}}?(?:{_BUILT}))(?:（[^）]*）)?$"), "build"),
    (re.compile(rf"(?P<verb>{_EVENT_VERB})(?P<thing>[^，]{{1,60}}?(?:{_EVENT}))(?:（[^）]*）)?$"), "event"),
    (re.compile(r"(?P<verb>召开|举办|承办)(?P<thing>[^，]{2,40}(?:会|节|赛|展|周|日))$"), "event"),
    (
        re.compile(rf"(?P<verb>{_LAUNCH_VERB})(?P<thing>[^，]{{2,40}}?(?:{_LAUNCHED}))(?:（[^）]*）)?$"),
        "launch",
    ),
    (
        re.compile(
            rf"(?P<verb>{_SEEK_VERB})(?P<thing>(?:更多|成为)?[^，]{{0,6}}(?:{_SOUGHT})[^，]{{2,40}})$"
        ),
        "seek",
    ),
    (re.compile(rf"(?P<verb>{_REFORM_VERB})(?P<thing>[^，]{{2,40}}(?:{_REFORMED}))$"), "reform"),
    (re.compile(rf"(?P<verb>推动)(?P<thing>[^，]{{2,30}}(?:{_LINK_VERB}))$"), "link"),
    (re.compile(r"^(?:与)?(?P<thing>[^，]{2,30})做好(?P<verb>对接)$"), "link"),
    (re.compile(r"^(?P<verb>对接)(?P<thing>[^，]{2,30}(?:库|平台|系统))$"), "link"),
    (re.compile(rf"(?P<verb>推进|加快)(?P<thing>[^，]{{2,40}}(?:{_BUILT}))(?:升级|改版)?建设$"), "build"),
    (
        re.compile(
            r"(?P<verb>开展|启动)(?P<thing>[^，]{2,40}(?:评价|评估|认定|普查|调查|统计|监测|验收|评选|审计|试点)(?:工作)?)$"
        ),
        "event",
    ),
    (re.compile(r"(?P<verb>扩大)(?P<thing>[^，]{2,60}(?:基金|资金池|资金|池))规模$"), "reform"),
    (re.compile(r"(?P<verb>推动)(?P<thing>[^，]{4,40})(?:到位|落地|投产|开工|竣工|通车)$"), "link"),
    (
        re.compile(
            r"(?P<verb>争取)(?P<thing>[^，]{2,60}(?:试点|落户[^，]*|布局[^，]*|立项|支持[^，]*|倾斜))$"
        ),
        "seek",
    ),
    (re.compile(r"(?P<verb>启动)(?P<thing>[^，]{2,40})$"), "launch"),
)
_STRONG = re.compile(r"^(?:启动|召开|出台|建成|举办|制定|印发)")
_VAGUE = re.compile(r"^[一二三四五六]个|一批|一系列|长效|各类|相关|体系建设$|环境$")
_LISTED = re.compile(
    r"^(?P<list>[^，]*、[^，]*?)等(?:系列|品牌|重大|重点|专题|政策落实|一系列)*(?:活动|试点|赛事|会议)$"
)
_BOOK = re.compile(r"《[^》]+》")


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    verb: str
    deliverable: str


def read_milestones(clauses: list[Clause], text: str, plan: Outline) -> list[ReadMilestone]:
    """Milestones of the clauses in order; a clause that states a figure is a target, unless it names a
    document.
    """
    out: list[ReadMilestone] = []
    for clause in clauses:
        if plan.in_title(clause.start) and not _STRONG.match(clause.text):
            continue
        for found in _in_clause(clause.text):
            start, end = clause.start + found.start, clause.start + found.end
            item = plan.item_at(start)
            out.append(ReadMilestone(text[start:end], (start, end), item, found.verb, found.deliverable))
    return out


def _in_clause(text: str) -> list[_Found]:
    books = _books(text)
    if books:
        return books
    if quantities(text) or enumerated(text) or _DUTY.match(text):
        return []
    for pattern, kind in _PATTERNS:
        match = pattern.search(text)
        if match is None or not _leads(text[: match.start()], kind):
            continue
        thing = match["thing"].strip()
        if _VAGUE.search(thing) or len(thing) < 3 and kind != "event":
            return []
        if kind == "event" and (several := _listed(match)):
            return several
        return [_Found(0, len(text), match["verb"], _trim(thing))]
    return []


def _leads(left: str, kind: str) -> bool:
    """Whether what stands before the verb is only adverbs, or the one that acts (支持甲创建, 以甲为…)."""
    if re.fullmatch(_ADVERB, left):
        return True
    if kind == "seek":
        return bool(re.match(r"(?:支持|推动|鼓励|争取|积极|重点支持|指导|推荐)", left))
    if kind in {"build", "launch", "document", "event"}:
        return len(left) <= 24 and not re.search(
            r"(?:加强|强化|促进|提升|落实|深化|鼓励|引导|开展|服务)", left
        )
    return False


def _books(text: str) -> list[_Found]:
    books = list(_BOOK.finditer(text))
    if not books:
        return []
    verb = re.search(rf"({_DOCUMENT_VERB}|启动|报审|送审|颁布|公布)(?=[^，《]{{0,12}}《)", text)
    if verb is None or re.match(r"^(?:认真|贯彻|全面|深入|推进|抓好|扎实)*(?:落实|贯彻|执行|学习)", text):
        return []
    if len(books) == 1:
        return [_Found(0, books[0].end(), verb[1], books[0][0][1:-1])]
    return [_Found(book.start(), book.end(), verb[1], book[0][1:-1]) for book in books]


def _listed(match: re.Match[str]) -> list[_Found]:
    listed = _LISTED.match(match["thing"])
    if listed is None:
        return []
    out, position = [], match.start("thing")
    for part in listed["list"].split("、"):
        out.append(_Found(position, position + len(part), match["verb"], part.strip("“”")))
        position += len(part) + 1
    return out if all(len(found.deliverable) >= 3 for found in out) else []


def _trim(thing: str) -> str:
    return re.sub(r"^(?:全省性的|全市性的|好|了)", "", thing).strip("、 ")
