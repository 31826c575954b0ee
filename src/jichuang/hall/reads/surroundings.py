"""办件之外的核验: what the registry and other cases say today about the party: bad marks, equal papers, what it holds and filed."""

from __future__ import annotations

from datetime import date

from jichuang.hall.models import Case, CaseFile
from jichuang.hall.reads.cases import AutoCheck
from jichuang.hall.terms import CaseState, Outcome
from jichuang.registry import facts, registers
from jichuang.registry.reads import entries, facts_for

MARKS = ("serious_violation", "abnormal_list", "dishonest_list")
MOST_NAMED = 5


def surroundings(case: Case, on: date) -> list[AutoCheck]:
    """Lights read anew at every look, unlike the judgement pinned to the case: they may change from day to day."""
    return [*_marks(case, on), *_equal_papers(case), *_held(case, on), *_filed(case)]


def _marks(case: Case, on: date) -> list[AutoCheck]:
    """失信与异常: what the registry holds of each list, with source and day; what it does not hold is said too."""
    held = facts_for(case.party, MARKS, on=on)
    found, unknown = [], []
    for key in MARKS:
        declared, value = facts.find(key), held.get(key)
        title = declared.title if declared else key
        if value is None:
            unknown.append(title)
            continue
        state, word = ("bad", "有") if value.typed() else ("ok", "无")
        found.append(
            AutoCheck(f"mark_{key}", f"{value.source} {value.as_of or ''}".strip(), state, f"{title}：{word}")
        )
    if unknown:
        found.append(AutoCheck("marks_unknown", "主体登记信息", "none", f"名录未载明：{'、'.join(unknown)}"))
    return found


def _equal_papers(case: Case) -> list[AutoCheck]:
    """近似重复: a paper that another unit has handed in with its case, byte for byte."""
    own = CaseFile.objects.filter(case=case, removed_at__isnull=True).values("file__sha256")
    rows = CaseFile.objects.filter(file__sha256__in=own, removed_at__isnull=True).exclude(
        case__party=case.party_id
    )
    numbers = (
        rows.exclude(case__state=CaseState.DRAFT)
        .order_by("case__number")
        .values_list("case__number", "file__name")
    )
    shown = list(numbers.distinct()[:MOST_NAMED])
    return [
        AutoCheck("equal_paper", "附件比对", "warn", f"附件“{name}”与其他单位的办件{number}完全相同")
        for number, name in shown
    ]


def _held(case: Case, on: date) -> list[AutoCheck]:
    """What the party holds today in any register."""
    if not case.party.credit_code:
        return []
    rows = entries().in_force(on).filter(subject=case.party.credit_code).order_by("register", "valid_from")
    titles = [
        f"{registers.get(row.register).title}{f'（{row.number}）' if row.number else ''}" for row in rows
    ]
    return [AutoCheck("held", "名录", "ok", f"现有资格：{'、'.join(titles)}")] if titles else []


def _filed(case: Case) -> list[AutoCheck]:
    """The party's other cases, newest first."""
    rows = Case.objects.filter(party=case.party_id, submitted_at__isnull=False).exclude(pk=case.pk)
    rows = rows.only("number", "matter", "version", "purpose", "state", "outcome").order_by("-id")
    words = [
        f"{one.declaration.short or one.declaration.title} {one.number} {_end(one)}"
        for one in rows[:MOST_NAMED]
    ]
    return [AutoCheck("filed", "以往办件", "ok", f"该单位的其他办件：{'；'.join(words)}")] if words else []


def _end(case: Case) -> str:
    state = CaseState(case.state)
    return str(Outcome(case.outcome).label if state is CaseState.CLOSED else state.label)
