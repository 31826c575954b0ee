"""The world of the permission matrix: one person for each role and place, and one of each thing an address can name.

Everything belongs to 澄光传感 of 石家庄 unless its name says otherwise, so that every column is its own, its city's, another's.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from jichuang.accounts.models import User
from jichuang.base import clock, files, jobs
from jichuang.base.models import StoredFile
from jichuang.base.refs import Ref
from jichuang.demo import cast, reviews, training
from jichuang.demo.people import load_people
from jichuang.demo.plan import load_plan
from jichuang.demo.stagehand import ANSWERS
from jichuang.hall import verbs as hall
from jichuang.hall.models import ApiToken, Case, CaseFile, Extension, Phrase, UnitMaterial, Window
from jichuang.hall.terms import TokenScope
from jichuang.hall.tests.pages.acts import PDF
from jichuang.indicators.models import ObservationBatch
from jichuang.matters.models import AnnouncedList, Contact, Goal, Membership, Pairing
from jichuang.matters.talent_base import teaching
from jichuang.matters.talent_base.certifying import certify
from jichuang.passages.models import Kept
from jichuang.plan import verbs as plan
from jichuang.plan.models import Plan
from jichuang.registry.models import Appointment, Delegation, ImportBatch, Party
from jichuang.registry.verbs import (
    name_stand_in,
    record_entry,
    request_delegation,
)
from jichuang.returns import verbs as returns
from jichuang.returns.models import Owed
from jichuang.review.models import Expert, Review, Roster, Round
from matrix import lives, numbers, supervision
from matrix.people import SINCE, cast_of, party, person

DAY = date(2018, 9, 27)
SJZ = "130100"


@dataclass
class World:
    """`people` by column of the table (None = a visitor), `things` by the words of its address column."""

    people: dict[str, User | None]
    things: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


def build() -> World:
    """Loads the cast, then makes one thing of each kind. Needs the demonstration and an empty database."""
    clock.set_demonstration_day(SINCE)
    users = load_people()
    load_plan(users=users, until=date(2018, 1, 10), progress=lambda *_: None)
    people = cast_of(users)
    world, viewer = World(people), people["viewer"]
    assert viewer is not None
    firm, other = party(cast.CHENGGUANG), party(cast.BAIYU)
    _review_round(world, users)
    clock.set_demonstration_day(DAY)
    world.things |= {"code": firm.credit_code or "", "slug": "2018", "register": "hnte_reserve"}
    _cases(world, users, firm)
    _notice(world, users)
    _afterwards(world, users, firm)
    _registry(world, users, firm, other)
    _matters(world, users, firm)
    _returns(world, firm)
    paper = _paper()
    world.things |= numbers.make(users, paper) | supervision.make(users, people, paper)
    world.things |= lives.make(world.things, users, viewer, firm, other, paper)
    _tokens(world, users, firm, other)
    jobs.beat()
    return world


def _paper() -> StoredFile:
    return files.store(BytesIO(PDF), "辅助账.pdf", by=None)


def _review_round(world: World, users: dict[str, User]) -> None:
    """The demonstration's panel: three cases of other firms, the persona seated, half scored."""
    agent = person("agent")
    for day, scene in reviews.scenes(users, agent):
        clock.set_demonstration_day(day)
        scene()
    held = Round.objects.get()
    mine = Review.objects.filter(seat__expert__user=users["expert"], seat__round=held).order_by("pk").last()
    assert mine is not None
    seat = (
        held.seats.exclude(expert__user=users["expert"]).exclude(chair=True).filter(state="accepted").first()
    )
    assert seat is not None and seat.expert.user is not None
    theirs = seat.reviews.order_by("pk").first()
    world.people["expertpeer"] = seat.expert.user
    roster = Roster.objects.create(
        file=_paper(),
        filename="名册.xlsx",
        state="previewed",
        uploaded_at=clock.now(),
        uploaded_by=users["province"],
    )
    world.things |= {
        "round": held.number, "review": str(mine.pk), "peers-review": str(theirs.pk) if theirs else "",
        "expertnumber": Expert.objects.get(user=users["expert"]).number, "expertroster": str(roster.pk),
        "panelcase": held.proposals.order_by("pk")[0].case.number,
    }  # fmt: skip


def _filed(firm: Party, by: User) -> Case:
    """A submitted 科小 case of a party."""
    case = hall.start(matter="tech-sme-evaluation", party=firm, by=by)
    case = hall.save_draft(case=case, by=by, answers=ANSWERS, revision=case.revision)
    return hall.submit(case=case, by=by, key=secrets.token_hex(8))


def _attached(case: Case, by: User) -> str:
    row = CaseFile.objects.create(
        case=case, material="rd_ledger", file=_paper(), added_by=by, added_at=clock.now()
    )
    return str(row.pk)


def _cases(world: World, users: dict[str, User], firm: Party) -> None:
    """澄光's case at its city, its draft, an alliance draft; a stranger's draft and file for addresses that mix two."""
    case = _filed(firm, users["clerk"])
    draft = hall.start(matter="hebei-tech-sme", party=firm, by=users["clerk"])
    alliance = hall.start(matter="alliance", party=firm, by=users["clerk"])
    theirs = hall.start(matter="hebei-tech-sme", party=party(cast.BAIYU), by=users["clerk3"])
    asked = Extension.objects.create(
        case=case, days=3, reason="现场核查", asked_by=users["city"], asked_at=clock.now()
    )
    question = hall.ask(case=case, by=users["clerk"], text="补正期限从哪天算起")
    paper = _paper()
    material = UnitMaterial.objects.create(
        party=firm,
        sha256=paper.sha256,
        file=paper,
        title="辅助账",
        source=str(Ref("party", firm.credit_code or "")),
        added_at=clock.now(),
    )
    standing = Appointment.objects.get(user=users["city"])
    stand_in = name_stand_in(
        appointment=standing, stand_in=users["city2"], first_day=date(2018, 11, 12), last_day=date(2018, 11, 16),
        reason="年休假", by=users["city"],
    )  # fmt: skip
    phrase = Phrase.objects.create(text="请补充说明", written_by=users["city"], written_at=clock.now())
    hall.open_window(
        matter="key-laboratory", title="第一批", by=users["province"],
        opens_at=datetime(2018, 9, 1, 9, tzinfo=clock.SHANGHAI), closes_at=datetime(2018, 12, 1, 17, tzinfo=clock.SHANGHAI),
    )  # fmt: skip
    world.things |= {
        "case": case.number, "task": str(case.tasks.get().pk), "draft": draft.number, "alliance": alliance.number, "file": _attached(case, users["clerk"]),
        "draftfile": _attached(draft, users["clerk"]), "theirs": theirs.number, "theirfile": _attached(theirs, users["clerk3"]),
        "enquiry": str(question.pk), "material": str(material.pk), "standin": str(stand_in.pk), "extension": str(asked.pk), "phrase": str(phrase.pk), "window": Window.objects.get().number,
    }  # fmt: skip


def _notice(world: World, users: dict[str, User]) -> None:
    """青禾's case under publicity with an objection, a second notice that waits, and one line of each."""
    qinghe = party(cast.QINGHE)
    case = hall.accept_complete(case=_filed(qinghe, users["clerk2"]), by=users["city"])
    notice = hall.post_notice(
        notice=hall.compose_notice(matter=case.matter, cases=[case], by=users["province"]),
        by=users["province"],
    )
    item = notice.items.get()
    receipt = hall.object_to(item=item, kind="named", name="甲", contact="1", content="不实")
    world.things |= {"notice": notice.number, "item": str(item.pk)}
    world.things["objection"] = str(item.objections.get().pk)
    assert receipt is not None


def _afterwards(world: World, users: dict[str, User], firm: Party) -> None:
    """澄光 stands in a register by a decided case, so that follow-ups and a revocation can be begun."""
    case = hall.start(matter="hnte-reserve", party=firm, by=users["clerk"])
    entry = record_entry(
        register="hnte_reserve", party=firm, number="HB2018900001", valid_from=SINCE, by=None,
        source=Ref("case", case.number),
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(
        state="closed", outcome="granted", closed_at=clock.now(), single_key=None, submitted_at=clock.now(),
        result=f"entry:{entry.pk}",
    )  # fmt: skip
    goal = Goal.objects.create(
        case=case, entry=f"entry:{entry.pk}", order=1, plan_item=4, region=firm.region, home=SJZ, title="培育",
        target="1家", owner="石家庄市科技局", due_on=DAY, set_on=SINCE,
    )  # fmt: skip
    world.things |= {"decided": case.number, "entry": str(entry.pk), "goal": str(goal.pk)}


def _registry(world: World, users: dict[str, User], firm: Party, other: Party) -> None:
    record_entry(
        register="academician_station",
        party=firm,
        number="YS000001",
        valid_from=SINCE,
        source="演示",
        by=None,
    )
    batch = ImportBatch.objects.create(
        register="hnte_reserve",
        filename="名册.xlsx",
        state="previewed",
        uploaded_at=clock.now(),
        uploaded_by=users["province"],
        judged_on=DAY,
    )
    asked = request_delegation(party=firm, by=users["outsider"])
    theirs = Delegation.objects.filter(party=other).first()
    held = Appointment.objects.get(user=users["langfang"])
    text = Plan.objects.get(slug="2018").text
    draft = plan.upload_plan(filename="要点.txt", content=text.encode(), by=users["province"])
    figures = ObservationBatch.objects.create(
        filename="观测值.xlsx", digest="0" * 64, uploaded_at=clock.now(), uploaded_by=users["province"]
    )
    passage = Kept.objects.create(
        owner=users["province"],
        ref="target:2018/G.07",
        form="sentence",
        title="高企",
        order=1,
        kept_at=clock.now(),
    )
    world.things |= {
        "statistics": str(figures.pk), "passage": str(passage.pk), "batch": str(batch.pk), "delegation": str(asked.pk), "theirdelegation": str(theirs.pk if theirs else 0),
        "person": str(users["langfang"].pk), "appointment": str(held.pk), "plandraft": str(draft.pk),
    }  # fmt: skip


def _matters(world: World, users: dict[str, User], firm: Party) -> None:
    listed = AnnouncedList.objects.create(
        matter="tech-sme-evaluation", filename="公告.xlsx", announced_on=DAY, basis="公告", uploaded_by=users["province"],
        uploaded_at=clock.now(),
    )  # fmt: skip
    contact = Contact.objects.create(
        enterprise=firm, body=party(cast.BAIYU), kind="visit", held_on=DAY, problem="研发费用归集",
        logged_by=users["clerk3"], logged_at=clock.now(),
    )  # fmt: skip
    Pairing.objects.create(
        enterprise=firm, body=contact.body, officer=users["city"], from_day=DAY, assigned_by=users["city"]
    )
    record_entry(
        register="hnte_service_body",
        party=contact.body,
        number="FW000001",
        valid_from=SINCE,
        source="演示",
        by=None,
    )
    member = Membership.objects.create(
        case=Case.objects.get(number=world.things["theirs"]), credit_code=firm.credit_code or "", name=firm.name,
        part="成员", asked_at=clock.now(),
    )  # fmt: skip
    world.things |= _course(firm, users["clerk"])
    world.things |= {
        "list": str(listed.pk), "party": str(firm.pk), "contact": str(contact.pk), "body": str(contact.body_id), "member": str(member.pk)
    }  # fmt: skip


def _course(firm: Party, by: User) -> dict[str, str]:
    """A base of the firm with a course that was held and one certificate."""
    base = record_entry(
        register="tech_transfer_talent_base", party=firm, name="澄光基地", number="RC2018900001", valid_from=SINCE,
        source="演示", by=None,
    )  # fmt: skip
    held = teaching.open_course(
        base=base, title="第一期", level="junior", hours=8, teachers="钱教授", place="三层", first_day=DAY, last_day=DAY,
        seats=2, by=by,
    )  # fmt: skip
    teaching.enrol(course=held, people=[training.person(1)], by=by)
    teaching.record_attendance(course=held, told={held.enrolments.get().pk: (8, True)}, by=by)
    given = certify(course=teaching.close_course(course=held, by=by), by=by)
    return {"course": str(held.pk), "trainingcertificate": str(given[0].pk)}


def _returns(world: World, firm: Party) -> None:
    record_entry(
        register="tech_transfer_body", party=firm, subject=firm.credit_code, number="ZY000001", valid_from=SINCE,
        source="演示", by=None,
    )  # fmt: skip
    returns.open_period(code="transfer-body-quarterly", period="2018Q2", by=None, due_on=date(2018, 10, 12))
    world.things |= {
        "owed": str(Owed.objects.get().pk),
        "report": "transfer-body-quarterly",
        "period": "2018Q2",
    }


def _tokens(world: World, users: dict[str, User], firm: Party, other: Party) -> None:
    """A token of the firm and one of a stranger: the callers of the JSON API."""
    for name, unit, by in (("clerk", firm, users["clerk"]), ("foreign", other, users["clerk3"])):
        _, secret = hall.issue_token(party=unit, by=by, title="试验", scopes=list(TokenScope))
        world.tokens[name] = secret
    world.things["token"] = str(ApiToken.objects.get(party=firm).pk)
    world.things["theirtoken"] = str(ApiToken.objects.get(party=other).pk)
