"""Every write of the registry. Keyword arguments only; each verb checks, changes and journals in one transaction."""

from jichuang.registry.verbs.bulk import EntryRow, load_entries
from jichuang.registry.verbs.delegations import (
    authorise_clerk,
    authorise_request,
    decline_delegation,
    request_delegation,
    revoke_delegation,
)
from jichuang.registry.verbs.entries import correct_entry, end_entry, record_entry
from jichuang.registry.verbs.facts import FactGiven, record_fact, record_facts
from jichuang.registry.verbs.imports import (
    commit_import,
    discard_import,
    open_import,
    preview_import,
    summary,
    undo_import,
)
from jichuang.registry.verbs.parties import (
    correct_party,
    register_party,
    rename_party,
    reveal_personal,
    set_recommender,
)
from jichuang.registry.verbs.people import appoint, end_appointment, register_department
from jichuang.registry.verbs.stand_ins import end_stand_in, name_stand_in

__all__ = [
    "EntryRow",
    "FactGiven",
    "appoint",
    "authorise_clerk",
    "authorise_request",
    "commit_import",
    "correct_entry",
    "correct_party",
    "decline_delegation",
    "discard_import",
    "end_appointment",
    "end_entry",
    "end_stand_in",
    "load_entries",
    "name_stand_in",
    "open_import",
    "preview_import",
    "record_entry",
    "record_fact",
    "record_facts",
    "register_department",
    "register_party",
    "rename_party",
    "request_delegation",
    "reveal_personal",
    "revoke_delegation",
    "set_recommender",
    "summary",
    "undo_import",
]
