"""企业类指标: what the plan counts about enterprises, each a query over a register."""

from __future__ import annotations

from jichuang.indicators.declare import Indicator, entries
from jichuang.indicators.terms import FLOW, STOCK, UP

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "hnte-in-force", "高新技术企业总数", unit="家", kind=STOCK, direction=UP,
        value=entries("hnte").in_force,
        definition="当日证书在有效期内的高新技术企业户数。",
        notes="证书有效期三年；到期未重新认定即减少，另列“到期待重认”，毛增与净增并列。",
        beside=("hnte-first-certified", "hnte-net-increase", "hnte-awaiting-renewal"),
    ),
    Indicator(
        "hnte-first-certified", "新增高新技术企业（首次认定，毛增）", unit="家", kind=FLOW, direction=UP,
        value=entries("hnte").first_in_year,
        definition="证书自当年1月1日至当日起有效、且此前从未列入名录的企业户数。",
        notes="重新认定不计入毛增；净增＝当日有效数减上年末有效数。",
        beside=("hnte-net-increase",),
    ),
    Indicator(
        "hnte-net-increase", "高新技术企业净增", unit="家", kind=FLOW, direction=UP,
        value=entries("hnte").net_in_year,
        definition="当日有效数减上年12月31日有效数。",
    ),
    Indicator(
        "hnte-awaiting-renewal", "到期待重认", unit="家", kind=STOCK, direction=UP,
        value=entries("hnte").awaiting_renewal,
        definition="证书在最近365天内到期、当日没有新证书的企业户数。",
        notes="不计入有效数；重新认定后回到有效数。",
    ),
    Indicator(
        "hnte-reserve-new", "新增入库后备高新技术企业", unit="家", kind=FLOW, direction=UP,
        value=entries("hnte_reserve").first_in_year,
        definition="当年首次进入后备培育库的企业户数。",
    ),
    Indicator(
        "hebei-tech-sme-in-force", "科技型中小企业总数（省级）", unit="家", kind=STOCK, direction=UP,
        value=entries("hebei_tech_sme").in_force,
        definition="当日在省级科技型中小企业名录内有效的户数。",
        notes="与国家评价入库（登记编号、一年一评）是两个总体，不得相加。",
    ),
    Indicator(
        "hebei-tech-sme-new", "新增省级科技型中小企业", unit="家", kind=FLOW, direction=UP,
        value=entries("hebei_tech_sme").started_in_year,
        definition="当年1月1日至当日起列入省级名录的户数（毛增）。",
        notes="毛增不扣减同期退出；总数的变化见“科技型中小企业总数”。",
    ),
    Indicator(
        "tech-sme-numbered", "取得入库登记编号的科技型中小企业（当年）", unit="家", kind=FLOW, direction=UP,
        value=entries("tech_sme").numbered_in_year,
        definition="当年1月1日至当日取得国家科技型中小企业入库登记编号的户数，不论由谁录入。",
        notes="一年一评；“首次入库”指此前年度从未取得编号。",
        beside=("tech-sme-first-numbered",),
    ),
    Indicator(
        "tech-sme-first-numbered", "其中首次入库", unit="家", kind=FLOW, direction=UP,
        value=entries("tech_sme").first_in_year,
        definition="当年取得编号、此前年度从未取得编号的户数。",
    ),
    Indicator(
        "tech-micro-enterprises-born", "催生科技小微企业", unit="家", kind=FLOW, direction=UP,
        value=entries("hebei_tech_sme", "tech_sme", "tech_micro", "incubatee").of_firms_founded_in_year,
        definition="当年成立、并在当年列入省级科技型中小企业名录、科技小微企业名录、在孵企业名录或取得国家登记编号的企业户数（同一企业只计一次）。",
        notes="以名录中登记的成立日期判断；未登记成立日期的不计。",
    ),
    Indicator(
        "atse-in-force", "技术先进型服务企业", unit="家", kind=STOCK, direction=UP,
        value=entries("atse").in_force,
        definition="当日在名单内的技术先进型服务企业户数。",
        notes="《要点》第4项要求大力培育发展，没有目标数。",
    ),
    Indicator(
        "ip-standard-certifications", "企业知识产权贯标认证", unit="家", kind=FLOW, direction=UP,
        value=entries("ip_standard").first_in_year,
        definition="当年1月1日至当日首次取得知识产权管理体系认证证书、并经核验登记的企业户数。",
        notes="建档而未取得证书的不计入，另列。",
        beside=("ip-standard-opened",),
    ),
    Indicator(
        "ip-standard-opened", "开展企业知识产权贯标（建档）", unit="家", kind=FLOW, direction=UP,
        value=entries("ip_standard_opened").first_in_year,
        definition="当年1月1日至当日首次建档开展贯标的企业户数。",
    ),
    Indicator(
        "agri-giants", "农业科技小巨人企业", unit="家", kind=STOCK, direction=UP,
        value=entries("agri_giant").in_force,
        definition="当日有效的农业科技小巨人企业户数。",
    ),
    Indicator(
        "ip-demo-enterprises", "国家级知识产权优势示范企业", unit="家", kind=STOCK, direction=UP,
        value=entries("ip_model_enterprise").in_force,
        definition="当日具有国家级知识产权优势或示范企业称号的户数。",
    ),
)  # fmt: skip
