"""The facts this installation may hold about a party: key, title, unit, type, and whether it is personal.

Keys used by a policy are the policy's own fact names, so that a form field can ask for `registry:<key>`.
Survey answers under the Statistics Law are not facts of the registry and have no key here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactKey:
    """`type` is one of text, integer, decimal, boolean, date. Money is in 元. `yearly` facts belong to a closed year."""

    key: str
    title: str
    type: str = "text"
    unit: str = ""
    yearly: bool = False
    personal: bool = False
    purpose: str = ""


_CONTACT = "用于通知补正、公示和领取结果；仅经办该企业事项的人员可见。"

KEYS: tuple[FactKey, ...] = (
    FactKey("staff", "职工总数", "integer", "人", yearly=True),
    FactKey("tech_staff", "科技人员数", "integer", "人", yearly=True),
    FactKey("sales", "销售收入", "decimal", "元", yearly=True),
    FactKey("assets", "资产总额", "decimal", "元", yearly=True),
    FactKey("rd_expense", "研发费用", "decimal", "元", yearly=True),
    FactKey("cost_expense", "成本费用支出", "decimal", "元", yearly=True),
    FactKey("ip_class1", "Ⅰ类知识产权数", "integer", "件"),
    FactKey("ip_class2", "Ⅱ类知识产权数", "integer", "件"),
    FactKey("resident_enterprise", "居民企业", "boolean"),
    FactKey("restricted_industry", "产品或服务属于禁止、限制、淘汰类", "boolean"),
    FactKey("serious_violation", "发生重大安全、质量事故或严重环境违法、科研严重失信", "boolean"),
    FactKey("abnormal_list", "列入经营异常名录", "boolean"),
    FactKey("dishonest_list", "列入严重违法失信企业名单", "boolean"),
    FactKey("national_award_top3", "近五年获国家级科技奖励且排名前三", "boolean"),
    FactKey("provincial_rd_body", "拥有省部级以上研发机构", "boolean"),
    FactKey("led_standard", "近五年主导制定国际、国家或行业标准", "boolean"),
    FactKey("main_products", "主要产品或服务"),
    FactKey("staff_avg", "职工总数（全年月平均）", "decimal", "人", yearly=True),
    FactKey("tech_staff_avg", "科技人员数（全年月平均）", "decimal", "人", yearly=True),
    FactKey("net_assets", "年末净资产", "decimal", "元", yearly=True),
    FactKey("hitech_income", "高新技术产品（服务）收入", "decimal", "元", yearly=True),
    FactKey("total_income", "总收入", "decimal", "元", yearly=True),
    FactKey("rd_domestic", "近三年境内研发费用合计", "decimal", "元", yearly=True),
    FactKey("taxable_income", "应纳税所得额（加计扣除前）", "decimal", "元", yearly=True),
    FactKey("college_share", "大专以上学历人员占职工总数的比例", "decimal", yearly=True),
    FactKey("rd_ratio", "研发投入占销售收入的比例", "decimal", yearly=True),
    FactKey("has_ip", "有自主知识产权、专有技术或创新集成能力并形成产品", "boolean"),
    FactKey("owned_core_ip", "拥有核心知识产权的所有权", "boolean"),
    FactKey("ip_self_developed", "知识产权中有自主研发取得的", "boolean"),
    FactKey("transformations_3y", "近三年科技成果转化数", "integer", "项"),
    FactKey("owned_ip", "已拥有所有权的核心知识产权", "integer", "项"),
    FactKey("filed_ip", "已受理尚未授权的知识产权申请", "integer", "项"),
    FactKey("field_code", "技术领域代码"),
    FactKey("field_level", "主要产品已对应到技术领域目录的级次", "integer", "级"),
    FactKey("contact_name", "联系人", personal=True, purpose=_CONTACT),
    FactKey("contact_phone", "联系电话", personal=True, purpose=_CONTACT),
    FactKey("contact_email", "联系邮箱", personal=True, purpose=_CONTACT),
    FactKey(
        "legal_person_id",
        "法定代表人身份证件号码",
        personal=True,
        purpose="用于核验身份；列表与导出一律只显示首尾。",
    ),
    FactKey(
        "resident_id",
        "公民身份号码",
        personal=True,
        purpose="用于分清同名的人；任何页面只显示首尾。",
    ),
)

PARTY_KEYS: tuple[FactKey, ...] = (
    FactKey("name", "名称"),
    FactKey("credit_code", "统一社会信用代码"),
    FactKey("address", "住所"),
    FactKey("established_on", "成立日期", "date"),
    FactKey("legal_person", "法定代表人"),
    FactKey("region", "行政区划代码"),
    FactKey("industry_code", "行业代码"),
)
REGISTER_KEYS: tuple[FactKey, ...] = (
    FactKey("hnte_certificate_valid", "持有有效期内的高新技术企业证书", "boolean"),
)

_by_key = {fact.key: fact for fact in (*KEYS, *PARTY_KEYS, *REGISTER_KEYS)}


def get(key: str) -> FactKey:
    """The declaration of `key`; KeyError naming it when there is none."""
    return _by_key[key]


def find(key: str) -> FactKey | None:
    """The declaration of `key`, None when there is none."""
    return _by_key.get(key)


def personal() -> tuple[FactKey, ...]:
    """Facts about natural persons: masked by default, every reading journalled."""
    return tuple(fact for fact in KEYS if fact.personal)
