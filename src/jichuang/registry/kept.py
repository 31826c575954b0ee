"""What a decision leaves with an entry, by register: shown on the entry's page and beside the holder's other entries. Knows no matter.

Names of natural persons (实验室主任, 进站院士) stay in the case and are not shown with the entry.
"""

from __future__ import annotations

from jichuang.registry.columns import Column

LEVEL = (Column("level", "级别"),)
KEPT: dict[str, tuple[Column, ...]] = {
    "hnte_service_body": (Column("counties", "可服务的县（市、区）"),),
    "atse": (Column("service_kind", "主要业务类别"),),
    "ip_standard_opened": (Column("adviser", "辅导机构"), Column("aim_on", "计划取得认证的日期")),
    "key_laboratory": (Column("kind", "类型"), Column("field", "研究领域")),
    "tech_innovation_centre": (Column("field", "技术领域"),),
    "academician_station": (Column("agreement_until", "协议期满日期"),),
    "sustainable_zone": (Column("theme", "实验主题"), Column("goals", "可考核的目标")),
    "international_base": (
        Column("kind", "类型"), Column("partner", "主要合作机构"), Column("country", "所在国家和地区"),
    ),
    "incubator": LEVEL,
    "maker_space": LEVEL,
    "star_space": LEVEL,
    "incubatee": (Column("rung", "所在环节"), Column("way", "链条经过")),
    "agri_park": (
        Column("grade", "级别"), Column("industry", "主导产业"), Column("core_area", "核心区面积（亩）"),
    ),
    "national_agri_park": (Column("core_area", "核心区面积（亩）"),),
    "tech_transfer_talent_base": (Column("capacity", "年培训能力（人）"),),
    "innovative_county": (
        Column("county_class", "县域评价类别"), Column("theme", "建设主题"), Column("hnte", "高新技术企业（家）"),
        Column("tech_sme", "科技型中小企业（家）"), Column("rd_intensity", "研发经费占地区生产总值比重（%）"),
    ),
}  # fmt: skip
"""Columns by register code, in the order they are shown."""
