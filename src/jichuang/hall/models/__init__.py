"""Facts of the hall: cases and their tasks, supplements, notices and objections, certificates."""

from jichuang.hall.models.cases import Case, CaseEvent, CaseFile, Task
from jichuang.hall.models.certificates import Certificate
from jichuang.hall.models.colleagues import Colleague
from jichuang.hall.models.enquiries import Enquiry, Urge
from jichuang.hall.models.library import UnitMaterial
from jichuang.hall.models.notices import NoticeItem, Objection, PublicityNotice
from jichuang.hall.models.phrases import Phrase
from jichuang.hall.models.ratings import CallBack, Rating, RatingNote
from jichuang.hall.models.records import Extension, StageRecord
from jichuang.hall.models.supplements import Pause, Supplement, SupplementItem
from jichuang.hall.models.tokens import ApiReply, ApiToken
from jichuang.hall.models.windows import Quota, TakenPlace, Window

__all__ = [
    "ApiReply",
    "ApiToken",
    "CallBack",
    "Case",
    "CaseEvent",
    "CaseFile",
    "Certificate",
    "Colleague",
    "Enquiry",
    "Extension",
    "NoticeItem",
    "Objection",
    "Pause",
    "Phrase",
    "PublicityNotice",
    "Quota",
    "Rating",
    "RatingNote",
    "StageRecord",
    "Supplement",
    "SupplementItem",
    "TakenPlace",
    "Task",
    "UnitMaterial",
    "Urge",
    "Window",
]
