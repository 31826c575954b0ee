"""每日事务: what the hall does once for every day. Each duty is idempotent; one bad case never stops the sweep."""

from jichuang.hall.chores.claims import release_claims
from jichuang.hall.chores.enquiries import watch_enquiries
from jichuang.hall.chores.limits import accept_by_silence, watch_cases, watch_tasks
from jichuang.hall.chores.notices import (
    close_publicity,
    close_unanswered,
    note_lapsed,
    remind_renewals,
    remind_supplements,
)
from jichuang.hall.chores.ratings import invite_ratings, watch_callbacks

DUTIES = {
    "hall.close_publicity": close_publicity,
    "hall.accept_by_silence": accept_by_silence,
    "hall.remind_supplements": remind_supplements,
    "hall.close_unanswered": close_unanswered,
    "hall.release_claims": release_claims,
    "hall.watch_tasks": watch_tasks,
    "hall.watch_cases": watch_cases,
    "hall.watch_enquiries": watch_enquiries,
    "hall.invite_ratings": invite_ratings,
    "hall.watch_callbacks": watch_callbacks,
    "hall.note_lapsed": note_lapsed,
    "hall.remind_renewals": remind_renewals,
}
"""Name -> duty, in the order in which a day does them."""

__all__ = [
    "DUTIES",
    "accept_by_silence",
    "close_publicity",
    "close_unanswered",
    "invite_ratings",
    "note_lapsed",
    "release_claims",
    "remind_renewals",
    "remind_supplements",
    "watch_callbacks",
    "watch_cases",
    "watch_enquiries",
    "watch_tasks",
]
