"""提醒函、督办单、约谈提示 as official documents. The number is our own serial: a 发文字号 is given by the office, never by us."""

from __future__ import annotations

from jichuang.base.official import OfficialDocument, heading, paragraph, table
from jichuang.plan import rules
from jichuang.plan.models import Letter
from jichuang.plan.terms import LetterKind

TITLES = {
    LetterKind.REMINDER: "关于重点工作进度的提醒函",
    LetterKind.SLIP: "关于重点工作进度滞后事项的督办通知",
    LetterKind.TALK: "关于重点工作连续滞后的约谈提示",
}
HEAD = ("代号", "事项", "现值", "目标", "状态")
WIDTHS = (0.9, 3.4, 1.4, 1.6, 2.7)


def letter_document(letter: Letter) -> OfficialDocument:
    """The letter in GB/T 9704 layout; the same letter always gives the same document."""
    kind = LetterKind(letter.kind)
    rows = [
        [
            one["code"],
            one["title"],
            f"{one.get('value', '')}{one.get('unit', '')}" or "—",
            one.get("target") or "—",
            one["words"],
        ]
        for one in letter.lines
    ]
    month = rules.period_title(letter.period)
    body = [
        paragraph(
            f"按《{letter.plan.title}》{month}调度情况，你单位承担的下列{len(rows)}项工作{_why(kind)}："
        ),
        table(HEAD, rows, WIDTHS),
        heading("要求"),
        paragraph(_wants(letter, kind)),
    ]
    signer = (
        f"{letter.plan.region_name}科学技术厅"
        if letter.plan.region.endswith("0000")
        else letter.plan.region_name
    )
    return OfficialDocument(
        masthead=signer,
        number=letter.title,
        title=TITLES[kind],
        addressee=letter.department,
        signer=signer,
        day=letter.issued_on,
        body=body,
        copies=letter.leader,
    )


def _why(kind: LetterKind) -> str:
    return {
        LetterKind.REMINDER: "进度略慢或月报未按时报送，请予注意",
        LetterKind.SLIP: "进度滞后，现予督办",
        LetterKind.TALK: "连续滞后，提请分管厅领导考虑约谈",
    }[kind]


def _wants(letter: Letter, kind: LetterKind) -> str:
    if kind == LetterKind.SLIP and letter.due_on is not None:
        due = letter.due_on
        return f"请于{due.year}年{due.month}月{due.day}日前在督导台账中答复：滞后的原因、采取的措施和赶上进度的日期。"
    if kind == LetterKind.TALK:
        return "是否约谈由厅领导决定。请责任单位准备情况说明。"
    return "请抓紧办理，不需书面答复；下月调度时仍未改善的，将发督办单。"
