"""Every write of the hall. Keyword arguments only, never a request: permission, change, journal and jobs in one transaction."""

from jichuang.hall.verbs.announcing import announce, grant_by_list, issue_certificate
from jichuang.hall.verbs.bundles import take_bundle
from jichuang.hall.verbs.checking import accept_complete, mark_not_met, open_case
from jichuang.hall.verbs.claims import claim, release, take_over
from jichuang.hall.verbs.clocks import ask_extension, decide_extension, pause, resume
from jichuang.hall.verbs.colleagues import answer_invitation, dismiss, invite
from jichuang.hall.verbs.concluding import conclude
from jichuang.hall.verbs.drafts import follow_current_version, save_draft, start
from jichuang.hall.verbs.enquiring import answer, ask, ask_about, pass_on_enquiry, urge
from jichuang.hall.verbs.library import (
    add_material,
    hide_material,
    reuse_certificate,
    reuse_material,
    set_expiry,
    verify_material,
)
from jichuang.hall.verbs.materials import attach, begin_upload, detach, finish_upload, quarantined, take_in
from jichuang.hall.verbs.objections import object_to, resolve_objection
from jichuang.hall.verbs.phrases import drop_phrase, keep_phrase
from jichuang.hall.verbs.publicity import (
    add_to_notice,
    compose_notice,
    end_publicity,
    post_notice,
    remove_from_notice,
)
from jichuang.hall.verbs.rating import add_to_rating, close_callback, open_callback, rate, rate_again
from jichuang.hall.verbs.returning import return_for_supplement, send_back
from jichuang.hall.verbs.revoking import propose_revocation
from jichuang.hall.verbs.signing import cosign, hand_back
from jichuang.hall.verbs.submitting import resubmit, submit, withdraw
from jichuang.hall.verbs.tokens import (
    forget_replies,
    issue_demonstration_token,
    issue_token,
    revoke_token,
    spend_call,
)
from jichuang.hall.verbs.undoing import may_undo, undo
from jichuang.hall.verbs.windows import Places, open_window, reschedule_window

__all__ = [
    "Places",
    "forget_replies",
    "issue_demonstration_token",
    "issue_token",
    "reuse_certificate",
    "reuse_material",
    "revoke_token",
    "accept_complete",
    "add_material",
    "add_to_rating",
    "close_callback",
    "rate",
    "rate_again",
    "add_to_notice",
    "announce",
    "answer",
    "answer_invitation",
    "ask",
    "ask_about",
    "ask_extension",
    "attach",
    "begin_upload",
    "claim",
    "compose_notice",
    "conclude",
    "cosign",
    "decide_extension",
    "detach",
    "dismiss",
    "drop_phrase",
    "end_publicity",
    "finish_upload",
    "follow_current_version",
    "grant_by_list",
    "hand_back",
    "hide_material",
    "issue_certificate",
    "invite",
    "keep_phrase",
    "mark_not_met",
    "may_undo",
    "object_to",
    "open_callback",
    "open_case",
    "open_window",
    "pass_on_enquiry",
    "pause",
    "post_notice",
    "propose_revocation",
    "quarantined",
    "release",
    "remove_from_notice",
    "resolve_objection",
    "reschedule_window",
    "resubmit",
    "resume",
    "return_for_supplement",
    "save_draft",
    "send_back",
    "set_expiry",
    "spend_call",
    "start",
    "submit",
    "take_bundle",
    "take_in",
    "take_over",
    "undo",
    "urge",
    "verify_material",
    "withdraw",
]
