"""技术合同认定登记：合同的事实. What the registration office asks of a contract, type by type; knows no rule."""

from __future__ import annotations

from jichuang.policy.declaration import facts_of
from jichuang.policy.facts import RECHECK, choice, count, flag, money

kind = choice(
    "kind",
    "合同类型",
    {
        "development": "技术开发",
        "transfer": "技术转让",
        "licence": "技术许可",
        "consulting": "技术咨询",
        "service": "技术服务",
        "training": "技术培训",
        "intermediary": "技术中介",
    },
    kind=RECHECK,
)
written_contract = flag("written_contract", "已订立书面合同", kind=RECHECK)
seller_applies = flag(
    "seller_applies", "由研究开发方、让与人、许可人、受托人、培训人或中介人申请", kind=RECHECK
)

# 技术开发
clear_goal = flag("clear_goal", "有明确、具体的科研开发目标")
unmastered_solution = flag("unmastered_solution", "标的为订立合同时尚未掌握的技术方案")
innovative = flag("innovative", "有相应的技术创新内容")
rearrangement_only = flag("rearrangement_only", "只改变尺寸、参数、排列的改型")
routine_testing_only = flag("routine_testing_only", "一般检验、测试或仿制")
basic_or_soft_research = flag("basic_or_soft_research", "纯基础研究或软科学研究")

# 技术转让、技术许可
mastered_result = flag("mastered_result", "标的为订立合同时已经掌握的技术成果")
complete_solution = flag("complete_solution", "标的为完整、实用的技术方案")
ownership_agreed = flag("ownership_agreed", "对技术权属有明确约定")
plain_product_sale = flag("plain_product_sale", "不涉及技术权属的产品买卖")
public_knowledge = flag("public_knowledge", "标的为公知技术")

# 技术咨询
technical_subject = flag("technical_subject", "标的为特定技术项目的咨询课题")
scientific_assessment = flag("scientific_assessment", "运用科学知识和技术手段分析、论证、评价、预测")
advice_delivered = flag("advice_delivered", "工作成果为咨询报告和意见")
nontechnical_subject = flag("nontechnical_subject", "就经济、法律或社会项目进行论证")
commodity_information = flag("commodity_information", "提供商品信息")

# 技术服务
technical_problem = flag("technical_problem", "标的为解决特定技术问题的项目")
professional_work = flag("professional_work", "工作内容为专业技术工作")
measured_result = flag("measured_result", "工作成果有具体的质量和数量指标")
ownership_changes = flag("ownership_changes", "涉及专利、技术秘密成果的权属转移")
routine_processing = flag("routine_processing", "常规的加工、修理、广告、印刷、测绘等")
compulsory_metrology = flag("compulsory_metrology", "强制计量检定")
sale_testing = flag("sale_testing", "仪器设备购售、租赁中的测试")

# 技术培训
project_knowledge = flag("project_knowledge", "传授特定技术项目的知识")
named_teachers = flag("named_teachers", "由指定的专业技术人员传授")
property_transferred = flag("property_transferred", "涉及知识产权转移")
staff_education = flag("staff_education", "职工的常规教育、文化学习")
product_training = flag("product_training", "出售产品时的使用培训")
inside_other_contract = flag("inside_other_contract", "属于技术开发、技术转让合同中的培训")

# 技术中介
contract_brought_about = flag("contract_brought_about", "以促成委托人与第三方订立技术合同为目的")
special_service = flag("special_service", "为订立和履行合同提供专门服务")

# 金额，均按合同约定
total_price = money("total_price", "合同交易总额", help="合同成交额")
non_technical_cost = money(
    "non_technical_cost", "设备、仪器、零部件、原材料等非技术性费用", help="不含标的物的直接成本"
)
deliverable = choice(
    "deliverable",
    "随技术交付的标的物",
    {"none": "没有标的物", "complete_set": "成套装置或试验装备", "copies": "文件、盘片、品种、菌种等"},
)
deliverable_units = count("deliverable_units", "标的物数量", "件（套）", most=1_000_000)
deliverable_unit_cost = money("deliverable_unit_cost", "每件（套）标的物的直接成本")
needed_units = count("needed_units", "履行合同所需的份数", "件（套）", most=1_000_000, help="成套装置不填")
amounts_stated = flag("amounts_stated", "合同分别载明合同交易总额和技术交易额，且金额确定", kind=RECHECK)
related_service_price = money("related_service_price", "其中：与转让、开发有关的技术咨询、技术服务价款")
same_invoice = flag("same_invoice", "该价款与转让、开发的价款开在同一张发票上", kind=RECHECK)
technical_income = money(
    "technical_income", "已实现的技术性收入", help="履行合同后累计取得的价款、使用费、报酬"
)

FACTS = facts_of(
    kind, written_contract, seller_applies,
    clear_goal, unmastered_solution, innovative, rearrangement_only, routine_testing_only, basic_or_soft_research,
    mastered_result, complete_solution, ownership_agreed, plain_product_sale, public_knowledge,
    technical_subject, scientific_assessment, advice_delivered, nontechnical_subject, commodity_information,
    technical_problem, professional_work, measured_result, ownership_changes,
    routine_processing, compulsory_metrology, sale_testing,
    project_knowledge, named_teachers, property_transferred, staff_education, product_training, inside_other_contract,
    contract_brought_about, special_service,
    total_price, non_technical_cost, deliverable, deliverable_units, deliverable_unit_cost, needed_units,
    amounts_stated, related_service_price, same_invoice, technical_income,
)  # fmt: skip
