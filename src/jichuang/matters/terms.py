"""Words of the matters room. Knows no table."""

from __future__ import annotations

from django.db.models import TextChoices


class ListState(TextChoices):
    """公告名单的状态."""

    PREVIEW = "preview", "预览"
    COMMITTED = "committed", "已导入"


class Match(TextChoices):
    """公告名单一行与本系统对账的结果. `writes` says whether the row enters the register."""

    MATCHED = "matched", "与办件一致"
    WITHOUT_CASE = "without_case", "本系统无办件"
    OTHER_NAME = "other_name", "名称不同"
    REPEATED = "repeated", "编号重复"
    OTHER_NUMBER = "other_number", "名录已有另一编号"
    FAULT = "fault", "无法读取"

    @property
    def writes(self) -> bool:
        """Whether the system of record's row is entered: a difference in name or case does not make it untrue."""
        return self in {Match.MATCHED, Match.WITHOUT_CASE, Match.OTHER_NAME}


class Answer(TextChoices):
    """成员单位的答复."""

    ASKED = "asked", "待确认"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "不参加"
    WITHDRAWN = "withdrawn", "已移出名单"


class ContactKind(TextChoices):
    """联系方式."""

    VISIT = "visit", "上门"
    ONLINE = "online", "线上"
    STEP = "step", "辅导步骤"


class TrainingLevel(TextChoices):
    """技术经纪人的级别, by the outline of 2020 as remembered (待核)."""

    JUNIOR = "junior", "初级技术经纪人"
    MIDDLE = "middle", "中级技术经纪人"
    SENIOR = "senior", "高级技术经纪人"

    @property
    def digit(self) -> str:
        """Its mark inside a certificate number: 1, 2, 3."""
        return str(list(TrainingLevel).index(self) + 1)


class CourseState(TextChoices):
    """培训班的状态."""

    OPEN = "open", "报名中"
    HELD = "held", "已结班"
    CANCELLED = "cancelled", "已取消"
