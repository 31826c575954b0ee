"""我的政策: every policy judged with what is known of a party, sorted by what it means for the party. Knows no request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jichuang import policy
from jichuang.hall.declare import Matter
from jichuang.law.reads import holdings as known
from jichuang.law.reads import ladder, provisions, sheets
from jichuang.law.reads.holdings import Datum, Holdings, Need
from jichuang.law.terms import ENTERPRISE, HELD_IN, LAPSING, Rung, Standing
from jichuang.policy import Explanation, Policy, Result
from jichuang.policy.facts import Fact
from jichuang.policy.results import MARK
from jichuang.registry.models import Entry, Party


@dataclass
class Match:
    """One policy for one party: where it stands, in which words, from which data, and what it would bring."""

    policy: Policy
    standing: Standing
    result: Result
    words: Explanation
    lines: list[sheets.Line]
    data: list[Datum]
    lacking: list[Fact]
    entry: Entry | None
    matters: list[Matter]

    @property
    def estimates(self) -> list[sheets.Line]:
        """The amounts that could be worked out."""
        return [line for line in self.lines if line.text]


@dataclass
class Overview:
    """Everything of one party: matches by standing in the order of the page, what is asked for once
    (under the first policy it would decide, the policies that lack least first), the data used."""

    party: Party
    groups: list[tuple[Standing, list[Match]]]
    needs: list[tuple[Policy, list[Need]]]
    data: list[Datum]
    climb: Climb
    held: Holdings


@dataclass
class Climb:
    """Where a party stands on the ladder and, for the next rung, one match for each policy that leads onto it."""

    rung: Rung | None
    since: date | None
    following: Rung | None
    ways: list[Match] = field(default_factory=list)


def matched() -> list[Policy]:
    """The policies every enterprise is matched with, and those that a matter uses."""
    used = [each for each in policy.ids() if each not in ENTERPRISE and provisions.uses(each)]
    return [policy.get(each) for each in (*ENTERPRISE, *used) if each in policy.ids()]


def overview(party: Party, on: date) -> Overview:
    """Two queries, whatever the number of policies."""
    held = known.holdings(party, on)
    matches = [match for one in matched() if (match := _match(one, held)) is not None]
    groups = [(standing, [m for m in matches if m.standing == standing]) for standing in Standing]
    data = {(datum.key, datum.title): datum for match in matches for datum in match.data}
    return Overview(party, groups, _needs(matches, held), list(data.values()), _climb(held, matches), held)


def _needs(matches: list[Match], held: Holdings) -> list[tuple[Policy, list[Need]]]:
    """Several rules may ask the same in their own words: it is asked once, in the words of the first."""
    asked: set[str] = set()
    found = []
    for match in sorted(matches, key=lambda one: len(one.lacking)):
        fresh = [n for fact in match.lacking for n in known.needs(fact, held) if n.name not in asked]
        asked |= {need.name for need in fresh}
        if fresh:
            found.append((match.policy, fresh))
    return found


def climb(party: Party, on: date) -> Climb:
    """The party's place on the ladder and what lacks for the next rung."""
    held = known.holdings(party, on)
    following = ladder.next_rung(ladder.rung_of(held.entries))
    ways = [policy.get(each) for each in (following.policies if following else ()) if each in policy.ids()]
    return _climb(held, [match for one in ways if (match := _match(one, held)) is not None])


def _climb(held: Holdings, matches: Iterable[Match]) -> Climb:
    rung = ladder.rung_of(held.entries)
    following = ladder.next_rung(rung)
    since = min((e.valid_from for e in held.entries if rung and e.register in rung.registers), default=None)
    ways = [m for m in matches if following is not None and m.policy.id in following.policies]
    return Climb(rung, since, following, ways)


def _match(one: Policy, held: Holdings) -> Match | None:
    """None where the law of the day knows nothing of the policy, or the data held contradict each other."""
    facts, data = known.facts_of(one, held)
    try:
        result = policy.check(one.id, facts, on=held.on)
    except policy.FactError:
        return None
    words, lines = policy.explain(result), sheets.lines(result)
    wanted = sheets.wanted(result)
    lacking = [fact for key, fact in one.facts.items() if key in wanted]
    entry = held.entry(HELD_IN[one.id]) if one.id in HELD_IN else None
    standing = _standing(result, words, lacking, entry, held.on)
    matters = [matter for matter in provisions.uses(one.id) if matter.open_on(held.on)]
    return Match(one, standing, result, words, lines, data, lacking, entry, matters)


def _standing(
    result: Result, words: Explanation, lacking: list[Fact], entry: Entry | None, on: date
) -> Standing:
    if entry is not None:
        ends = entry.valid_to
        return Standing.LAPSING if ends is not None and ends - on <= LAPSING else Standing.ENJOYED
    if result.verdict == "pass" and not (lacking and result.amounts):
        return Standing.READY
    short = sum(row.state == "fail" and not row.alternative for row in words.rows)
    ways = policy.get(result.policy).shortcut
    only_ways = ways is not None and set(result.missing) <= {fact.key for fact in ways.facts()}
    falls_short = any(row.kind == MARK and row.state == "fail" for row in words.rows)
    if result.verdict == "missing" and words.smallest_change and only_ways and falls_short:
        return Standing.CLOSE  # what lacks are mere alternatives: the rest is known to fall short
    if result.verdict == "fail" and (words.smallest_change or short == 1):
        return Standing.CLOSE
    if result.verdict == "fail":
        return Standing.CLOSED
    return Standing.CLOSED if result.verdict == "not_applicable" else Standing.LACKING
