"""平台、机构、园区类指标: each a query over one or several registers."""

from __future__ import annotations

from jichuang.indicators.declare import Indicator, entries
from jichuang.indicators.terms import FLOW, STOCK, UP

THREE_KINDS = entries("key_laboratory", "tech_innovation_centre", "industrial_institute")
INCUBATION = entries("incubator", "maker_space", "star_space")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "platforms-three-kinds", "省级以上创新平台总数（三类）", unit="家", kind=STOCK, direction=UP,
        value=THREE_KINDS.in_force,
        definition="当日有效的省级以上重点实验室、技术创新中心（含原工程技术研究中心）、产业技术研究院家数。",
        notes="工程技术研究中心更名为技术创新中心的，按同一主体计一次。",
    ),
    Indicator(
        "platforms-three-kinds-new", "省级以上创新平台新增（三类）", unit="家", kind=FLOW, direction=UP,
        value=THREE_KINDS.first_in_year,
        definition="当年1月1日至当日首次列入名录的三类平台家数。",
    ),
    Indicator(
        "new-rd-institutions", "新型研发机构总数", unit="家", kind=STOCK, direction=UP,
        value=entries("new_rd_institution").in_force,
        definition="当日有效的新型研发机构家数。",
    ),
    Indicator(
        "academician-stations", "院士工作站总数", unit="家", kind=STOCK, direction=UP,
        value=entries("academician_station").in_force,
        definition="当日有效的院士工作站家数。",
        beside=("academician-stations-new",),
    ),
    Indicator(
        "academician-stations-new", "新建院士工作站", unit="家", kind=FLOW, direction=UP,
        value=entries("academician_station").first_in_year,
        definition="当年1月1日至当日首次列入名录的院士工作站家数。",
    ),
    Indicator(
        "tech-transfer-bodies", "省级以上技术转移服务机构总数", unit="家", kind=STOCK, direction=UP,
        value=entries("tech_transfer_body").in_force,
        definition="当日有效的省级以上技术转移服务机构家数。",
    ),
    Indicator(
        "tech-transfer-bodies-new", "新建省级技术转移服务机构", unit="家", kind=FLOW, direction=UP,
        value=entries("tech_transfer_body").first_in_year,
        definition="当年1月1日至当日首次列入名录的技术转移服务机构家数。",
    ),
    Indicator(
        "tech-transfer-training-bases-new", "新建省级技术转移人才培养基地", unit="家", kind=FLOW, direction=UP,
        value=entries("tech_transfer_talent_base").first_in_year,
        definition="当年1月1日至当日首次列入名录的技术转移人才培养基地家数。",
    ),
    Indicator(
        "tech-brokers", "持有效技术经纪人证书", unit="人次", kind=STOCK, direction=UP,
        value=entries("tech_broker").in_force,
        definition="当日有效的技术经纪人证书份数，初级、中级、高级分别计。",
        beside=("tech-brokers-certified",),
        notes="由培养基地逐班登记、逐人发证；一人持有两级证书的计两次。",
    ),
    Indicator(
        "tech-brokers-certified", "新发技术经纪人证书", unit="人次", kind=FLOW, direction=UP,
        value=entries("tech_broker").started_in_year,
        definition="当年1月1日至当日由省级技术转移人才培养基地发出的技术经纪人证书份数。",
    ),
    Indicator(
        "tech-transfer-pilot-zones-new", "省级科技成果转移转化试验区", unit="家", kind=FLOW, direction=UP,
        value=entries("transfer_trial_zone").first_in_year,
        definition="当年1月1日至当日首次认定的省级科技成果转移转化试验区家数。",
    ),
    Indicator(
        "consultations-held", "厅市、厅校、厅院会商", unit="家", kind=FLOW, direction=UP,
        value=entries("work_meeting").first_in_year,
        definition="当年1月1日至当日首次开成科技工作会商的市、院校家数；同一单位一年只计一次。",
    ),
    Indicator(
        "incubators-and-spaces", "省级以上孵化载体总数", unit="家", kind=STOCK, direction=UP,
        value=INCUBATION.in_force,
        definition="当日有效的省级以上孵化器、众创空间、星创天地家数之和。",
        notes="三类分设台账，合计不重复：同一主体在两类各有一项的，按两项计。",
    ),
    Indicator(
        "incubators-new", "新建省级以上孵化器", unit="家", kind=FLOW, direction=UP,
        value=entries("incubator").first_in_year,
        definition="当年1月1日至当日首次列入名录的孵化器家数。",
    ),
    Indicator(
        "maker-spaces-new", "新建省级以上众创空间", unit="家", kind=FLOW, direction=UP,
        value=entries("maker_space").first_in_year,
        definition="当年1月1日至当日首次列入名录的众创空间家数。",
    ),
    Indicator(
        "star-spaces-new", "新建省级以上星创天地", unit="家", kind=FLOW, direction=UP,
        value=entries("star_space").first_in_year,
        definition="当年1月1日至当日首次列入名录的星创天地家数。",
    ),
    Indicator(
        "national-high-tech-zones", "国家级高新区总数", unit="家", kind=STOCK, direction=UP,
        value=entries("national_high_tech_zone").in_force,
        definition="当日具有国家级资格的高新技术产业开发区家数，只计已获批准的。",
    ),
    Indicator(
        "national-agri-parks", "国家级农业科技园区总数", unit="家", kind=STOCK, direction=UP,
        value=entries("national_agri_park").in_force,
        definition="当日具有国家级资格的农业科技园区家数。",
        notes="包含在“省级以上农业科技园区”之内，不得相加。",
    ),
    Indicator(
        "agri-parks", "省级以上农业科技园区", unit="个", kind=STOCK, direction=UP,
        value=entries("agri_park").in_force,
        definition="当日具有省级或国家级资格的农业科技园区个数。",
    ),
    Indicator(
        "alliances-new", "新建产业技术创新联盟", unit="家", kind=FLOW, direction=UP,
        value=entries("alliance").first_in_year,
        definition="当年1月1日至当日备案的省级以上产业技术创新联盟家数。",
    ),
    Indicator(
        "international-bases-new", "国际科技合作基地（当年）", unit="家", kind=FLOW, direction=UP,
        value=entries("international_base").first_in_year,
        definition="当年1月1日至当日认定的国际科技合作基地家数。",
    ),
    Indicator(
        "innovative-counties", "省级创新型县（市、区）试点", unit="个", kind=STOCK, direction=UP,
        value=entries("innovative_county").in_force,
        definition="当日具有省级创新型县（市、区）试点资格的个数。",
    ),
    Indicator(
        "key-service-bodies", "高企培育重点服务机构", unit="家", kind=STOCK, direction=UP,
        value=entries("hnte_service_body").in_force,
        definition="当日在列的高新技术企业培育重点服务机构家数。",
    ),
    Indicator(
        "beijing-joint-platforms-new", "与北京共建科技合作平台", unit="个", kind=FLOW, direction=UP,
        value=entries("beijing_joint_platform").first_in_year,
        definition="当年1月1日至当日有北京一方参加共建的科技合作平台个数。",
    ),
)  # fmt: skip
