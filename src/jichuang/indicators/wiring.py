"""What the room tells the rest of the house at start-up: how its references read, and its doors on the statistics page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jichuang.base import duties, refs
from jichuang.indicators import catalogue
from jichuang.indicators.bulletin.files import FLOW
from jichuang.indicators.flows.declared import JING_JIN_JI
from jichuang.indicators.models import Bulletin, IndexRelease, Observation, Situation
from jichuang.indicators.pages import feeds, passages, places
from jichuang.indicators.pages.feeds import Feed
from jichuang.indicators.pages.places import Door
from jichuang.indicators.reads import bulletin_figures, hooks, opened
from jichuang.indicators.reads.access import may_see_inside
from jichuang.indicators.reads.bulletins import may_read
from jichuang.indicators.reads.index import may_see, readers_of
from jichuang.indicators.reads.opened import Dataset
from jichuang.indicators.verbs.chasing import chase_by_clock
from jichuang.passages import sources
from jichuang.returns import catalogue as returns


def indicator_link(code: str, viewer: Any) -> refs.Link | None:
    """`indicator:rd-intensity` → its title, linked to its page."""
    found = catalogue.find(code)
    return refs.Link(found.title, reverse("indicators:indicator", args=[code])) if found else None


def observation_link(key: str, viewer: Any) -> refs.Link | None:
    """`observation:7` → the figure with its period, linked to its indicator."""
    row = Observation.objects.filter(pk=key).first() if key.isdigit() else None
    if row is None or not row.public:
        return None
    url = f"{reverse('indicators:indicator', args=[row.indicator])}?region={row.region}#periods"
    return refs.Link(f"{row.declared_title} {row.period} {row.text}{row.unit}", url)


def situation_link(period: str, viewer: Any) -> refs.Link | None:
    """`situation:2018-09` → the table, linked for those inside."""
    found = Situation.objects.filter(period=period).first()
    if found is None:
        return None
    inside = may_see_inside(viewer if viewer is not None and viewer.is_authenticated else None)
    return refs.Link(str(found), reverse("indicators:situation", args=[period]) if inside else None)


def index_link(key: str, viewer: Any) -> refs.Link | None:
    """`index:region-innovation/2` → that version for whoever may see it; the draft's key alone is plain text."""
    scheme, _, number = key.partition("/")
    found = IndexRelease.objects.select_related("scheme").filter(scheme__key=scheme)
    row = found.filter(number=int(number)).first() if number.isdigit() else None
    if row is None:
        return None
    return refs.Link(str(row), row.get_absolute_url() if may_see(viewer, row) else None)


def indexes_reading(code: str, inside: bool) -> list[refs.Link]:
    """Regional indices that read an indicator, each with its lines: versions by their method note, drafts by the list."""
    found = []
    for one, lines in readers_of(code, inside=inside):
        if isinstance(one, IndexRelease):
            address = reverse("indicators:index-note", args=[one.scheme.key, one.number]) + "#elements"
            found.append(refs.Link(f"{one}：{lines}", address))
        else:
            found.append(refs.Link(f"{one}（草案）：{lines}", reverse("indicators:index-home")))
    return found


def bulletin_link(key: str, viewer: Any) -> refs.Link | None:
    """`bulletin:hnte-quarterly/2018Q2` → the issued bulletin; its title alone before that."""
    survey, _, period = key.partition("/")
    row = Bulletin.objects.filter(survey=survey, period=period).first()
    if row is None:
        return None
    return (
        refs.Link(row.title, reverse("indicators:bulletin", args=[survey, period]))
        if may_read(viewer, row)
        else refs.Link(row.title)
    )


def connect() -> None:
    """Reference kinds and doors. Calling it again is harmless."""
    refs.register("index", index_link)
    hooks.register_uses(indexes_reading)
    places.offer(
        Door(
            "index",
            "区域创新指数",
            "各市、县创新能力的名次和区间，哪些指标拉低了名次，方法说明与逐步计算表。",
            lambda: reverse("indicators:index-home"),
            order=30,
        )
    )
    refs.register("indicator", indicator_link)
    refs.register("observation", observation_link)
    refs.register("situation", situation_link)
    duties.register("indicators.chase", chase_by_clock)
    returns.register(JING_JIN_JI)
    _bulletins()
    _passages()
    _doors()
    _open_data()


def _bulletins() -> None:
    """How a bulletin reads as a reference, and its door."""
    refs.register("bulletin", bulletin_link)
    places.offer(
        Door(
            "bulletins",
            "统计公报",
            "按季度发布的高新技术企业统计公报：网页、PDF、Excel、SDMX 同出一份快照，有错附更正。",
            lambda: reverse("indicators:bulletins"),
            order=20,
        )
    )


def _passages() -> None:
    """写进材料: what this room writes about."""
    sources.register("index", passages.ranking)
    sources.register("index-place", passages.place)
    sources.register("bulletin-text", passages.paragraph)
    sources.register("bulletin-table", passages.printed_table)
    sources.register("situation", passages.situation)
    sources.register("situation-group", passages.group)


def _doors() -> None:
    """The doors of definitions, situation tables, the survey of flows and open data."""
    places.offer(
        Door(
            "catalogue",
            "指标目录",
            "每个指标的定义、公式、来源、频次、口径陷阱，和它的数。",
            lambda: reverse("indicators:catalogue"),
            order=10,
        )
    )
    places.offer(
        Door(
            "situation",
            "月度、季度形势分析",
            "形势表、报数与催报、审核说明、冻结，简报由句式起草。",
            lambda: reverse("indicators:situations"),
            order=20,
            inside=True,
        )
    )
    places.offer(
        Door(
            "data",
            "开放数据",
            "已发布的数：CSV、JSON、Excel、SDMX，数据目录和订阅。",
            lambda: reverse("indicators:data"),
            order=60,
        )
    )
    places.offer(
        Door(
            "jing-jin-ji",
            "京津冀协同创新统计调查",
            "抽样、回收率，和三地之间的技术合同、人员、项目流量。",
            lambda: reverse("indicators:flows"),
            order=40,
        )
    )


def _open_data() -> None:
    """The datasets and feeds of this room."""
    opened.offer_dataset(
        Dataset(
            "JC_PROVINCE",
            "全省指标",
            "公开发布的全省指标，和按季度发布的名录计数；每个数带来源、状态和可用日期。",
            "Q",
            opened.of_the_province,
            opened.history_of_the_province,
        )
    )
    opened.offer_dataset(
        Dataset(
            "JC_REGIONS",
            "分地区指标",
            "各市公开发布的指标；地区范围有变化的见指标页的分界说明。",
            "A",
            opened.of_the_regions,
            opened.history_of_the_regions,
        )
    )
    opened.offer_dataset(
        Dataset(
            FLOW,
            "高新技术企业统计公报",
            "各期公报表中的每个数，分地区、技术领域和规模；保密的格子留空并注明，可用日期为公报发布日。",
            "Q",
            bulletin_figures.of_the_bulletins,
            bulletin_figures.history_of_the_bulletins,
        )
    )
    feeds.offer(Feed("notices", "公示", "正在公示的名单：标题、期限和地址，不含名单内容。", feeds.notices))
    feeds.offer(Feed("bulletins", "统计公报", "新发布的公报和对公报的更正。", feeds.bulletins))
    feeds.offer(Feed("releases", "数据发布", "季度发布和新登记的发布数。", feeds.published))
