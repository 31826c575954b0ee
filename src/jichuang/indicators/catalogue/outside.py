"""外部发布数: figures that other offices publish; here they are only quoted, with publisher, title and day."""

from __future__ import annotations

from jichuang.indicators.declare import Indicator, observed
from jichuang.indicators.terms import FLOW, OUTSIDE, RATE, STOCK, UP

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "rd-intensity", "全社会R&D经费支出占GDP比重", unit="%", kind=OUTSIDE, direction=UP,
        value=observed("国家统计局、科学技术部、财政部"),
        definition="全社会研究与试验发展（R&D）经费支出与地区生产总值之比。",
        notes="随国内生产总值核算修订而变，按发布版本分别保存。",
        frequency="每年", lag="次年第三至四季度发布",
    ),
    Indicator(
        "rd-expenditure", "全社会R&D经费支出", unit="亿元", kind=OUTSIDE, direction=UP,
        value=observed("国家统计局、科学技术部、财政部"),
        definition="报告年度研究与试验发展经费内部支出。",
        frequency="每年", lag="次年第三至四季度发布",
    ),
    Indicator(
        "invention-patents-per-10k", "每万人口发明专利拥有量", unit="件/万人", kind=OUTSIDE, direction=UP,
        value=observed("知识产权部门、统计部门"),
        definition="期末有效发明专利件数与常住人口之比。",
        notes="分母常住人口随人口普查修订。",
        frequency="每年",
    ),
    Indicator(
        "sti-contribution", "科技进步贡献率", unit="%", kind=OUTSIDE, direction=UP,
        value=observed("科技部门测算"),
        definition="增长核算余值法测算的年度贡献率。",
        frequency="每年", lag="次年发布",
    ),
    Indicator(
        "technology-contract-value", "技术交易总额", unit="元", kind=FLOW, direction=UP,
        value=observed("技术合同认定登记机构"),
        definition="当年登记的技术合同成交金额之和。",
        notes="《要点》未说明输出、吸纳或合计；三种口径应分别保存。",
        frequency="每月",
    ),
    Indicator(
        "beijing-tianjin-export-share", "京津技术输出成交额河北占比", unit="%", kind=RATE, direction=UP,
        value=observed("北京、天津技术市场管理部门"),
        definition="京津输出到河北的技术合同成交额，占京津技术输出成交总额的比重。",
        notes="分子分母都是外省市登记数，本省台账无法计算。",
        frequency="每年",
    ),
    Indicator(
        "crop-seed-coverage", "主要农作物良种覆盖率", unit="%", kind=OUTSIDE, direction=UP,
        value=observed("农业部门"),
        definition="主要农作物良种播种面积占其播种面积的比重。",
        frequency="每年",
    ),
    Indicator(
        "agri-sti-contribution", "农业科技进步贡献率", unit="%", kind=OUTSIDE, direction=UP,
        value=observed("农业部门测算"),
        definition="农业增长中科技进步的贡献份额。",
        frequency="每年", lag="次年发布",
    ),
    Indicator(
        "patent-applications-growth", "专利申请量增长率", unit="%", kind=OUTSIDE, direction=UP,
        value=observed("知识产权部门"),
        definition="当年专利申请量比上年同期增长的百分比。",
        beside=("patent-applications",), frequency="每年",
    ),
    Indicator(
        "patent-applications", "专利申请量", unit="件", kind=OUTSIDE, direction=UP,
        value=observed("知识产权部门"),
        definition="当年受理的专利申请件数。",
        frequency="每年",
    ),
    Indicator(
        "invention-patents-granted", "年授权发明专利", unit="件", kind=FLOW, direction=UP,
        value=observed("知识产权部门"),
        definition="当年授权的发明专利件数。",
        frequency="每月",
    ),
    Indicator(
        "alliance-field-coverage", "联盟重点产业领域覆盖率", unit="%", kind=RATE, direction=UP,
        value=observed("省级科技主管部门"),
        definition="至少有一个有效联盟的重点产业领域数，占全部重点产业领域数的比重。",
        notes="重点产业领域清单《要点》未列，需主管部门先行确定。",
    ),
    Indicator(
        "hnte-published", "高新技术企业总数（公开发布）", unit="家", kind=STOCK, direction=UP,
        value=observed("河北省科学技术厅"),
        definition="年末数，用于与名录计数比对。", frequency="每年",
    ),
    Indicator(
        "hebei-tech-sme-published", "科技型中小企业总数（公开发布）", unit="家", kind=STOCK, direction=UP,
        value=observed("河北省科学技术厅"),
        definition="年末数，用于与名录计数比对。", frequency="每年",
    ),
    Indicator(
        "platforms-published", "三类创新平台总数（公开发布）", unit="家", kind=STOCK, direction=UP,
        value=observed("河北省人民政府新闻办公室"),
        definition="年末数，用于与名录计数比对。", frequency="每年",
    ),
    Indicator(
        "academician-stations-published", "院士工作站总数（公开发布）", unit="家", kind=STOCK, direction=UP,
        value=observed("河北省人民政府新闻办公室"),
        definition="年末数，用于与名录计数比对。", frequency="每年",
    ),
)  # fmt: skip
