"""Drafts and consultations of the demonstration: one document issued, one waiting for its replies, one open to opinions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.plan import verbs
from jichuang.plan.models import Consultation, DraftText
from jichuang.plan.reads import plan_by_slug

Progress = Callable[[int, int, str], None]
ISSUED, OVER, OPEN = date(2018, 3, 5), date(2018, 8, 20), date(2018, 9, 10)
OFFICE = "省科技厅（演示）"
GUIDE = """第一条　为规范新型研发机构建设（演示文本，非真实文件），制定本指引。
第二条　新型研发机构实行投资主体多元化、管理制度现代化、运行机制市场化。
第三条　申请备案的机构应当具有独立法人资格，并有稳定的研发经费来源。"""
PARKS = """第一条　为加强省级农业科技园区管理（演示文本，非真实文件），修订本办法。
第二条　园区按年度评价，连续两年不合格的退出。
第三条　园区应当设立开放式技术服务场所，培训当地农民。"""
TRANSFER = """一、总体要求（演示文本，非真实文件）。到2020年，技术转移体系基本建成。
二、重点任务。建设技术转移服务机构，培养技术经纪人，完善技术合同登记。
三、保障措施。各市制定年度计划，按季度报告。"""


def load_documents(*, users: dict[str, User], until: date, progress: Progress) -> None:
    """Each on its own day, as far as `until` reaches."""
    by = users["province"]
    if until >= ISSUED:
        _issue(by, until)
    if until >= OVER:
        asked = _consult(by, OVER, "M22.1", "河北省农业科技园区管理办法（修订）", PARKS, date(2018, 9, 25))
        _opinion(
            asked,
            date(2018, 8, 28),
            "第二条",
            "连续两年不合格即退出偏严，建议先限期整改。",
            "饶阳县某园区（演示）",
        )
        _opinion(asked, date(2018, 9, 3), "第三条", "培训人次应当写明下限。", "")
    if until >= OPEN:
        asked = _consult(by, OPEN, "M16.1", "河北省技术转移体系建设实施方案", TRANSFER, date(2018, 10, 31))
        _opinion(asked, date(2018, 9, 17), "", "建议写明技术经纪人的职称评定办法。", "冀北大学（演示）")
    progress(1, 1, "文件稿与征求意见")


def _draft(by: User, code: str, title: str, text: str) -> DraftText:
    plan = plan_by_slug("2018")
    assert plan is not None
    return verbs.add_draft(plan=plan, code=code, title=title, text=text, by=by)


def _consult(by: User, day: date, code: str, title: str, text: str, closes_on: date) -> Consultation:
    clock.set_demonstration_day(day)
    draft = _draft(by, code, title, text)
    purpose = f"《{title}》已形成征求意见稿，请就条款是否可行提出意见（演示）。"
    return verbs.open_consultation(draft=draft, purpose=purpose, office=OFFICE, closes_on=closes_on, by=by)


def _opinion(asked: Consultation, day: date, clause: str, text: str, unit: str) -> None:
    clock.set_demonstration_day(day)
    verbs.give_opinion(consultation=asked, clause=clause, text=text, unit=unit)


def _issue(by: User, until: date) -> None:
    asked = _consult(by, ISSUED, "M02.1", "河北省新型研发机构建设工作指引", GUIDE, date(2018, 4, 4))
    _opinion(asked, date(2018, 3, 12), "第三条", "“稳定的研发经费来源”应当给出比例。", "演示研究院（演示）")
    _opinion(asked, date(2018, 3, 20), "", "希望明确备案后每年报告什么。", "")
    if until < date(2018, 4, 20):
        return
    clock.set_demonstration_day(date(2018, 4, 12))
    replies = (("partly", "已写明由评审掌握，不设统一比例。"), ("yes", "已增加年度报告一条。"))
    for opinion, (adopted, reply) in zip(asked.opinions.all(), replies, strict=True):
        verbs.reply_to(opinion=opinion, adopted=adopted, reply=reply, by=by)
    summary = "收到意见2条，采纳1条，部分采纳1条。"
    verbs.publish_summary(consultation=asked, summary=summary, by=by)
    clock.set_demonstration_day(date(2018, 4, 20))
    verbs.issue_document(
        draft=asked.draft, number="冀科演示〔2018〕9001号", issued_on=date(2018, 4, 20), by=by
    )
