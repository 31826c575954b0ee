"""Facts of the kit: one module per noun. Knows no business noun."""

from jichuang.base.models.clock import CalendarDay, DemonstrationClock, DutyRun
from jichuang.base.models.files import PartialUpload, Scan, StoredFile
from jichuang.base.models.jobs import Heartbeat
from jichuang.base.models.journal import JournalRow, Seal, SealHead, Unsealed
from jichuang.base.models.mail import Outbox
from jichuang.base.models.messages import Message, MessageChoice, MessageKind

__all__ = [
    "CalendarDay",
    "DemonstrationClock",
    "DutyRun",
    "Heartbeat",
    "JournalRow",
    "Message",
    "MessageChoice",
    "MessageKind",
    "Outbox",
    "Seal",
    "PartialUpload",
    "Scan",
    "SealHead",
    "StoredFile",
    "Unsealed",
]
