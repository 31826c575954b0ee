"""创新平台: what laboratories and centres share after they are listed: new name, merger, three-yearly evaluation. Knows no matter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jichuang.base.errors import Problem, Refused
from jichuang.base.refs import Ref
from jichuang.hall.declare import (
    Certificate,
    Change,
    Citation,
    CollectiveDecision,
    Desk,
    Field,
    FieldType,
    Form,
    FormCheck,
    Revocation,
    Route,
    Step,
    Surrender,
)  # fmt: skip
from jichuang.hall.declare.afterlife import FollowUp
from jichuang.hall.models import Case
from jichuang.hall.verbs.granting import entry_of
from jichuang.matters.building import accepted
from jichuang.matters.late import WARNED
from jichuang.matters.papers import paper
from jichuang.registry.models import Entry
from jichuang.registry.reads import entries
from jichuang.registry.verbs import correct_entry, end_entry
from jichuang.returns.declare import By, Frequency, InForce, Return

if TYPE_CHECKING:
    from jichuang.accounts.models import User

KINDS = ("key_laboratory", "tech_innovation_centre", "industrial_institute")
RENAME, MERGE, ACCEPT = "rename", "merge", "accept"

CHANGE = Form(
    steps=(
        Step("change", "变更内容", (
            Field("kind", "变更类型", FieldType.CHOICE, choices=((RENAME, "更名"), (MERGE, "并入另一平台"), (ACCEPT, "建设期满验收"))),
            Field("new_name", "变更后的名称", FieldType.TEXT, required=False, help="更名的填写"),
            Field("into", "并入的平台编号", FieldType.TEXT, required=False, help="并入的填写；本平台自批准之日起不再计数"),
            Field("results", "建设任务完成情况", FieldType.LONG_TEXT, required=False, minutes=20, max_length=2000,
                  help="申请验收的填写：对照建设任务逐项说明"),
        )),
    ),
    materials=(
        paper("request", "依托单位变更或验收申请", blank="无固定格式"),
        paper("acceptance", "专家验收意见", required=False, help="申请验收的上传"),
    ),
)  # fmt: skip
EVALUATION = Form(
    steps=(
        Step("results", "评估期内工作", (
            Field("projects", "承担省级以上项目", FieldType.INTEGER, "项", minimum=0, minutes=5),
            Field("outputs", "代表性成果", FieldType.LONG_TEXT, minutes=20, max_length=2000),
            Field("openness", "仪器与数据开放情况", FieldType.LONG_TEXT, minutes=10, max_length=1000),
        ), why="评估指标与权重未见公布，本表只收事实。"),
    ),
)  # fmt: skip


def renamed(entry: Entry, name: str, *, by: User | None, source: Ref) -> Entry:
    """The same platform under a new name: number, first day and count stay; the old name is kept as an alias."""
    attrs = {**entry.attrs, "former_name": entry.name}
    return correct_entry(entry=entry, by=by, reason="更名", source=source, name=name, attrs=attrs)


def acceptance_lacking(*, case: Case) -> list[Problem]:
    """What an application for acceptance must say and show; nothing for the other kinds."""
    if case.answers.get("kind") != ACCEPT:
        return []
    found = []
    if not case.answers.get("results"):
        found.append(Problem("results", "申请验收没有写建设任务完成情况", "请对照建设任务逐项说明"))
    if not case.files.filter(material="acceptance", removed_at__isnull=True).exists():
        found.append(Problem("acceptance", "申请验收没有上传专家验收意见", "请在材料页上传"))
    return found


def change(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """更名, 并入 or 验收. A merged platform ends today: the level falls by one, the year's increase stays."""
    entry, source = entry_of(case), Ref("case", case.number)
    if case.answers["kind"] == ACCEPT:
        return Ref("entry", str(accepted(entry, by=by, on=on, source=source).pk))
    if case.answers["kind"] == RENAME:
        name = str(case.answers.get("new_name") or "")
        if not name:
            raise Refused("更名没有填写变更后的名称。", conflict=True)
        return Ref("entry", str(renamed(entry, name, by=by, source=source).pk))
    into = (
        entries(KINDS).in_force(on).filter(number=case.answers.get("into") or "").exclude(pk=entry.pk).first()
    )
    if into is None:
        raise Refused("没有找到要并入的平台。", remedy="请核对平台编号。", conflict=True)
    ended = end_entry(
        entry=entry, last_day=on, by=by, reason=f"并入{into.name}（{into.number}）", source=source
    )
    return Ref("entry", str(ended.pk))


def evaluation(register: str, matter: str, title: str, cite: Citation) -> Return:
    """三年评估 (推定): in the third, sixth … year after its first day a platform tells what it did; who is silent is warned."""
    return Return(
        code=f"{matter}-evaluation",
        title=f"{title}三年评估",
        frequency=Frequency.YEAR,
        form=EVALUATION,
        roster=InForce(register, each=3),
        due=By(3, 31),
        basis=(cite,),
        since=date(2018, 1, 1),
        matter=matter,
        by=Desk.PROVINCE,
        consequences=(WARNED,),
        about="填写前三个年度的工作。不参加评估是撤销的情形之一，由厅务会研究决定。",
    )


def afterlife(register: str) -> tuple[FollowUp, ...]:
    """What may follow: a change, giving up, striking off. The evaluation every three years is `evaluation`."""
    return (
        Change(
            Route(
                FormCheck(key="change_check", title="变更核实", by=Desk.PROVINCE, public_label="变更核实中"),
                Certificate(title="变更登记", days=5, public_label="待变更登记"),
            ),
            CHANGE,
            change,
            "更名、并入或验收",
            lacking=acceptance_lacking,
        ),
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="撤销研究", days=10)),
            title="撤销",
            reasons=(
                ("evaluation", "三年评估不合格"),
                ("silence", "不参加评估"),
                ("false", "材料或数据不真实"),
            ),
        ),
    )
