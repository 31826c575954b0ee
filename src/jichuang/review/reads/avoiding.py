"""回避比对: which expert may not review which proposal, and why, told from data. Changes nothing; three queries.

Blocks at distance one (the expert's own unit, his own tie to a person or unit of the applicant). Everything further away is a
matter for the expert's declaration.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jichuang.hall.declare import Scoring
from jichuang.review import rules
from jichuang.review.models import Avoidance, Employment, Expert, Proposal, Restriction, Tie
from jichuang.review.reads.applicants import Applicant, applicants
from jichuang.review.terms import AvoidKind, TieKind


@dataclass(frozen=True, slots=True)
class Hit:
    """One reason for one pair."""

    expert: Expert
    proposal: Proposal
    kind: AvoidKind
    reason: str


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def avoidances(
    experts: Iterable[Expert], proposals: Iterable[Proposal], scoring: Scoring | None, on: date
) -> list[Hit]:
    """Every reason for every pair, applicants in order, what an expert has declared before included."""
    watch = _Watch(list(experts), on)
    listed = list(proposals)
    found = [hit for one in applicants(listed, scoring) for hit in watch.hits(one)]
    return found + _declared(watch.experts, listed)


def _declared(experts: dict[int, Expert], proposals: list[Proposal]) -> list[Hit]:
    """Declarations about the same applicant, also those of an earlier round."""
    parties = defaultdict(list)
    for one in proposals:
        parties[one.case.party_id].append(one)
    rows = Avoidance.objects.filter(
        kind=AvoidKind.DECLARED, expert__in=experts, proposal__case__party__in=parties
    ).select_related("proposal__case")
    return [
        Hit(experts[row.expert_id], proposal, AvoidKind.DECLARED, row.reason)
        for row in rows
        for proposal in parties[row.proposal.case.party_id]
    ]


class _Watch:
    """The experts with everything that can tie them to an applicant, indexed by code, unit, person and account."""

    def __init__(self, experts: list[Expert], on: date) -> None:
        self.on = on
        self.years = int(rules.value(rules.P.avoid_years, on))
        self.since = years_before(on, self.years)
        self.experts = {one.pk: one for one in experts}
        self.by_account = {one.user_id: one for one in experts if one.user_id}
        self.by_name: dict[str, list[Expert]] = defaultdict(list)
        for one in experts:
            self.by_name[one.name].append(one)
        self.by_number = {one.number: one for one in experts}
        self.jobs: dict[str, list[Employment]] = defaultdict(list)
        for job in Employment.objects.filter(expert__in=self.experts):
            if self._recent(job.valid.upper):
                for key in filter(None, {job.credit_code, job.unit}):
                    self.jobs[key].append(job)
        self.ties: dict[str, list[Tie]] = defaultdict(list)
        for tie in Tie.objects.filter(expert__in=self.experts):
            if TieKind(tie.kind).lasting or self._recent(tie.valid.upper):
                for key in filter(None, {tie.credit_code, tie.unit, tie.person}):
                    self.ties[key].append(tie)
        self.barred = list(Restriction.objects.filter(expert__in=self.experts, valid__contains=on))

    def _recent(self, upper: date | None) -> bool:
        return upper is None or upper > self.since

    def hits(self, applicant: Applicant) -> Iterator[Hit]:
        """Each reason once, whatever the ways in which it was found."""
        seen: set[tuple[int, AvoidKind, str]] = set()
        for expert, kind, reason in self._found(applicant):
            if (expert.pk, kind, reason) not in seen:
                seen.add((expert.pk, kind, reason))
                yield Hit(expert, applicant.proposal, kind, reason)

    def _found(self, applicant: Applicant) -> Iterator[tuple[Expert, AvoidKind, str]]:
        yield from self._own(applicant)
        units = sorted(filter(None, {applicant.code, *applicant.names}))
        for key in units:
            for job in self.jobs.get(key, ()):
                yield self.experts[job.expert_id], AvoidKind.SAME_UNIT, self._job_words(job)
        for key in (*units, *sorted(applicant.people)):
            for tie in self.ties.get(key, ()):
                yield self.experts[tie.expert_id], AvoidKind(tie.kind), _tie_words(tie)
        for name in sorted(applicant.shunned):
            for expert in [*self.by_name.get(name, ()), *filter(None, [self.by_number.get(name)])]:
                yield expert, AvoidKind.NAMED, f"申报人申请{name}回避"
        for row in self.barred:
            yield self.experts[row.expert_id], AvoidKind.INTEGRITY, f"{row.reason}（{row.basis}）"

    def _own(self, applicant: Applicant) -> Iterator[tuple[Expert, AvoidKind, str]]:
        for account in sorted(applicant.accounts):
            if account in self.by_account:
                yield self.by_account[account], AvoidKind.SELF, "本人经办或代表申报单位"
        for name in sorted(applicant.people):
            for expert in self.by_name.get(name, ()):
                yield expert, AvoidKind.SELF, f"与申报项目人员{name}同名，按本人处理"

    def _job_words(self, job: Employment) -> str:
        if job.valid.upper is None or job.valid.upper > self.on:
            return f"现任职于{job.unit}"
        return f"{job.valid.upper:%Y年%m月}前任职于{job.unit}，未满{self.years}年"


def _tie_words(tie: Tie) -> str:
    who = "".join(filter(None, (tie.unit, tie.person))) or tie.credit_code
    lasting = TieKind(tie.kind).lasting
    period = "" if lasting or tie.valid.upper is None else f"，至{tie.valid.upper:%Y年%m月}"
    return f"与{who}{TieKind(tie.kind).label}{period}"
