"""Named queries of the registry. Reads never change anything and never ask who is looking: pages decide that."""

from jichuang.registry.reads.counts import (
    DailyRow,
    count_by_home,
    counts_on,
    daily_change,
    daily_first_entries,
    daily_numbered,
    daily_starts,
)
from jichuang.registry.reads.entries import EntrySet, as_known, entries, history_of, search_entries
from jichuang.registry.reads.facts import FactValue, facts_for
from jichuang.registry.reads.parties import (
    capacity_of,
    departments,
    keep_delegations,
    may_act,
    name_on,
    parties_of,
    party_by_code,
    recommender_of,
    scope_of,
    search_parties,
)
from jichuang.registry.reads.people import (
    absent_colleagues,
    appointments_of,
    has_role,
    holders_of,
    holds_any,
    homes_of,
)
from jichuang.registry.reads.regions import home_name, home_of, homes, region_name

__all__ = [
    "keep_delegations",
    "DailyRow",
    "EntrySet",
    "FactValue",
    "absent_colleagues",
    "appointments_of",
    "as_known",
    "capacity_of",
    "count_by_home",
    "counts_on",
    "daily_change",
    "daily_first_entries",
    "daily_numbered",
    "daily_starts",
    "departments",
    "entries",
    "facts_for",
    "has_role",
    "history_of",
    "holders_of",
    "holds_any",
    "home_name",
    "home_of",
    "homes",
    "homes_of",
    "may_act",
    "name_on",
    "parties_of",
    "party_by_code",
    "recommender_of",
    "region_name",
    "scope_of",
    "search_entries",
    "search_parties",
]
