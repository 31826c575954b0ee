"""What amounts are called in Chinese, by their keys: one name for pages, commands and reference pages. Knows no policy."""

from __future__ import annotations

from collections.abc import Mapping

AMOUNTS: Mapping[str, str] = {
    "base": "可加计的研发费用",
    "rate": "加计比例",
    "extra_deduction": "加计扣除额",
    "tax_saved": "少缴企业所得税",
    "income": "技术转让所得",
    "taxable": "应计入应纳税所得额",
    "tax": "应缴企业所得税",
    "carried_forward": "结转以后年度弥补的部分",
    "grant": "创新券可支持额",
    "city_grant": "市级创新券可支持额",
    "voucher_part": "以创新券支付",
    "own_part": "以自有资金支付",
    "province_grant": "省级后补助",
    "local_grant": "市县后补助",
    "guide_most": "引导基金最多可出资",
    "leverage": "社会资本放大比例",
    "effective_hours": "有效机时",
    "external_hours": "对外服务机时",
    "sharing_rate": "共享率",
    "utilisation": "利用率",
    "eligible_income": "计入补助的服务收入",
    "subsidy": "后补助",
    "loss": "计入补偿的本金损失",
    "compensation": "风险补偿",
    "reward": "贷款奖励",
    "contract_amount": "合同成交额",
    "technical_amount": "技术交易额",
    "vat_exempt": "免征增值税的收入",
    "usable_until": "亏损可用到哪一年",
    "score_min": "创新能力得分下限",
    "score_max": "创新能力得分上限",
    "sales_growth": "销售收入增长率",
    "net_assets_growth": "净资产增长率",
    "growth_band_sales": "销售收入增长率档",
    "growth_band_net_assets": "净资产增长率档",
    "transformation_band": "成果转化能力档",
}
"""Keys of amounts -> what they are called."""


def amount_title(key: str) -> str:
    """What an amount is called; its key when nobody has named it."""
    return AMOUNTS.get(key, key)
