"""Words of the hall: states, outcomes, events, kinds. Every state says by a field whether it is open.

Knows no table and no matter.
"""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices


class CaseState(TextChoices):
    """办件状态. Where exactly a case lies is its stage; this says in whose hands it can be at all."""

    DRAFT = "draft", "草稿"
    OPEN = "open", "办理中"
    SUPPLEMENT = "supplement", "待补正"
    CLOSED = "closed", "已办结"

    @property
    def is_open(self) -> bool:
        """True while a stage holds the case."""
        return self in {CaseState.OPEN, CaseState.SUPPLEMENT}

    @property
    def is_editable(self) -> bool:
        """True while the applicant may change answers."""
        return self in {CaseState.DRAFT, CaseState.SUPPLEMENT}


class Outcome(TextChoices):
    """办结结果."""

    NONE = "", "未办结"
    GRANTED = "granted", "通过"
    NOT_MET = "not_met", "不符合"
    REMOVED = "removed", "公示异议成立"
    WITHDRAWN = "withdrawn", "已撤回"
    DISCARDED = "discarded", "草稿已删除"
    LAPSED = "lapsed", "逾期未补正"

    @property
    def is_negative(self) -> bool:
        """Whether the party was refused, and so may appeal."""
        return self in {Outcome.NOT_MET, Outcome.REMOVED}


class Holder(TextChoices):
    """在谁手里: an open task is held by the desk, during a supplement by the applicant, before a signature by the unit."""

    DESK = "desk", "承办岗位"
    APPLICANT = "applicant", "申报人"
    SIGNER = "signer", "单位会签人"


class TaskResult(TextChoices):
    """一项任务怎样结束."""

    NONE = "", "未完成"
    PASSED = "passed", "转下一环节"
    CLOSED = "closed", "办结"
    CANCELLED = "cancelled", "撤回"
    REFUSED = "refused", "不同意"
    SENT_BACK = "sent_back", "退回重办"


class Trust(TextChoices):
    """材料的可信级别. A file that has changed by a single byte starts again at D."""

    ISSUED = "A", "A 本系统出具"
    VERIFIED = "B", "B 窗口已核原件"
    REVIEWED = "C", "C 随办件审过"
    UPLOADED = "D", "D 单位自行上传"

    @property
    def chip(self) -> str:
        """Its drawing state: only what an authority answers for is green."""
        return {"A": "ok", "B": "ok", "C": "info", "D": "none"}[self.value]


class Light(TextChoices):
    """时限亮灯. State is shape and word before it is colour."""

    NONE = "", "正常"
    YELLOW = "yellow", "临期"
    RED = "red", "超期"


class EventKind(TextChoices):
    """时间线上的事: one enum feeds timeline, journal verb (`case.<value>`) and letters."""

    STARTED = "started", "开始填报"
    SUBMITTED = "submitted", "提交"
    CLAIMED = "claimed", "认领"
    RELEASED = "released", "放回"
    TAKEN_OVER = "taken_over", "接办"
    UNDONE = "undone", "撤销上一步"
    PASSED = "passed", "核对通过"
    RETURNED = "returned", "退回补正"
    RESUBMITTED = "resubmitted", "补正后重新提交"
    NOT_MET = "not_met", "不符合"
    BATCHED = "batched", "列入公示批次"
    UNBATCHED = "unbatched", "移出公示批次"
    PUBLISHED = "published", "开始公示"
    HELD = "held", "公示期收到异议"
    CLEARED = "cleared", "异议不成立"
    REMOVED = "removed", "异议成立"
    PUBLICITY_ENDED = "publicity_ended", "公示期满"
    GRANTED = "granted", "公告"
    WITHDRAWN = "withdrawn", "撤回"
    DISCARDED = "discarded", "删除草稿"
    VERSION_FOLLOWED = "version_followed", "草稿改用新版本"
    REMINDED = "reminded", "提醒"
    LAPSED = "lapsed", "有效期满"
    SENT_FOR_SIGNING = "sent_for_signing", "送单位会签"
    COSIGNED = "cosigned", "单位会签"
    HANDED_BACK = "handed_back", "会签人退回修改"
    SILENTLY_ACCEPTED = "silently_accepted", "逾期未答复，视为受理"
    CONCLUDED = "concluded", "办理意见"
    REFUSED = "refused", "不予通过"
    SENT_BACK = "sent_back", "退回重办"
    PAUSED = "paused", "时限暂停"
    RESUMED = "resumed", "时限恢复"
    EXTENSION_ASKED = "extension_asked", "申请延期"
    EXTENDED = "extended", "延期获批"
    NOT_EXTENDED = "not_extended", "延期未获批"
    DUE_SOON = "due_soon", "临期提醒"
    OVERDUE = "overdue", "超期"
    ESCALATED = "escalated", "超期上报"
    UNANSWERED = "unanswered", "逾期未补正"
    REOPENED = "reopened", "申诉成立，重新办理"
    PROPOSED = "proposed", "提出撤销"
    FILE_BLOCKED = "file_blocked", "材料隔离"
    ASKED = "asked", "咨询"
    ANSWERED = "answered", "答复咨询"
    URGED = "urged", "催办"


TALK = (EventKind.ASKED, EventKind.ANSWERED, EventKind.URGED, EventKind.FILE_BLOCKED)
"""What is said about a case without moving it."""


class PauseReason(TextChoices):
    """时限为何暂停."""

    SUPPLEMENT = "supplement", "等待补正"
    PANEL = "panel", "专家评审"
    SITE_VISIT = "site_visit", "现场考察"
    PUBLICITY = "publicity", "公示"
    EXTERNAL = "external", "外部机构办理"
    BATCH = "batch", "等候分批"
    HEARING = "hearing", "听证"
    INSPECTION = "inspection", "检验检测鉴定"
    OTHER_BODY = "other_body", "征求其他部门意见"


class TokenScope(TextChoices):
    """接口令牌的范围. Each stands for itself; catalogue and verification need no token."""

    READ = "read", "查看办件"
    PREPARE = "prepare", "填报草稿"
    SUBMIT = "submit", "提交"


class ItemKind(TextChoices):
    """补正项指向什么."""

    FIELD = "field", "填报项"
    MATERIAL = "material", "材料"


class NoticeState(TextChoices):
    """公示状态."""

    COMPOSED = "composed", "待发布"
    POSTED = "posted", "公示中"
    ANNOUNCED = "announced", "已公告"
    CANCELLED = "cancelled", "已取消"


class ListingState(TextChoices):
    """公示名单中一家的状态. `counts` are those an announcement may take."""

    LISTED = "listed", "公示中"
    HELD = "held", "异议核查中"
    CLEARED = "cleared", "异议不成立"
    REMOVED = "removed", "异议成立，已移出"
    WITHDRAWN = "withdrawn", "企业已撤回"
    ANNOUNCED = "announced", "已公告"
    PASSED = "passed", "公示期满，转下一环节"


ANNOUNCEABLE = (ListingState.LISTED, ListingState.CLEARED)
ALIVE = (ListingState.LISTED, ListingState.HELD, ListingState.CLEARED)


class ObjectionKind(TextChoices):
    """异议的提出方式."""

    NAMED = "named", "个人实名"
    SEALED = "sealed", "单位盖章"


class ObjectionState(TextChoices):
    """异议的处理结果."""

    OPEN = "open", "核查中"
    DISMISSED = "dismissed", "异议不成立"
    UPHELD = "upheld", "异议成立"


class Queue(TextChoices):
    """工作台分组."""

    UNCLAIMED = "unclaimed", "待受理"
    CLAIMED = "claimed", "待审"
    SUPPLEMENT = "supplement", "待补正返回"
    BATCH = "batch", "待分批公示"
    PUBLICITY = "publicity", "公示中"
    ANNOUNCEMENT = "announcement", "待公告"
    DUE_SOON = "due_soon", "临期"
    OVERDUE = "overdue", "超期"
    DONE = "done", "已办"


class QuotaBy(TextChoices):
    """名额按什么分."""

    HOME = "home", "考核归属单位"
    REGION = "region", "县（市、区）"
    RECOMMENDER = "recommender", "推荐单位"
    PARTY = "party", "申报单位"


class Grade(IntegerChoices):
    """好差评的五级（国办发〔2019〕51号）. The last two are bad and are called back, every one."""

    WORST = 1, "非常不满意"
    BAD = 2, "不满意"
    FAIR = 3, "基本满意"
    GOOD = 4, "满意"
    BEST = 5, "非常满意"

    @property
    def is_bad(self) -> bool:
        """Whether the grade opens a call back."""
        return self in {Grade.WORST, Grade.BAD}


class Aspect(TextChoices):
    """网上办事评价的方面（国办发〔2019〕51号的线上指标）."""

    EFFICIENCY = "efficiency", "办事效率"
    GUIDE = "guide", "办事指南精确度"
    CONVENIENCE = "convenience", "办事便捷度"
    PLATFORM = "platform", "平台操作性"
