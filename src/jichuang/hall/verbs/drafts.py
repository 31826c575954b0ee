"""草稿: start, save. Nothing typed is ever lost; a second tab is told what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from jichuang.base import clock, permissions
from jichuang.base.batches import one_message
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.refs import Ref
from jichuang.base.rows import Rows
from jichuang.codes.errors import CodeError
from jichuang.hall import catalogue
from jichuang.hall.declare import Matter, Purpose
from jichuang.hall.declare.carrying import carried
from jichuang.hall.declare.changes import between
from jichuang.hall.declare.values import kept, read, show
from jichuang.hall.errors import Difference, DraftChanged
from jichuang.hall.models import Case, SupplementItem
from jichuang.hall.prefilling import held_for
from jichuang.hall.reads.afterlife import unfit
from jichuang.hall.terms import CaseState, EventKind, ItemKind
from jichuang.hall.verbs import numbers
from jichuang.hall.verbs.moving import event, locked, require_can, save
from jichuang.hall.weighing import LIGHT, write_light
from jichuang.registry.models import Party
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
@one_message()
def start(
    *,
    matter: str,
    party: Party,
    by: User,
    source: Ref | None = None,
    purpose: Purpose = Purpose.FIRST,
) -> Case:
    """开始填报: returns a draft prefilled from the registry, or the party's existing draft (a double click, a colleague).

    A follow-up (appeal, change, renewal, surrender) names in `source` the case or entry it concerns. Raises Refused without
    authorisation, when the matter is closed, when the party's case is already under way, or when something stands in the way.
    """
    on = clock.today()
    whole = catalogue.get(matter)
    permissions.require(may_act(by, party, scope=Scope.PREPARER, on=on))
    hindrance = unfit(whole, party, purpose, source, on)
    if hindrance:
        raise Refused(hindrance, remedy="请到“我的空间”查看已有的办件与证书。", conflict=True)
    declared = whole.life(purpose.value)
    running = _running(declared, party)
    if running is not None:
        return _draft_or_refuse(running)
    if not declared.open_on(on):
        raise Refused(
            f"“{declared.title}”现在不受理新的填报。", remedy="请看办事指南中的办理时间。", conflict=True
        )
    hindrance = declared.hindrance(party=party, on=on)
    if hindrance:
        raise Refused(hindrance, remedy="请到“我的空间”查看已有的办件与证书。", conflict=True)
    try:
        with transaction.atomic():
            case = new_case(declared, party, by, source)
    except IntegrityError:  # a second click arrived between our look and our insert
        running = _running(declared, party)
        if running is None:
            raise
        return _draft_or_refuse(running)
    event(case, EventKind.STARTED, by, note="从主体登记信息预填了已有数据" if case.prefill else "")
    return case


_UNDER_KEY = Rows(Case, "t.single_key = %s", related="party")


def _running(matter: Matter, party: Party) -> Case | None:
    if not matter.one_open_case:
        return None
    key = _single_key(matter, party)
    return next(iter(_UNDER_KEY(key)), None)


def _single_key(matter: Matter, party: Party) -> str:
    key = f"{matter.code}:{party.pk}"
    return key if matter.purpose is Purpose.FIRST else f"{key}:{matter.purpose.value}"


def _draft_or_refuse(case: Case) -> Case:
    if case.state == CaseState.DRAFT:
        return case
    raise Refused(
        f"“{case.party.name}”的同一事项正在办理，办件编号{case.number}。",
        remedy="请到该办件查看进度；需要重报的，请先撤回。",
        conflict=True,
    )


def new_case(matter: Matter, party: Party, by: User, source: Ref | None) -> Case:
    """A draft row of a matter (in the shape it has for its purpose), prefilled from the registry."""
    on, now = clock.today(), clock.now()
    prefill = held_for(matter, party)
    return Case.objects.create(
        number=numbers.case_number(on),
        matter=matter.code,
        version=matter.version,
        purpose=matter.purpose.value,
        party=party,
        applicant=by,
        home=party.home,
        region=party.region,
        answers={key: held["value"] for key, held in prefill.items()},
        prefill=prefill,
        single_key=_single_key(matter, party) if matter.one_open_case else None,
        source=str(source) if source else "",
        started_at=now,
        saved_at=now,
        saved_by=by,
    )


@transaction.atomic
def save_draft(*, case: Case, by: User, answers: Mapping[str, Any], revision: int) -> Case:
    """保存: takes answers as typed (text) or typed values, for any part of the form; returns the case with its new revision.

    What cannot be read is kept as typed in `rough` with its fault and refuses the submission, not the saving. Raises
    Invalid for an undeclared field, DraftChanged when `revision` is not the newest and an answer would be overwritten,
    Refused once submitted or, during a supplement, for a field that was not asked for.
    """
    case = locked(case)
    require_can(by, "save_draft", case)
    matter = _follow(case, by)
    parsed, rough = _parse(matter, answers, case.answers)
    _refuse_unasked(case, matter, {*parsed, *rough})
    if revision != case.revision:
        differences = _differences(matter, case, parsed, rough)
        if differences:
            who = f"{case.saved_by.name}" if case.saved_by else "其他页面"
            at = case.saved_at.astimezone(clock.SHANGHAI)
            raise DraftChanged(
                f"这份草稿已由{who}在另一页面于{at:%m月%d日%H:%M}保存过，本次没有保存，以免覆盖。",
                differences=differences,
                revision=case.revision,
            )
    for key, value in parsed.items():
        case.answers[key] = value
        case.rough.pop(key, None)
    case.rough.update(rough)
    case.saved_at, case.saved_by = clock.now(), by
    if case.check_state:
        write_light(case)
    save(case, "answers", "rough", "saved_at", "saved_by", "version", *LIGHT)
    return case


def _parse(
    matter: Matter, answers: Mapping[str, Any], before: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    known = {field.key: field for field in matter.form.fields}
    unknown = [key for key in answers if key not in known]
    if unknown:
        raise Invalid(
            [Problem(key, f"表单没有填报项“{key}”", f"应为{'、'.join(known)}之一") for key in unknown]
        )
    parsed: dict[str, Any] = {}
    rough: dict[str, dict[str, str]] = {}
    for key, typed in answers.items():
        try:
            parsed[key] = read(known[key], typed)
        except CodeError as fault:
            rough[key] = {"text": kept(known[key], typed, before.get(key)), "problem": str(fault)}
    return parsed, rough


def _refuse_unasked(case: Case, matter: Matter, keys: set[str]) -> None:
    if case.state != CaseState.SUPPLEMENT:
        return
    asked = asked_items(case, ItemKind.FIELD)
    changed = sorted(key for key in keys if key not in asked)
    if changed:
        titles = "、".join(f"“{matter.form.field(key).title}”" for key in changed)
        raise Refused(
            f"补正期间只能修改告知书列出的项目，{titles}不在其中。",
            remedy="如这些内容也要改，请联系承办岗位补列，或撤回后重报。",
            field=changed[0],
            conflict=True,
        )


def asked_items(case: Case, kind: ItemKind) -> set[str]:
    """Keys the open supplement points to."""
    rows = SupplementItem.objects.filter(
        supplement__case=case, supplement__answered_at__isnull=True, kind=kind
    )
    return set(rows.values_list("key", flat=True))


def _differences(
    matter: Matter, case: Case, parsed: Mapping[str, Any], rough: Mapping[str, dict[str, str]]
) -> list[Difference]:
    found = []
    for field in matter.form.fields:
        if field.key not in parsed and field.key not in rough:
            continue
        held = case.rough.get(field.key)
        saved = held["text"] if held else show(field, case.answers.get(field.key))
        yours = rough[field.key]["text"] if field.key in rough else show(field, parsed[field.key])
        if saved != yours:
            found.append(Difference(field.key, field.title, saved, yours))
    return found


@transaction.atomic
def follow_current_version(*, case: Case, by: User) -> Case:
    """草稿改用事项的现行版本: keeps every answer the new form still asks, and says in the timeline what changed."""
    case = locked(case)
    require_can(by, "save_draft", case)
    before = case.version
    _follow(case, by)
    if case.version != before:
        save(case, "version", "answers", "rough")
    return case


def _follow(case: Case, by: User) -> Matter:
    """The declaration the case follows; a draft moves to the current version first."""
    current = catalogue.get(case.matter).life(case.purpose)
    if case.state != CaseState.DRAFT or case.version == current.version:
        return case.declaration
    old = case.declaration if catalogue.has(case.matter, case.version) else current
    found = carried(old.form, current.form, case.answers, case.rough)
    case.answers, case.rough = found.answers, found.rough
    changes = between(old, current)
    case.version = current.version
    event(
        case,
        EventKind.VERSION_FOLLOWED,
        by,
        note=f"改用第{current.version}版：{'；'.join(changes) or '填报内容没有变化'}",
        detail={"changes": changes, "dropped": found.dropped},
    )
    return current
