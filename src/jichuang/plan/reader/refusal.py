"""拒读: what is no work plan, and why. Knows the text's character, not its content."""

import re

from jichuang.plan.reader.shapes import NotAPlan

_SEND_PLAN = "请上传工作要点、行动计划、实施方案一类文件的纯文本。"
_ENOUGH = 60
_PLAN_TITLE = re.compile(r"要点|计划|方案|规划|安排|打算|任务|纲要|部署|行动|目标|思路|意见|措施|举措")
_OTHER_TITLE = {
    "工作总结": re.compile(r"总结|述职|工作汇报|情况通报|情况报告"),
    "规章": re.compile(r"(?:条例|办法|规定|章程|细则)$"),
    "合同": re.compile(r"合同|协议书?$"),
    "简历": re.compile(r"简历"),
    "新闻": re.compile(r"^(?:本报讯|新华社)|记者"),
}
_FUTURE = re.compile(
    r"建设|实施|推进|加快|力争|争取|开展|培育|新建|新增|完善|制定|出台|组织|支持|打造|提升|强化|加强|落实|推动|深化|优化|健全|统筹|举办|引进"
)


def refuse_unreadable(text: str) -> None:
    """Raises ``NotAPlan`` for nothing, for something that is not Chinese text, and for a few words."""
    body = text.strip()
    if not body:
        raise NotAPlan("文件是空的，没有可读的文字。", _SEND_PLAN)
    if (
        "\x00" in body
        or sum(1 for character in body if character == "\ufffd" or ord(character) < 9) > len(body) // 100
    ):
        raise NotAPlan("文件不是文本，或编码已损坏。", "请另存为UTF-8或GBK编码的纯文本（.txt）再上传。")
    han = sum(1 for character in body if "\u4e00" <= character <= "\u9fff")
    if han < len(re.sub(r"\s", "", body)) * 0.3:
        raise NotAPlan("文件中的汉字太少，不像中文工作计划。", _SEND_PLAN)
    if han < _ENOUGH:
        raise NotAPlan(f"文件只有{han}个汉字，不足以构成一份工作计划。", _SEND_PLAN)


def refuse_other_kinds(text: str, title: str, *, targets: int, milestones: int, items: int) -> None:
    """Raises ``NotAPlan`` when what was read does not add up to a plan."""
    planned = bool(_PLAN_TITLE.search(title))
    for kind, pattern in _OTHER_TITLE.items():
        if pattern.search(title) and not planned:
            raise NotAPlan(f"标题“{title}”表明这是{kind}，不是工作计划。", _SEND_PLAN)
    if not targets and not milestones:
        raise NotAPlan("全文没有读到一个可量化的目标或可交付的事项。", _SEND_PLAN)
    sentences = [part for part in re.split(r"[。；\n]", text) if len(part.strip()) > 6]
    planning = sum(1 for part in sentences if len(_FUTURE.findall(part)) >= 1)
    if not planned and planning * 2 < len(sentences):
        raise NotAPlan("文中多数句子不是要做的工作，读不出计划。", _SEND_PLAN)
    past = len(re.findall(r"(?:已|了|同比(?:增长|下降)|完成了|取得了|累计)", text))
    if not planned and past > len(sentences):
        raise NotAPlan("文中多是已经完成的工作，像总结而不是计划。", _SEND_PLAN)
    if not planned and not items and targets + milestones < 3:
        raise NotAPlan("没有标题、没有条目，目标也不足三个，不像一份工作计划。", _SEND_PLAN)
