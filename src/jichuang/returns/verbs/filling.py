"""填报: save, hand in, revise after acceptance. Nothing typed is lost; every version handed in is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from jichuang.base import clock, permissions
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.codes.errors import CodeError
from jichuang.hall.declare import Form
from jichuang.hall.declare.values import kept, read
from jichuang.registry.terms import Scope
from jichuang.returns.models import Filing, Owed
from jichuang.returns.reads.owed import findings
from jichuang.returns.reads.permissions import may_fill, state_allows_fill
from jichuang.returns.terms import State
from jichuang.returns.verbs.common import changed, digest_of, locked, note

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def save(
    *,
    owed: Owed,
    by: User,
    answers: Mapping[str, Any],
    explanations: Mapping[str, str] | None = None,
    revision: int,
) -> Owed:
    """保存: answers as typed. What cannot be read is kept as typed and refuses the handing in, not the saving.

    Raises Refused when somebody else saved meanwhile, or when the return is no longer open.
    """
    owed = locked(owed)
    permissions.require(may_fill(by, owed))
    _require_open(owed)
    if revision != owed.revision:
        raise changed(owed)
    parsed, rough = parse_answers(owed.period.declaration.form, answers, owed.answers)
    owed.answers = {**owed.answers, **parsed}
    owed.rough = {key: one for key, one in {**owed.rough, **rough}.items() if key not in parsed}
    if explanations is not None:
        owed.explanations = {**owed.explanations, **_clean(explanations)}
    owed.saved_at, owed.saved_by, owed.revision = clock.now(), by, owed.revision + 1
    if owed.state == State.OWED:
        owed.state = State.DRAFT
    owed.save(update_fields=["answers", "rough", "explanations", "saved_at", "saved_by", "revision", "state"])
    return owed


def parse_answers(
    form: Form, typed: Mapping[str, Any], before: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """(readable answers in stored form, the others as typed with their fault). Raises Invalid for an undeclared field."""
    known = {field.key: field for field in form.fields}
    unknown = [key for key in typed if key not in known]
    if unknown:
        raise Invalid([Problem(key, f"表中没有填报项“{key}”") for key in unknown])
    parsed: dict[str, Any] = {}
    rough: dict[str, dict[str, str]] = {}
    for key, text in typed.items():
        try:
            parsed[key] = read(known[key], text)
        except CodeError as fault:
            rough[key] = {"text": kept(known[key], text, before.get(key)), "problem": str(fault)}
    return parsed, rough


def _clean(explanations: Mapping[str, str]) -> dict[str, str]:
    return {key: text.strip()[:500] for key, text in explanations.items()}


def _require_open(owed: Owed) -> None:
    allowed = state_allows_fill(owed)
    if not allowed:
        raise Refused(allowed.reason, remedy=allowed.remedy, conflict=True)


def problems(owed: Owed) -> list[Problem]:
    """Everything that keeps the return from being handed in, all at once, in the order of the form."""
    found = []
    declared = owed.period.declaration
    skipped = declared.skipped(owed.answers)
    spared = {f.key: skipped[s.key] for s in declared.form.steps if s.key in skipped for f in s.fields}
    for field in declared.form.fields:
        if field.key in owed.rough:
            found.append(Problem(field.key, owed.rough[field.key]["problem"]))
        elif field.key in spared:
            if owed.answers.get(field.key) not in (None, ""):
                words = f"“{field.title}”不用填，却填了数"
                found.append(Problem(field.key, words, f"{spared[field.key]}；请改前面的回答，或清空这一项"))
        elif field.required and owed.answers.get(field.key) in (None, ""):
            found.append(Problem(field.key, f"“{field.title}”没有填写", "此项必填，没有的填0"))
    for one in findings(owed):
        if one.hard:
            found.append(Problem(one.field, one.words, "请核对后改正"))
        elif not owed.explanations.get(one.key):
            found.append(Problem(f"explain_{one.key}", one.words, "请在说明栏写明"))
    return found


@transaction.atomic
def hand_in(*, owed: Owed, by: User, revision: int) -> Owed:
    """报送: checks, keeps this version, and gives the return to the reviewing desk. A second click changes nothing.

    Raises Invalid with every fault at once, Refused when somebody else saved meanwhile.
    """
    owed = locked(owed)
    permissions.require(may_fill(by, owed, Scope.ACCEPTOR))
    if owed.state == State.HANDED_IN and owed.saved_by_id == by.pk:
        return owed
    _require_open(owed)
    if revision != owed.revision:
        raise changed(owed)
    faults = problems(owed)
    if faults:
        raise Invalid(faults)
    return _file(owed, by, "")


@transaction.atomic
def revise(
    *,
    owed: Owed,
    by: User,
    answers: Mapping[str, Any],
    explanations: Mapping[str, str] | None = None,
    why: str,
    revision: int,
) -> Owed:
    """更正: a new version after acceptance, with its reason; after a freeze the frozen one stays and both are shown.

    Raises Invalid without a reason, without a change, or with any fault of the form.
    """
    owed = locked(owed)
    permissions.require(may_fill(by, owed, Scope.ACCEPTOR))
    if owed.state != State.ACCEPTED or revision != owed.revision:
        raise changed(owed)
    parsed, rough = parse_answers(owed.period.declaration.form, answers, owed.answers)
    before = dict(owed.answers)
    owed.answers, owed.rough = {**owed.answers, **parsed}, rough
    owed.explanations = {**owed.explanations, **_clean(explanations or {})}
    faults = problems(owed)
    if not why.strip():
        faults.append(Problem("why", "没有写明更正原因", "会与两稿一并保存"))
    if owed.answers == before:
        faults.append(Problem("", "内容没有变化", "请修改需要更正的数"))
    if faults:
        raise Invalid(faults)
    owed.saved_at, owed.saved_by, owed.revision = clock.now(), by, owed.revision + 1
    return _file(owed, by, why.strip()[:500])


def _file(owed: Owed, by: User, why: str) -> Owed:
    number = (owed.filings.aggregate(last=Max("number"))["last"] or 0) + 1
    after = owed.period.frozen_at is not None
    filing = Filing.objects.create(
        owed=owed, number=number, answers=owed.answers, explanations=_needed(owed), at=clock.now(), by=by,
        why=why or ("冻结后补报" if after else ""), after_freeze=after, digest=digest_of(owed.answers, _needed(owed)),
    )  # fmt: skip
    owed.state, owed.handed_in_on = State.HANDED_IN, owed.handed_in_on or clock.today()
    owed.saved_by, owed.note, owed.revision = by, "", owed.revision + 1
    owed.save()
    what = "更正" if why else "报送"
    note(
        owed,
        by,
        "revised" if why else "handed_in",
        f"{what}（第{number}稿）",
        digest=filing.digest,
        after_freeze=after,
    )
    return owed


def _needed(owed: Owed) -> dict[str, str]:
    """The explanations that answer a finding; what was typed for one that no longer stands is not filed."""
    return {one.key: owed.explanations[one.key] for one in findings(owed) if owed.explanations.get(one.key)}
