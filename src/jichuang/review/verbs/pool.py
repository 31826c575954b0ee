"""专家库: enter, describe, employ, tie, restrict, confirm. Everything true only for a time is a dated row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.hall.declare import Discipline
from jichuang.review.models import Employment, Expert, Profile, Restriction, Tie
from jichuang.review.terms import ExpertState, TieKind
from jichuang.review.verbs.guards import require_keeper, require_keeper_or_self

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def days(first: date | None, last: date | None) -> DateRange:
    """Inclusive ends as typed, half-open as stored; None = open."""
    return DateRange(first, last + timedelta(days=1) if last else None, "[)")


def ref(expert: Expert) -> Ref:
    """`expert:<number>`."""
    return Ref("expert", expert.number)


def next_number() -> str:
    """ZJ000042."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('review_expert_number'::regclass)")
        return f"ZJ{int(cursor.fetchone()[0]):06d}"


@dataclass(frozen=True, slots=True)
class Description:
    """专业说明: 职称、学科代码、领域、行业、地区."""

    title: str = ""
    disciplines: Sequence[str] = ()
    fields: Sequence[str] = ()
    industry: str = ""
    region: str = ""
    source: str = field(default="", kw_only=True)


@transaction.atomic
def register_expert(
    *,
    name: str,
    kind: Discipline | str,
    by: User | None,
    description: Description | None = None,
    from_day: date | None = None,
    born_year: int | None = None,
    email: str = "",
    user: User | None = None,
    source: str = "",
) -> Expert:
    """登记专家: enters an expert in state 待确认, with his description from `from_day` (default today)."""
    require_keeper(by)
    if not name.strip():
        raise Invalid.one("name", "没有填写姓名", "请填写专家姓名")
    expert = Expert.objects.create(
        number=next_number(), name=name.strip(), kind=Discipline(kind).value, born_year=born_year, email=email,
        user=user, source=source, registered_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="expert.register",
        subject=ref(expert),
        summary=f"登记专家{expert.number} {expert.name}",
    )
    if description is not None:
        describe(expert=expert, description=description, from_day=from_day or clock.today(), by=by)
    return expert


@transaction.atomic
def apply_for_pool(
    *, by: User, kind: Discipline | str, unit: str, description: Description, credit_code: str = ""
) -> Expert:
    """本人申请入库: enters oneself in state 待确认; a keeper confirms. Raises Refused for who is in the pool already."""
    if Expert.objects.filter(user=by).exists():
        raise Refused("您已经在专家库中。", remedy="请在“我的专家信息”更新说明和任职。", conflict=True)
    expert = Expert.objects.create(
        number=next_number(), name=by.name, kind=Discipline(kind).value, email=by.email, user=by, source="本人申请",
        registered_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by, verb="expert.apply", subject=ref(expert), summary=f"{expert.number} {expert.name} 申请入库"
    )
    describe(expert=expert, description=description, from_day=clock.today(), by=by)
    employ(expert=expert, unit=unit, credit_code=credit_code, from_day=None, by=by, source="本人申请")
    return expert


@transaction.atomic
def describe(*, expert: Expert, description: Description, from_day: date, by: User | None) -> Profile:
    """更新专业说明: the earlier one ends the day before. Raises Invalid for a day before the present one began."""
    require_keeper_or_self(expert, by)
    held = Profile.objects.select_for_update().filter(expert=expert, valid__upper_inf=True).first()
    if held is not None:
        if held.valid.lower and from_day <= held.valid.lower:
            raise Invalid.one(
                "from_day", f"{from_day}不晚于现行说明的起始日{held.valid.lower}", "请填写之后的日期"
            )
        held.valid = DateRange(held.valid.lower, from_day, "[)")
        held.save(update_fields=["valid"])
    row = Profile.objects.create(
        expert=expert, title=description.title, disciplines=list(description.disciplines),
        fields=list(description.fields), industry=description.industry, region=description.region,
        source=description.source, valid=DateRange(from_day, None, "[)"),
    )  # fmt: skip
    journal.record(
        actor=by, verb="expert.describe", subject=ref(expert), summary=f"{expert.name} 专业说明自{from_day}起更新",
        detail={"profile": row.pk},
    )  # fmt: skip
    return row


@transaction.atomic
def employ(
    *,
    expert: Expert,
    unit: str,
    from_day: date | None,
    by: User | None,
    credit_code: str = "",
    to_day: date | None = None,
    source: str = "",
) -> Employment:
    """登记任职: `from_day` None = since before anybody wrote it down; `to_day` inclusive, None = still."""
    require_keeper_or_self(expert, by)
    if not unit.strip():
        raise Invalid.one("unit", "没有填写单位", "请填写单位全称")
    if from_day and to_day and to_day < from_day:
        raise Invalid.one("to_day", f"离任日{to_day}早于到任日{from_day}", "请核对日期")
    row = Employment.objects.create(
        expert=expert, unit=unit.strip(), credit_code=credit_code, valid=days(from_day, to_day), source=source
    )
    journal.record(
        actor=by, verb="expert.employ", subject=ref(expert), summary=f"{expert.name} 任职于{row.unit}",
        detail={"employment": row.pk, "from": from_day, "to": to_day},
    )  # fmt: skip
    return row


@transaction.atomic
def tie(
    *,
    expert: Expert,
    kind: TieKind | str,
    by: User | None,
    person: str = "",
    unit: str = "",
    credit_code: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
    note: str = "",
    source: str = "",
) -> Tie:
    """登记关系: by the keeper, or by the expert himself (`by` is his account). Raises Invalid when it names nobody."""
    require_keeper_or_self(expert, by)
    if not (person.strip() or unit.strip() or credit_code.strip()):
        raise Invalid.one("person", "没有写明对方是谁", "请填写姓名、单位或统一社会信用代码")
    row = Tie.objects.create(
        expert=expert, kind=TieKind(kind), person=person.strip(), unit=unit.strip(), credit_code=credit_code.strip(),
        valid=days(from_day, to_day), note=note, source=source,
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="expert.tie",
        subject=ref(expert),
        summary=f"{expert.name} 登记{TieKind(kind).label}关系",
        detail={"tie": row.pk},
    )
    return row


@transaction.atomic
def restrict(
    *, expert: Expert, reason: str, basis: str, from_day: date, to_day: date | None, by: User | None
) -> Restriction:
    """登记诚信记录: the expert is not drawn from `from_day` to `to_day` inclusive. Raises Invalid without reason or basis."""
    require_keeper(by)
    if not reason.strip() or not basis.strip():
        raise Invalid.one("basis", "没有写明事由或依据", "限制抽取须有事由和依据文件")
    row = Restriction.objects.create(
        expert=expert, reason=reason.strip(), basis=basis.strip(), valid=days(from_day, to_day),
        entered_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by, verb="expert.restrict", subject=ref(expert), summary=f"{expert.name} 限制抽取：{row.reason}",
        detail={"restriction": row.pk, "basis": row.basis},
    )  # fmt: skip
    return row


@transaction.atomic
def set_state(*, expert: Expert, state: ExpertState | str, by: User | None, why: str = "") -> Expert:
    """确认入库、暂停、出库. Pausing and removing need a reason; a removed expert comes back only as a new one."""
    require_keeper(by)
    wanted = ExpertState(state)
    held = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    if held.state == ExpertState.REMOVED and wanted is not ExpertState.REMOVED:
        raise Refused(f"{held.name}已出库。", remedy="确需恢复的，请重新登记。", conflict=True)
    if wanted in {ExpertState.PAUSED, ExpertState.REMOVED} and not why.strip():
        raise Invalid.one("why", f"没有写明{wanted.label}的理由", "请写明理由")
    held.state = wanted
    held.save(update_fields=["state"])
    journal.record(
        actor=by,
        verb="expert.state",
        subject=ref(held),
        summary=f"{held.name} {wanted.label}{f'：{why.strip()}' if why.strip() else ''}",
    )
    return held


@transaction.atomic
def link_account(*, expert: Expert, user: User, by: User | None) -> Expert:
    """关联账号: the account under which the expert reviews. Raises Refused when it is another expert's already."""
    require_keeper(by)
    if Expert.objects.filter(user=user).exclude(pk=expert.pk).exists():
        raise Refused(f"账号{user.username}已是另一位专家的。", field="user", conflict=True)
    expert.user = user
    expert.save(update_fields=["user"])
    journal.record(
        actor=by, verb="expert.account", subject=ref(expert), summary=f"{expert.name} 关联账号{user.username}"
    )
    return expert


@transaction.atomic
def read_expert(*, expert: Expert, by: User) -> None:
    """查看专家: reading what is held about a person is journalled."""
    require_keeper(by)
    journal.record(
        actor=by, verb="expert.read", subject=ref(expert), summary=f"查看专家{expert.number}的信息"
    )
