"""演示评审: four firms apply for 高企认定; three are reviewed in an open panel, one waits for a round. Moved by the rooms' verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import count

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.codes import credit_code
from jichuang.demo.experts import load_experts
from jichuang.hall import verbs as hall
from jichuang.hall.declare import Opinion
from jichuang.hall.models import Case
from jichuang.methods.drawing import Candidate, draw
from jichuang.registry.models import Department, Party
from jichuang.registry.terms import RecommenderKind, Scope
from jichuang.registry.verbs import authorise_clerk, register_party, set_recommender
from jichuang.review import verbs
from jichuang.review.models import Expert, Review, Round, Seat
from jichuang.review.reads.avoiding import avoidances
from jichuang.review.reads.pool import described
from jichuang.review.reads.rounds import scoring_of

MATTER = "hnte-recognition"
SINCE = date(2018, 1, 2)
FIRMS = (
    ("衡仪精密仪器有限公司（演示）", "卫衡（演示）", "C4014", "在线气体分析仪器与传感器"),
    ("晨材新型材料有限公司（演示）", "许晨（演示）", "C3252", "高强铝合金材料与薄膜"),
    ("安控智能装备有限公司（演示）", "秦安（演示）", "C3425", "数控机床用机器人上下料系统"),
    ("沐源节能科技有限公司（演示）", "吕沐（演示）", "C3841", "工业储能与节能控制系统"),
)
ANSWERS = {
    "registered_on": "2013-05-08", "field_code": "一(一)1", "serious_violation": "否", "owned_core_ip": "是",
    "ip_class1": "2", "ip_class2": "3", "ip_self_developed": "是", "transformations_3y": "15", "staff_avg": "86",
    "tech_staff_avg": "24", "hitech_income": "5600", "total_income": "6100", "sales_0": "4000", "sales_1": "5000",
    "sales_2": "6000", "rd_expense_0": "240", "rd_expense_1": "310", "rd_expense_2": "380", "rd_domestic": "930",
    "net_assets_0": "1600", "net_assets_1": "2100", "net_assets_2": "2700",
}  # fmt: skip
QUOTA = {"technical": 3, "finance": 2}
OPINION = (
    "核心知识产权与主要产品关联清楚，近三年转化成果有合同和发票佐证；研发组织管理制度基本健全，"
    "但产学研合作的持续性和人才培养计划还不够具体，建议在后续年度报告中补充说明。"
)


@dataclass
class Panel:
    """Remembers firms, cases and the round while the days pass."""

    users: dict[str, User]
    agent: User
    cases: list[Case] = field(default_factory=list)
    experts: list[Expert] = field(default_factory=list)


def scenes(users: dict[str, User], agent: User) -> Iterator[tuple[date, Callable[[], None]]]:
    """(day, scene) in order of day."""
    panel = Panel(users, agent)
    yield date(2018, 9, 3), lambda: _pool(panel)
    yield date(2018, 9, 10), lambda: _file(panel)
    yield date(2018, 9, 14), lambda: _recommend(panel)
    yield date(2018, 9, 18), lambda: _check(panel)
    yield date(2018, 9, 21), lambda: _draw(panel)
    yield date(2018, 9, 26), lambda: _score(panel)


def _pool(panel: Panel) -> None:
    panel.experts = load_experts(panel.users)


def _firm(panel: Panel, at: int) -> Party:
    name, legal_person, industry, _ = FIRMS[at]
    party = register_party(
        name=name, credit_code=credit_code.make("130108", f"DEM0R{at + 1:03d}"), region="130108",
        established_on=date(2013, 5, 8), legal_person=legal_person, industry_code=industry,
        source="演示：企业登记信息", as_of=SINCE, demonstration=True, by=None,
    )  # fmt: skip
    set_recommender(
        party=party,
        department=Department.objects.get(code="SJZ"),
        kind=RecommenderKind.CITY,
        from_day=SINCE,
        by=None,
    )
    authorise_clerk(
        party=party, user=panel.agent, scope=Scope.ACCEPTOR, valid_from=SINCE, basis="演示授权书", by=None
    )
    return party


def _file(panel: Panel) -> None:
    for at, firm in enumerate(FIRMS):
        party = _firm(panel, at)
        case = hall.start(matter=MATTER, party=party, by=panel.agent)
        answers = {**ANSWERS, "main_products": firm[3]}
        case = hall.save_draft(case=case, by=panel.agent, answers=answers, revision=case.revision)
        panel.cases.append(hall.submit(case=case, by=panel.agent, key=f"demo-{case.number}"))
    first, second = panel.cases[0].party, panel.cases[1].party
    # ties that the draw will find: a former employee, a co-author, a relative of an applicant
    verbs.employ(
        expert=panel.experts[6], unit=first.name, credit_code=first.credit_code or "", from_day=date(2013, 6, 1),
        to_day=date(2017, 3, 31), by=None, source="演示专家名册",
    )  # fmt: skip
    verbs.tie(
        expert=panel.experts[12], kind="coauthor", person=first.legal_person, to_day=date(2017, 11, 1), by=None,
        source="演示论文库",
    )  # fmt: skip
    verbs.tie(
        expert=panel.experts[7], kind="relative", person=second.legal_person, by=None, source="本人申报"
    )


def _recommend(panel: Panel) -> None:
    for case in panel.cases:
        for who in ("city", "cityfinance", "citytax"):
            hall.conclude(case=case, by=panel.users[who], opinion=Opinion(note="同意推荐"))


def _check(panel: Panel) -> None:
    for case in panel.cases:
        hall.accept_complete(case=Case.objects.get(pk=case.pk), by=panel.users["province"])


def _draw(panel: Panel) -> None:
    """A panel over three of the four; the seed is one under which the persona sits, so that he has a desk."""
    cases = [Case.objects.get(pk=case.pk) for case in panel.cases[:3]]
    round = verbs.open_round(
        title="高企认定2018年第三批专家评审（演示）", cases=cases, quota=QUOTA,
        closes_at=datetime(2018, 10, 19, 17, tzinfo=clock.SHANGHAI), by=panel.users["province"], fee_fen=30_000,
    )  # fmt: skip
    verbs.draw_experts(
        round=round, by=panel.users["province"], seed=seed_for(panel.users["expert"], round, QUOTA)
    )


def seed_for(user: User, round: Round, quota: dict[str, int]) -> str:
    """The first of 公开约定-1, -2 … under which this expert is drawn from the pool as it stands."""
    on, proposals = clock.today(), list(round.proposals.select_related("case__party"))
    pool = described(Expert.objects.filter(state="confirmed"), on)
    hits = avoidances([one.expert for one in pool], proposals, scoring_of(round), on)
    away = {hit.expert.pk for hit in hits}
    pool = [one for one in pool if one.expert.pk not in away]
    candidates = [Candidate(one.expert.number, one.expert.kind, one.unit) for one in pool]
    me = Expert.objects.get(user=user).number
    for number in count(1):
        seed = f"公开约定-{number}"
        if me in [one.key for one in draw(candidates, quota, seed=seed, one_per_unit=True).members]:
            return seed
    raise AssertionError("unreachable")


def _score(panel: Panel) -> None:
    """Two experts have handed everything in, the persona one and a half, one has only declared, one has not answered."""
    round = Round.objects.get(title__startswith="高企认定2018年第三批")
    me = panel.users["expert"]
    seats = list(
        round.seats.filter(state="invited").select_related("expert__user", "round").order_by("order")
    )
    mine = [one for one in seats if one.expert.user_id == me.pk]
    others = [one for one in seats if one.expert.user_id != me.pk]
    for one in (*mine, *others[:3]):
        verbs.accept(seat=one, by=_user(one))
        verbs.declare(seat=one, by=_user(one), independent=True, secret=True, honest=True)
    for at, one in enumerate(others[:2]):
        for review in one.reviews.order_by("proposal__position"):
            _hand_in(review, one, Decimal(20 + at))
    if mine:
        done, begun, *_ = mine[0].reviews.order_by("proposal__position")
        _hand_in(done, mine[0], Decimal(22))
        verbs.save_review(
            review=begun,
            by=me,
            scores={"property": "23", "transformation": "21"},
            comments={},
            opinion="",
            revision=1,
        )


def _user(seat: Seat) -> User:
    user = seat.expert.user
    assert user is not None
    return user


def _hand_in(review: Review, seat: Seat, base: Decimal) -> None:
    scores = {"property": base + 3, "transformation": base + 2, "management": base - 6, "growth": base - 5}
    verbs.submit_review(
        review=review, by=_user(seat), scores={key: str(score) for key, score in scores.items()}, comments={},
        opinion=OPINION, revision=review.revision,
    )  # fmt: skip
