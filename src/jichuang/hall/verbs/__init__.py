"""Every write of the hall. Keyword arguments only, never a request: permission, change, journal and jobs in one transaction."""

from jichuang.hall.verbs.announcing import announce, grant_by_list, issue_certificate
from jichuang.hall.verbs.checking import (
    accept_complete,
    claim,
    mark_not_met,
    open_case,
    release,
    return_for_supplement,
)
from jichuang.hall.verbs.drafts import attach, detach, follow_current_version, save_draft, start
from jichuang.hall.verbs.objections import object_to, resolve_objection
from jichuang.hall.verbs.publicity import (
    add_to_notice,
    compose_notice,
    end_publicity,
    post_notice,
    remove_from_notice,
)
from jichuang.hall.verbs.submitting import resubmit, submit, withdraw

__all__ = [
    "accept_complete",
    "add_to_notice",
    "announce",
    "attach",
    "claim",
    "compose_notice",
    "detach",
    "end_publicity",
    "follow_current_version",
    "grant_by_list",
    "issue_certificate",
    "mark_not_met",
    "object_to",
    "open_case",
    "post_notice",
    "release",
    "remove_from_notice",
    "resolve_objection",
    "resubmit",
    "return_for_supplement",
    "save_draft",
    "start",
    "submit",
    "withdraw",
]
