"""演示水平: how many entries each register of the demonstration holds, and how they grow through 2018.

Totals marked 公布 are the province's published end-2017 figures; everything else is a demonstration level (演示水平),
chosen so that each light and each desk has something to show. Pure data; knows no table.
"""

from __future__ import annotations

from dataclasses import dataclass

HOME_WEIGHTS: dict[str, int] = {
    "130100": 205,
    "130200": 118,
    "130300": 52,
    "130400": 88,
    "130500": 72,
    "130600": 112,
    "130700": 42,
    "130800": 38,
    "130900": 92,
    "131000": 96,
    "131100": 48,
    "13XA00": 9,
    "130682": 16,
    "130181": 12,
}
"""Relative weights of the 14 考核归属 units: demonstration values, not statistics."""


@dataclass(frozen=True)
class Level:
    """One register: `base` in force on 2017-12-31, `new` and `ended` from then to 2018-09-30."""

    register: str
    base: int
    new: int
    ended: int
    noun: str
    """What the organisations of this register are called."""
    years: int | None = None
    """Length of validity of one entry in years; None = open-ended."""
    pooled: bool = False
    """Entries belong to enterprises shared with other registers."""
    renewed: int = 0
    """How many of `new` are certified again after lapsing this year."""
    places: bool = False
    """The entries are counties themselves, each once."""
    earliest: int = 2008
    """The year of the oldest open-ended entry."""


LEVELS: tuple[Level, ...] = (
    Level("hebei_tech_sme", 55_000, 7_412, 2_000, "企业", pooled=True, earliest=2014),  # 公布 5.5万家
    Level("hnte", 3_174, 1_046, 212, "企业", years=3, pooled=True, renewed=116),  # 公布 3174家
    Level("tech_sme", 0, 1_530, 0, "企业", pooled=True),
    Level("hnte_reserve", 0, 1_462, 0, "企业", pooled=True),
    Level("tech_micro", 0, 6_930, 0, "企业", pooled=True),
    Level("key_laboratory", 101, 18, 1, "重点实验室"),  # 三类平台合计公布 461家
    Level("tech_innovation_centre", 264, 57, 3, "技术创新中心"),
    Level("industrial_institute", 96, 17, 1, "产业技术研究院"),
    Level("new_rd_institution", 0, 11, 0, "新型研发机构"),
    Level("academician_station", 272, 27, 2, "院士工作站"),  # 公布 272家
    Level("incubator", 110, 9, 0, "科技企业孵化器"),
    Level("maker_space", 260, 18, 1, "众创空间"),
    Level("star_space", 130, 15, 0, "星创天地"),
    Level("national_high_tech_zone", 5, 0, 0, "高新技术产业开发区"),
    Level("agri_park", 120, 6, 0, "农业科技园区"),
    Level("national_agri_park", 12, 1, 0, "国家农业科技园区"),
    Level("tech_transfer_body", 92, 9, 0, "技术转移服务机构"),
    Level("tech_transfer_talent_base", 6, 1, 0, "技术转移人才培养基地"),
    Level("hnte_service_body", 31, 11, 0, "高企培育服务机构"),
    Level("beijing_joint_platform", 0, 2, 0, "科技合作平台"),
    Level("agri_giant", 58, 24, 0, "农业科技小巨人"),
    Level("ip_model_enterprise", 12, 5, 0, "知识产权优势企业"),
    Level("international_base", 74, 8, 0, "国际科技合作基地"),
    Level("innovative_county", 20, 10, 0, "创新型县（市、区）", places=True),
    Level("alliance", 64, 9, 0, "产业技术创新战略联盟"),
    Level("ip_standard_opened", 0, 58, 0, "企业", pooled=True),
    Level("ip_standard", 0, 34, 0, "企业", years=3, pooled=True),
    Level("transfer_trial_zone", 0, 2, 0, "科技成果转移转化试验区"),
    Level("work_meeting", 0, 2, 0, "会商单位"),
    Level("sustainable_zone", 9, 1, 0, "可持续发展实验区"),
    Level("atse", 0, 12, 0, "企业", pooled=True),
)
