"""指标用语: the kinds, directions and checking states of indicators. Knows no figure."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices


class Kind(StrEnum):
    """What a figure is: a level on a day, a sum since 1 January, a ratio, or a figure somebody else publishes."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The Chinese word for pages."""
        return {"stock": "时点数", "flow": "年内累计数", "rate": "比率", "outside": "外部发布数"}[self.value]


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"

    @property
    def label(self) -> str:
        """The Chinese word for pages."""
        return "越多越好" if self is Direction.UP else "越少越好"


STOCK, FLOW, RATE, OUTSIDE = Kind.STOCK, Kind.FLOW, Kind.RATE, Kind.OUTSIDE
UP, DOWN = Direction.UP, Direction.DOWN


class Status(TextChoices):
    """数值状态 of an observation: which of several figures for one period this is. In rising firmness; 缺数 has no figure."""

    ESTIMATE = "estimate", "估计数"
    PRELIMINARY = "preliminary", "初步数"
    PUBLISHED = "published", "发布数"
    REVISED = "revised", "修订数"
    MISSING = "missing", "缺数"

    @property
    def firmness(self) -> int:
        """A figure of less firmness never replaces one of more; 缺数 may withdraw any."""
        return list(Status).index(self)

    @property
    def chip(self) -> str:
        """Shape and colour."""
        return {"estimate": "warn", "preliminary": "info", "missing": "none"}.get(self.value, "ok")

    @property
    def sdmx(self) -> str:
        """The code of SDMX's CL_OBS_STATUS."""
        return {"estimate": "E", "preliminary": "P", "missing": "M"}.get(self.value, "A")


class Check(TextChoices):
    """核对状态: how far the figure has been compared with the publisher's own text."""

    CHECKED = "checked", "已与发布原文核对"
    REPORTED = "reported", "据公开报道，待与原文核对"
    UNCHECKED = "unchecked", "待核对"


class BatchState(TextChoices):
    """观测值导入批次的状态."""

    PREVIEWED = "previewed", "待确认"
    COMMITTED = "committed", "已写入"
    DISCARDED = "discarded", "已放弃"


class BulletinState(TextChoices):
    """公报状态: drafted, agreed to by a second person, issued."""

    DRAFT = "draft", "起草中"
    REVIEWED = "reviewed", "已复核"
    ISSUED = "issued", "已发布"

    @property
    def chip(self) -> str:
        """Shape and colour of the state."""
        return {"draft": "none", "reviewed": "info", "issued": "ok"}[self.value]


class FileKind(TextChoices):
    """公报文件的格式."""

    PDF = "pdf", "PDF（公文版式）"
    XLSX = "xlsx", "Excel（全部表）"
    SDMX = "sdmx", "SDMX-ML 2.1（数据交换）"
    LOCK = "lock", "生成清单（JSON）"

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        return {"pdf": "pdf", "xlsx": "xlsx", "sdmx": "sdmx.xml", "lock": "lock.json"}[self.value]

    @property
    def media_type(self) -> str:
        """The media type it is served as."""
        return {
            "pdf": "application/pdf",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "sdmx": "application/vnd.sdmx.genericdata+xml;version=2.1",
            "lock": "application/json",
        }[self.value]
