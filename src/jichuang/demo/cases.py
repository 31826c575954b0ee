"""演示办件: about sixty cases of 科技型中小企业评价 in every state, moved by the hall's own verbs on their own days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.codes.regions import table
from jichuang.demo import absences, afterwards, papers, returns, reviews, stories, training, voices, windows
from jichuang.demo.cast import BAIYU, QINGHE
from jichuang.demo.firms import Firm, establish, firms
from jichuang.demo.people import code_of
from jichuang.demo.stagehand import Stagehand
from jichuang.hall import verbs
from jichuang.registry.models import Party
from jichuang.registry.reads import party_by_code

Progress = Callable[[int, int, str], None]


def load_cases(*, users: dict[str, User], until: date, progress: Progress) -> None:
    """Plays the scenes up to `until`, setting the clock to each scene's day."""
    agent = User.objects.filter(username="filing-agent").first() or User.objects.create_user(
        "filing-agent", name="代理申报（演示）", email="agent@demo.example", demonstration=True
    )
    hand = Stagehand(users, agent)
    supply = firms(table("13"))
    told = [
        *_scenes(hand, supply),
        *reviews.scenes(users, agent),
        *stories.scenes(users, agent),
        *voices.scenes(hand),
        *papers.scenes(users),
        *returns.scenes(users, agent),
        *windows.scenes(users),
        *afterwards.scenes(users, agent),
        *absences.scenes(users),
        *training.scenes(users),
    ]
    scenes = sorted(told, key=lambda scene: scene[0])
    for index, (day, scene) in enumerate(scenes):
        if day > until:
            break
        clock.set_demonstration_day(day)
        scene()
        progress(index + 1, len(scenes), "演示办件")


def _scenes(hand: Stagehand, supply: Iterator[Firm]) -> Iterator[tuple[date, Callable[[], None]]]:
    """(day, scene) in order of day."""

    def new(home: str, count: int) -> list[Party]:
        return [establish(next(supply), home, hand.agent) for _ in range(count)]

    def draft(group: str, city: int, langfang: int) -> Callable[[], None]:
        def scene() -> None:
            hand.draft(group, new("130100", city) + new("131000", langfang))
            hand.submit(group)

        return scene

    supplement = [
        ("field", "rd_expense", "与税前加计扣除口径的归集数不一致，请核对说明"),
        ("material", "rd_ledger", "请提供研发费用辅助账汇总表"),
    ]
    yield date(2018, 8, 6), draft("announced", 8, 4)
    yield date(2018, 8, 9), lambda: hand.accept("announced")
    yield date(2018, 8, 13), lambda: hand.publish("announced")
    yield date(2018, 8, 28), lambda: hand.announce("announced")
    yield date(2018, 9, 10), draft("posted", 8, 3)
    yield date(2018, 9, 13), lambda: hand.accept("posted")
    yield date(2018, 9, 17), draft("waiting", 6, 2)
    yield date(2018, 9, 18), lambda: _returned(hand, new("130100", 4))
    yield date(2018, 9, 19), lambda: hand.accept("waiting")
    yield date(2018, 9, 19), lambda: papers.compare(hand.cases["returned"][-1], hand.users["city"])
    yield date(2018, 9, 19), draft("overdue", 1, 0)
    yield date(2018, 9, 20), lambda: hand.publish("posted")
    yield date(2018, 9, 20), draft("unmet", 2, 1)
    yield date(2018, 9, 21), lambda: hand.send_back("returned", supplement)
    yield date(2018, 9, 21), lambda: _unmet(hand)
    yield date(2018, 9, 25), lambda: _objection(hand)
    yield date(2018, 9, 25), draft("due", 4, 1)
    yield date(2018, 9, 26), draft("checking", 5, 2)
    yield date(2018, 9, 28), draft("fresh", 7, 3)
    yield date(2018, 9, 28), lambda: _answered(hand)
    yield date(2018, 9, 29), lambda: _drafts(hand, new("130100", 4))


def _returned(hand: Stagehand, parties: list[Party]) -> None:
    """青禾铸造 and four others submit what will come back."""
    qinghe = party_by_code(code_of(QINGHE))
    hand.draft(
        "qinghe", [qinghe] if qinghe else [], by=hand.users["clerk2"], main_products="精密铸件（演示）"
    )
    for case in hand.cases["qinghe"]:
        papers.attach_ledger(case, hand.users["clerk2"])
        case.refresh_from_db()
    hand.submit("qinghe", by=hand.users["clerk2"])
    hand.draft("returned", parties)
    hand.submit("returned")
    hand.cases["returned"] += hand.cases.pop("qinghe")


def _unmet(hand: Stagehand) -> None:
    for case in hand.cases["unmet"]:
        verbs.mark_not_met(
            case=case, by=hand.officer(case), reason_codes=["record"], note="名录核对有在期记录。"
        )


def _objection(hand: Stagehand) -> None:
    """One real-name objection holds one firm of the list."""
    item = hand.notices["posted"].items.order_by("position")[2]
    verbs.object_to(
        item=item,
        kind="named",
        name="陈实（演示）",
        contact="13900000000",
        content="该企业填报的科技人员中有两人已于去年离职，请核查。",
    )


def _answered(hand: Stagehand) -> None:
    """Two of those returned come back with their explanations."""
    for case in hand.cases["returned"][:2]:
        verbs.resubmit(
            case=case,
            by=hand.agent,
            explanations={
                "field:rd_expense": "差额为委托外部研发费用，已按80%计入，见辅助账。",
                "material:rd_ledger": "辅助账汇总表已在全国平台上传。",
            },
        )


def _drafts(hand: Stagehand, parties: list[Party]) -> None:
    """Drafts: 白榆生物 half filled, others untouched since."""
    baiyu = party_by_code(code_of(BAIYU))
    hand.draft("drafts", [baiyu] if baiyu else [], by=hand.users["clerk3"], only=True)
    hand.draft("drafts", parties)
