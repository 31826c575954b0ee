"""答复督办单: the owner answers with cause and measures; a keeper accepts, which closes the slip, or sends it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import Letter, LetterAnswer
from jichuang.plan.reads.access import may_act_for, may_check
from jichuang.plan.verbs.leading import tell_of_letter

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def answer_letter(*, letter: Letter, cause: str, measures: str, by: User) -> LetterAnswer:
    """答复. Raises Refused for another department's officer, for a letter that asks no answer, one closed already, and
    while an answer is waiting; Invalid without cause or measures."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    require(may_act_for(by, letter.department, letter.office))
    if letter.due_on is None:
        raise Refused(f"{letter.title}不要求答复。", remedy="请按其中所列抓紧办理。", conflict=True)
    if letter.closed_on is not None:
        raise Refused(f"{letter.title}已经了结。", conflict=True)
    if letter.answers.filter(accepted=None).exists():
        raise Refused("已有一份答复正在等处理。", remedy="处理后如被退回，再重新答复。", conflict=True)
    problems = [
        Problem(field, f"未写{title}", remedy)
        for field, title, text, remedy in (
            ("cause", "原因", cause, "请写明为什么落后"),
            ("measures", "措施和时限", measures, "请写明采取什么措施、哪天赶上"),
        )
        if not text.strip()
    ]
    if problems:
        raise Invalid(problems)
    answer = LetterAnswer.objects.create(
        letter=letter, cause=cause.strip(), measures=measures.strip(), answered_on=clock.today(),
        answered_at=clock.now(), by_user=by, by=actor_text(by),
    )  # fmt: skip
    words = f"原因：{answer.cause}\n措施和时限：{answer.measures}"
    tell_of_letter(letter, f"{letter.department}已答复{letter.title}", words, by=by)
    journal.record(
        actor=by,
        verb="plan.answer_letter",
        subject=Ref("plan-letter", str(letter.pk)),
        summary=f"{letter.department}答复{letter.title}",
    )
    return answer


@transaction.atomic
def judge_answer(*, answer: LetterAnswer, accepted: bool, by: User, reason: str = "") -> LetterAnswer:
    """处理答复 by a second person: accepted it closes the slip, else it is answered anew. Raises as `verify_report`."""
    answer = (
        LetterAnswer.objects.select_for_update(of=("self",))
        .select_related("letter__office")
        .get(pk=answer.pk)
    )
    letter = answer.letter
    require(may_check(by, department=letter.department, office=letter.office, doers=[answer.by_user_id]))
    if answer.accepted is not None:
        raise Refused("这份答复已经处理过。", remedy="请刷新后再看。", conflict=True)
    if not accepted and not reason.strip():
        raise Invalid.one("reason", "未写退回理由", "请写明缺什么")
    answer.accepted, answer.reason = accepted, reason.strip()[:300]
    answer.decided_on, answer.decided_by = clock.today(), actor_text(by)
    answer.save(update_fields=["accepted", "reason", "decided_on", "decided_by"])
    if accepted:
        letter.closed_on = clock.today()
        letter.save(update_fields=["closed_on"])
    journal.record(
        actor=by, verb="plan.judge_answer", subject=Ref("plan-letter", str(letter.pk)),
        summary=f"{letter.title}的答复{'已采纳，了结' if accepted else f'退回：{answer.reason}'}",
    )  # fmt: skip
    return answer
