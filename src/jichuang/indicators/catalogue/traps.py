"""口径陷阱: where figures of the same name differ, and what this system does about it. Text for pages; tests hold the deeds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trap:
    """One trap: what goes wrong (`says`), what is done here (`here`), which indicators it concerns."""

    key: str
    title: str
    says: str
    here: str
    indicators: tuple[str, ...]


TRAPS: tuple[Trap, ...] = (
    Trap(
        "gross-or-net", "“新增”是毛增还是净增",
        "证书三年到期，首次认定的户数大于总数的增加。2017年总数3174家、“新增1079家”，倒推2016年末2095家，只有净增才对得上。",
        "毛增、净增、到期待重认分三个指标，并列显示；总数恒等于上年末加净增。",
        ("hnte-first-certified", "hnte-net-increase", "hnte-in-force", "hebei-tech-sme-new"),
    ),
    Trap(
        "valid-on-day", "年末重新认定的空档",
        "到期未重认的企业在空档里不是高新技术企业，年末前后总数会先降后升。",
        "按当日证书有效计数，页面写明截至日期；空档里的户数列在“到期待重认”。",
        ("hnte-in-force", "hnte-awaiting-renewal"),
    ),
    Trap(
        "two-populations", "两种科技型中小企业",
        "省级认定的科技型中小企业与国家评价入库（登记编号，当年有效）是两个总体，数量差一个量级。",
        "分作两个指标，从不相加；名称里写明“省级”或“登记编号”。",
        ("hebei-tech-sme-in-force", "hebei-tech-sme-new", "tech-sme-numbered"),
    ),
    Trap(
        "contract-value", "成交额与技术交易额",
        "技术合同成交额含设备、材料等非技术性费用，技术交易额不含；输出、吸纳两个方向又各是一个数。",
        "分列成交额与技术交易额，校验技术交易额不大于成交额；方向不明的注明“原文未说明”。",
        ("technology-contract-value", "technology-contracts-month", "technology-trade-month"),
    ),
    Trap(
        "others-registrations", "京津输出中的河北占比",
        "分子、分母都是北京、天津的登记数，本省台账算不出来。",
        "只引用北京、天津技术市场管理部门的发布数，不自行计算。",
        ("beijing-tianjin-export-share",),
    ),
    Trap(
        "gdp-vintage", "研发强度随国内生产总值修订",
        "河北2012年首次发布0.92%，按后来的序列推算为1.06%：不是投入变了，是分母修订了。",
        "每个发布版本都保留；可以按“当时已知”重算，不用今天的数改写过去的判断。",
        ("rd-intensity", "rd-expenditure"),
    ),
    Trap(
        "population-revised", "万人指标的分母",
        "常住人口按人口普查回溯修订，同一年的万人指标会有两个值。",
        "引用发布数并保留版本；人口修订后的数另列，标明修订。",
        ("invention-patents-per-10k",),
    ),
    Trap(
        "changing-respondents", "填报单位变动后的增速",
        "填报企业增减时，直接相除的增速混进了样本变化。",
        "有可比基数的并列可比增速和直接增速；没有的只写直接增速并注明未作可比调整。",
        ("hightech-value-added", "hightech-value-added-growth"),
    ),
    Trap(
        "regions-change", "地区范围变化",
        "定州、辛集单列，雄安自2017年单列：保定、石家庄的数在分界处减少不是下降。石家庄常住人口2017年1087.99万（含辛集），2019年1039.42万（不含）。",
        "序列和图上标出分界，跨分界的增速不给箭头。",
        ("resident-population", "hnte-in-force", "gross-regional-product"),
    ),
    Trap(
        "secrecy", "小格子会泄露单个企业",
        "县、领域、规模交叉后，不足3家或一家独大的格子等于公布了那一家的数。",
        "这类格子不公布，并连带不公布能推算出它的格子；不足3家的门槛待与原文核对。",
        ("hightech-value-added",),
    ),
)  # fmt: skip


def traps_of(code: str) -> list[Trap]:
    """The traps of one indicator."""
    return [trap for trap in TRAPS if code in trap.indicators]
