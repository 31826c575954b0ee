"""演示咨询、催办与评价: questions before and after applying, an urge, a colleague invited, ratings of every grade, one call back closed and one open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from jichuang.base import clock
from jichuang.demo.cast import CHENGGUANG
from jichuang.demo.people import code_of
from jichuang.demo.stagehand import Stagehand
from jichuang.hall import verbs
from jichuang.hall.models import CallBack, Case, Rating
from jichuang.hall.reads.enquiries import desk_enquiries
from jichuang.hall.reads.visits import visits
from jichuang.registry.reads import party_by_code

GRADES = (5, 5, 4, 5, 4, 3, 5, 4, 2)
"""What the firms of the first announcement said, in order; the rest have said nothing yet."""


def scenes(hand: Stagehand) -> Iterator[tuple[date, Callable[[], None]]]:
    """(day, scene) in order of day."""
    yield date(2018, 8, 30), lambda: _rate(hand, GRADES)
    yield date(2018, 9, 11), lambda: _call_back(hand)
    yield date(2018, 9, 17), lambda: _ask_before(hand, "2017年研发费用辅助账还没有审计，可以先申报吗？")
    yield date(2018, 9, 19), lambda: _answer(hand, "可以。辅助账汇总表先上传，专项审计报告在受理前补齐即可。")
    yield date(2018, 9, 20), lambda: _ask(hand, "overdue", "上传的辅助账看不清，可以重新上传吗？")
    yield date(2018, 9, 26), lambda: _ask(hand, "unmet", "在期记录是2016年的，已经修复，怎样证明？")
    yield date(2018, 9, 26), lambda: _ask(hand, "qinghe", "辅助账要按项目分，还是按科目分？")
    yield date(2018, 9, 27), lambda: _answer(hand, "按项目设置，同时提供汇总表。", last=True)
    yield date(2018, 9, 27), lambda: _rate_unmet(hand)
    yield date(2018, 9, 27), lambda: _rate_visit(hand, "posted", 5, "")
    yield date(2018, 9, 28), lambda: _rate_visit(hand, "waiting", 3, "核对了两天才转出，问了才知道。")
    yield date(2018, 9, 28), lambda: _urge(hand)
    yield date(2018, 9, 29), lambda: _invite(hand)
    yield date(2018, 9, 29), lambda: _ask_before(hand, "成立不满一年，高企认定的成长性怎样算？")


def _case(hand: Stagehand, group: str, index: int = 0) -> Case:
    """A case as it is now; 青禾's is the last of those returned."""
    if group == "qinghe":
        return Case.objects.get(pk=hand.cases["returned"][-1].pk)
    return Case.objects.get(pk=hand.cases[group][index].pk)


def _rate(hand: Stagehand, grades: tuple[int, ...]) -> None:
    for index, grade in enumerate(grades):
        words = "公示前没有收到任何通知，自己查到的。" if grade < 3 else ""
        verbs.rate(
            case=_case(hand, "announced", index),
            by=hand.agent,
            grade=grade,
            aspects=["convenience"] if grade < 3 else ["efficiency"],
            text=words,
        )


def _call_back(hand: Stagehand) -> None:
    """The first bad word is called back and rated again."""
    row = CallBack.objects.filter(closed_at__isnull=True).first()
    if row is None or row.supervisor is None:
        return
    verbs.close_callback(
        callback=row,
        by=row.supervisor,
        called_on=date(2018, 9, 10),
        finding="已电话回访：进入公示时只发了邮件，企业登记的邮箱已停用。",
        mended="进入公示同时在“消息”告知，并请企业更新邮箱。",
    )
    verbs.rate_again(rating=Rating.objects.get(pk=row.rating_id), by=hand.agent, grade=4)


def _rate_visit(hand: Stagehand, group: str, grade: int, words: str) -> None:
    """One visit of one stage, while the case is still on its way."""
    case = _case(hand, group)
    visit = visits(case)[0]
    verbs.rate(case=case, by=hand.agent, task=visit.task, grade=grade, aspects=["efficiency"], text=words)


def _rate_unmet(hand: Stagehand) -> None:
    verbs.rate(
        case=_case(hand, "unmet"),
        by=hand.agent,
        grade=1,
        aspects=["guide"],
        text="指南没有写明在期记录怎样修复，办结了才知道。",
    )


def _ask(hand: Stagehand, group: str, text: str) -> None:
    by = hand.users["clerk2"] if group == "qinghe" else hand.agent
    verbs.ask(case=_case(hand, group), by=by, text=text)


def _ask_before(hand: Stagehand, text: str) -> None:
    """澄光传感 asks before applying as a high-tech firm."""
    party = party_by_code(code_of(CHENGGUANG))
    verbs.ask_about(matter="hnte-recognition", by=hand.users["clerk"], text=text, party=party)


def _answer(hand: Stagehand, text: str, *, last: bool = False) -> None:
    """The city's officer answers the oldest question, or the newest."""
    rows = desk_enquiries(hand.users["city"], clock.today())
    row = rows.order_by("-id" if last else "id").first()
    if row is not None:
        verbs.answer(enquiry=row, by=hand.users["city"], text=text)


def _invite(hand: Stagehand) -> None:
    """白榆生物's clerk asks a colleague who may only look to fill in the figures of her draft."""
    case = _case(hand, "drafts")
    verbs.invite(case=case, user=hand.users["viewer"], scope="preparer", by=hand.users["clerk3"])


def _urge(hand: Stagehand) -> None:
    verbs.urge(case=_case(hand, "overdue"), by=hand.agent, note="10月8日要报项目，盼先核对。")
