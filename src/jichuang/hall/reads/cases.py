"""办件的读取: one case for one reader, my cases, the timeline, the draft as it stands, automatic checks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from jichuang import policy
from jichuang.base import clock
from jichuang.base.errors import Problem, Refused
from jichuang.base.permissions import require
from jichuang.hall import catalogue, judging
from jichuang.hall.declare import Field, FieldType, Step
from jichuang.hall.declare.changes import between
from jichuang.hall.declare.values import show, shown_rows, typed_again
from jichuang.hall.models import Case, CaseEvent, CaseFile, Supplement
from jichuang.hall.reads.permissions import can
from jichuang.hall.terms import CaseState
from jichuang.registry.reads import entries, parties_of, scope_of

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def find_case(number: str) -> Case | None:
    """The case of that number, None when there is none. Asks nobody's permission."""
    return find_cases([number]).first()


def find_cases(numbers: Collection[str]) -> QuerySet[Case]:
    """The cases of these numbers. Asks nobody's permission."""
    return Case.objects.filter(number__in=numbers).select_related("party", "applicant", "saved_by")


def case_for(user: User | None, number: str) -> Case:
    """The case as `user` may see it; Refused with the reason otherwise, also when there is no such case."""
    case = find_case(number)
    if case is None:
        raise Refused(f"没有编号为{number}的办件，或您无权查看。", remedy="请核对办件编号。")
    require(can(user, "view", case))
    return case


def cases_of(user: User, on: date) -> QuerySet[Case]:
    """Every case of the parties the user acts for, newest first; discarded drafts left out."""
    found = Case.objects.filter(party__in=parties_of(user, on)).exclude(outcome="discarded")
    return found.select_related("party", "applicant").order_by("-id")


def timeline(case: Case, user: User | None = None) -> QuerySet[CaseEvent]:
    """The events in order: the public ones for the applicant, all of them for officers and auditors."""
    rows = CaseEvent.objects.filter(case=case).order_by("id")
    insider = user is not None and user.pk is not None and scope_of(user, case.party, clock.today()) is None
    return rows if insider else rows.filter(public=True)


def open_supplement(case: Case) -> Supplement | None:
    """What the applicant is asked for now, with its items."""
    return Supplement.objects.filter(case=case, answered_at__isnull=True).prefetch_related("items").first()


def files_of(case: Case) -> list[CaseFile]:
    """The files now attached, in order of upload."""
    return list(case.files.filter(removed_at__isnull=True).select_related("file").order_by("id"))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on a page: as read, as typed, its problem, where its prefill came from, and whether it may change now."""

    field: Field
    text: str
    typed: str
    problem: str
    source: str
    as_of: date | None
    differs: bool
    """True when the applicant has changed what the registry holds."""
    held: str
    editable: bool
    rows: list[list[str]]
    """The rows of a table that could be read, for a page that draws it as one."""


def answers_of(case: Case, step: Step | None = None) -> list[Answer]:
    """The answers of one step, or of the whole form, in order."""
    asked = _editable_keys(case)
    fields = step.fields if step is not None else case.declaration.form.fields
    return [_answer(case, field, asked) for field in fields]


def _editable_keys(case: Case) -> set[str] | None:
    """None = everything; a set = only these."""
    state = CaseState(case.state)
    if state is CaseState.DRAFT:
        return None
    if state is not CaseState.SUPPLEMENT:
        return set()
    asked = open_supplement(case)
    return {item.key for item in asked.items.all() if item.kind == "field"} if asked else set()


def _answer(case: Case, field: Field, asked: set[str] | None) -> Answer:
    rough = case.rough.get(field.key)
    stored = case.answers.get(field.key)
    held = case.prefill.get(field.key, {})
    as_of = date.fromisoformat(held["as_of"]) if held.get("as_of") else None
    return Answer(
        field=field,
        text=rough["text"] if rough else show(field, stored),
        typed=rough["text"] if rough else typed_again(field, stored),
        problem=rough["problem"] if rough else "",
        source=held.get("source", ""),
        as_of=as_of,
        differs=bool(held) and (rough is not None or stored != held["value"]),
        held=show(field, held["value"]) if held else "",
        editable=asked is None or field.key in asked,
        rows=[] if rough or field.type is not FieldType.TABLE else shown_rows(field, stored),
    )


def faults_by_step(case: Case) -> dict[str, list[Problem]]:
    """What still keeps each step from being complete (same words as at submission), in the order of the form. One query."""
    form = case.declaration.form
    found: dict[str, list[Problem]] = {step.key: [] for step in form.steps}
    places = {field.key: step.key for step in form.steps for field in step.fields}
    attached = {file.material for file in files_of(case)}
    for problem in judging.problems(case.declaration, case.answers, case.rough, attached):
        if problem.field in places:
            found[places[problem.field]].append(problem)
    return found


def step_problems(case: Case, step: Step) -> list[Problem]:
    """What still keeps this step from being complete."""
    return faults_by_step(case)[step.key]


def first_unfinished_step(case: Case) -> Step | None:
    """Where 继续填写 leads: the first step with a problem; None when all are complete."""
    faults = faults_by_step(case)
    return next((step for step in case.declaration.form.steps if faults[step.key]), None)


def reachable_steps(case: Case, faults: Mapping[str, list[Problem]] | None = None) -> list[str]:
    """Keys of the steps that may be opened: up to and including the first unfinished one (no skipping by address)."""
    faults = faults_by_step(case) if faults is None else faults
    found: list[str] = []
    for key, faulty in faults.items():
        found.append(key)
        if faulty:
            break
    return found


def version_changes(case: Case) -> list[str]:
    """What the current version changed since this draft was saved; [] when it follows it already."""
    current = catalogue.get(case.matter).life(case.purpose)
    if case.state != CaseState.DRAFT or case.version == current.version:
        return []
    old = case.declaration if catalogue.has(case.matter, case.version) else current
    return between(old, current) or ["填报内容没有变化"]


def result_of(case: Case) -> policy.Result | None:
    """The judgement under the law pinned to the case; for a draft under today's. Raises policy.FactError."""
    on = case.policy_on or clock.today()
    return judging.judge(case.declaration, case.answers, on=on, known=case.policy_known)


@dataclass(frozen=True, slots=True)
class AutoCheck:
    """One light of the officer's screen: `state` ok | warn | bad."""

    key: str
    title: str
    state: str
    words: str


def autochecks(case: Case) -> list[AutoCheck]:
    """What the machine can already say: the judgement, figures at the very edge, registry mismatches, earlier cases."""
    found: list[AutoCheck] = []
    pinned = case.findings or {}
    if pinned:
        state = {"pass": "ok", "fail": "bad"}.get(str(pinned.get("verdict")), "warn")
        found.append(AutoCheck("verdict", "规则判断", state, str(pinned.get("headline", ""))))
        found += [_noted(note) for note in pinned.get("officer_notes", [])]
    differing = [answer for answer in answers_of(case) if answer.differs]
    found += [
        AutoCheck(
            f"registry_{one.field.key}",
            "与登记信息不一致",
            "warn",
            f"{one.field.title}：填报{one.text}{one.field.unit}，登记{one.held}{one.field.unit}（{one.source}）",
        )
        for one in differing
    ]
    found += _earlier(case)
    if not differing:
        found.append(AutoCheck("registry", "登记信息", "ok", "与主体登记信息一致"))
    return found


def _noted(note: str) -> AutoCheck:
    """A note of the rules for officers: where it comes from is said once, its words are not said again."""
    edge = note.startswith("恰在门槛")
    return AutoCheck("edge" if edge else "note", "离门槛不到 2%" if edge else "规则提示", "warn", note)


def _earlier(case: Case) -> list[AutoCheck]:
    """Figures of the same year that the party gave otherwise before, as pinned when the case was judged."""
    declaration, found = case.declaration, []
    for one in case.earlier:
        field = declaration.form.field(one["key"])
        before, now = (
            f"{show(field, value)}{field.unit}" for value in (one["before"], case.answers.get(field.key))
        )
        title = f"与前次报送（{one['number']}）不一致"
        words = f"{field.title}：前次{before}，本次{now}"
        found.append(AutoCheck(f"earlier_{field.key}", title, "warn", words))
    return found


def earlier_filing(case: Case) -> Case | None:
    """The party's case of the same matter submitted before this one in the same year; None without one."""
    at = case.submitted_at
    if at is None:
        return None
    rows = Case.objects.filter(matter=case.matter, party=case.party_id, submitted_at__lt=at)
    rows = rows.filter(submitted_at__year=at.year, purpose=case.purpose).exclude(pk=case.pk)
    return rows.only("number", "answers").order_by("-submitted_at", "-id").first()


def entry_numbers(case: Case) -> list[str]:
    """Numbers the party holds in force today, in any register."""
    code = case.party.credit_code
    if not code:
        return []
    rows = entries().in_force(clock.today()).filter(subject=code).exclude(number="")
    return list(rows.values_list("number", flat=True))
