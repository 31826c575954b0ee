"""技术合同认定登记. Knows what makes a technology contract and how its amounts are reckoned; knows no office and no register.

Read it beside 国科发政字〔2001〕253号《技术合同认定规则》: a test for each type of contract, then the amounts. 技术许可 is a type of its own since
2021. The facts are in `contract.py`, figures and dates in `parameters.toml`.
"""

from __future__ import annotations

from jichuang.policy.conditions import all_of, case, given, is_one_of, listed, must, must_not, where
from jichuang.policy.declaration import Consistent, Policy, Words
from jichuang.policy.numbers import either_way, greatest
from jichuang.policy.tech_contract import contract as c
from jichuang.policy.tech_contract.book import P

# 申请登记
kind = is_one_of(c.kind, P.kinds, "属于可以登记的技术合同类型")
written = must(c.written_contract, P.written, "已订立书面合同")
applicant = must(
    c.seller_applies, P.seller_applies, "由研究开发方、让与人、许可人、受托人、培训人或中介人申请"
)

# 技术开发合同
development = all_of(
    "development",
    "技术开发合同",
    must(c.clear_goal, P.clear_goal, "有明确、具体的科研开发目标"),
    must(c.unmastered_solution, P.unmastered, "标的为订立合同时尚未掌握的技术方案"),
    must(c.innovative, P.innovation, "有相应的技术创新内容"),
    must_not(c.rearrangement_only, P.no_rearrangement, "不是只改变尺寸、参数、排列的改型"),
    must_not(c.routine_testing_only, P.no_routine_testing, "不是一般检验、测试或仿制"),
    must_not(c.basic_or_soft_research, P.no_basic_research, "不是纯基础研究或软科学研究"),
)

# 技术转让合同；2021年起还有技术许可合同
transfer = all_of(
    "transfer",
    "技术转让（许可）合同",
    must(c.mastered_result, P.mastered, "标的为订立合同时已经掌握的技术成果"),
    must(c.complete_solution, P.complete_solution, "标的为完整、实用的技术方案"),
    must(c.ownership_agreed, P.ownership_agreed, "对技术权属有明确约定"),
    must_not(c.plain_product_sale, P.no_plain_sale, "不是不涉及技术权属的产品买卖"),
    must_not(c.public_knowledge, P.no_public_knowledge, "标的不是公知技术"),
)

# 技术咨询合同
consulting = all_of(
    "consulting",
    "技术咨询合同",
    must(c.technical_subject, P.technical_subject, "标的为特定技术项目的咨询课题"),
    must(c.scientific_assessment, P.scientific_assessment, "运用科学知识和技术手段分析、论证、评价、预测"),
    must(c.advice_delivered, P.advice_delivered, "工作成果为咨询报告和意见"),
    must_not(c.nontechnical_subject, P.no_nontechnical_subject, "不是就经济、法律、社会项目进行的论证"),
    must_not(c.commodity_information, P.no_commodity_information, "不是提供商品信息"),
)

# 技术服务合同
service = all_of(
    "service",
    "技术服务合同",
    must(c.technical_problem, P.technical_problem, "标的为解决特定技术问题的项目"),
    must(c.professional_work, P.professional_work, "工作内容为专业技术工作"),
    must(c.measured_result, P.measured_result, "工作成果有具体的质量和数量指标"),
    must_not(c.ownership_changes, P.no_ownership_change, "不涉及专利、技术秘密成果的权属转移"),
    must_not(c.routine_processing, P.no_routine_processing, "不是常规的加工、修理、广告、印刷、测绘等"),
    must_not(c.compulsory_metrology, P.no_compulsory_metrology, "不是强制计量检定"),
    must_not(c.sale_testing, P.no_sale_testing, "不是仪器设备购售、租赁中的测试"),
)

# 技术培训合同、技术中介合同：属技术服务，单独登记
training = all_of(
    "training",
    "技术培训合同",
    must(c.project_knowledge, P.project_knowledge, "传授特定技术项目的知识"),
    must(c.named_teachers, P.named_teachers, "由指定的专业技术人员传授"),
    must_not(c.property_transferred, P.no_property_transferred, "不涉及知识产权转移"),
    must_not(c.staff_education, P.no_staff_education, "不是职工的常规教育、文化学习"),
    must_not(c.product_training, P.no_product_training, "不是出售产品时的使用培训"),
    must_not(
        c.inside_other_contract, P.training_stands_alone, "不是技术开发、技术转让合同中的培训（不另行登记）"
    ),
)
intermediary = all_of(
    "intermediary",
    "技术中介合同",
    must(c.contract_brought_about, P.contract_brought_about, "以促成委托人与第三方订立技术合同为目的"),
    must(c.special_service, P.special_service, "为订立和履行合同提供专门服务"),
)

# 技术交易额 = 合同交易总额 - 非技术性费用；合理数量的标的物，其直接成本不扣除
reasonable_units = either_way(case(c.deliverable, "complete_set"), P.reasonable_sets, c.needed_units)
excess_cost = either_way(
    case(c.deliverable, "none"),
    0,
    greatest(c.deliverable_units - reasonable_units, 0) * c.deliverable_unit_cost,
)
deducted = c.non_technical_cost + excess_cost
technical_amount = c.total_price - deducted

# 增值税：技术转让、技术开发和与之相关、开在同一张发票上的技术咨询、技术服务免税；载明金额的才能享受
exempt_price = technical_amount - either_way(given(c.same_invoice), 0, c.related_service_price)
vat_exempt = either_way(
    listed(c.kind, P.vat_exempt_kinds), either_way(given(c.amounts_stated), exempt_price, 0), 0
)

tech_contract = Policy(
    "tech-contract",
    "技术合同认定登记",
    P,
    c.FACTS,
    require=(
        kind,
        written,
        applicant,
        where(case(c.kind, "development"), development),
        where(case(c.kind, "transfer", "licence"), transfer),
        where(case(c.kind, "consulting"), consulting),
        where(case(c.kind, "service"), service),
        where(case(c.kind, "training"), training),
        where(case(c.kind, "intermediary"), intermediary),
    ),
    amounts={
        "contract_amount": c.total_price,
        "technical_amount": technical_amount,
        "vat_exempt": vat_exempt,
    },
    consistent=(
        Consistent(deducted, c.total_price, "扣除的非技术性费用不会超过合同交易总额"),
        Consistent(c.technical_income, technical_amount, "技术性收入累计不会超过技术交易额"),
        Consistent(c.related_service_price, technical_amount, "相关技术咨询、技术服务价款不会超过技术交易额"),
    ),
    words=Words(passed="可以认定登记", failed="不予登记", conditions="认定条件"),
)
