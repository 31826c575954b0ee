"""Words of the registry: roles, levels, kinds, states. Pure; knows no table."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """岗位角色. Held by appointment; an enterprise clerk holds a delegation instead."""

    COUNTY_OFFICER = "county_officer", "县（市、区）科技部门经办"
    CITY_OFFICER = "city_officer", "市级科技部门经办"
    PROVINCE_OFFICER = "province_officer", "省科技厅经办"
    TAX_OFFICER = "tax_officer", "税务部门经办"
    FINANCE_OFFICER = "finance_officer", "财政部门经办"
    EXPERT = "expert", "评审专家"
    LEADER = "leader", "领导"
    AUDITOR = "auditor", "审计员"
    LAB = "lab", "实验室与仪器管理"
    ADMINISTRATOR = "administrator", "系统管理员"
    EDITOR = "editor", "内容编辑"
    RECOMMENDER = "recommender", "推荐单位经办"
    STATISTICIAN = "statistician", "统计人员"


STAND_IN_ROLES = (
    Role.COUNTY_OFFICER, Role.CITY_OFFICER, Role.PROVINCE_OFFICER, Role.TAX_OFFICER, Role.FINANCE_OFFICER,
    Role.RECOMMENDER, Role.LEADER,
)  # fmt: skip
"""岗位 whose work somebody may do for an absent colleague; auditing, administering and reviewing are personal."""


class Level(TextChoices):
    """部门层级."""

    NATIONAL = "national", "国家"
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县（市、区）"
    UNIT = "unit", "单位"


class DepartmentKind(TextChoices):
    """部门类别."""

    SCIENCE = "science", "科技"
    TAX = "tax", "税务"
    FINANCE = "finance", "财政"
    PARK = "park", "高新区管委会"
    BUREAU = "bureau", "省直部门"
    UNIVERSITY = "university", "高等学校"
    OTHER = "other", "其他"


class PartyKind(TextChoices):
    """主体类别."""

    ENTERPRISE = "enterprise", "企业"
    UNIVERSITY = "university", "高等学校"
    INSTITUTE = "institute", "科研院所"
    HOSPITAL = "hospital", "医疗卫生机构"
    SERVICE_BODY = "service_body", "服务机构"
    PARK_OPERATOR = "park_operator", "园区与载体运营单位"
    GOVERNMENT = "government", "机关"
    ASSOCIATION = "association", "社会团体"
    PERSON = "person", "自然人"
    OTHER = "other", "其他组织"


class Scope(TextChoices):
    """授权范围, each including the one before it."""

    VIEWER = "viewer", "查看"
    PREPARER = "preparer", "填报"
    ACCEPTOR = "acceptor", "确认提交"

    @property
    def rank(self) -> int:
        """1 for 查看, 2 for 填报, 3 for 确认提交."""
        return list(Scope).index(self) + 1


class Capacity(TextChoices):
    """以何身份代表单位. Only some may sign for it where a matter asks for a second signature."""

    CLERK = "clerk", "经办人"
    ADMINISTRATOR = "administrator", "单位管理员"
    LEGAL_PERSON = "legal_person", "法定代表人"


class DelegationState(TextChoices):
    """授权状态. A request acts for nobody until the enterprise has authorised it."""

    REQUESTED = "requested", "待企业授权"
    AUTHORISED = "authorised", "已授权"
    DECLINED = "declined", "未同意"
    REVOKED = "revoked", "已撤销"


class RecommenderKind(TextChoices):
    """推荐渠道."""

    CITY = "city", "设区市科技局"
    COUNTY = "county", "县（市、区）科技局"
    DINGZHOU = "dingzhou", "定州市科技局"
    XINJI = "xinji", "辛集市科技局"
    XIONGAN = "xiongan", "雄安新区管委会"
    HIGH_TECH_ZONE = "high_tech_zone", "国家高新区管委会"
    BUREAU = "bureau", "省直部门"
    UNIVERSITY = "university", "高等学校自荐"


class SubjectKind(TextChoices):
    """名录条目以什么为主体."""

    PARTY = "party", "统一社会信用代码"
    NAMED = "named", "编号或名称"
    REGION = "region", "行政区划代码"


class Term(TextChoices):
    """条目的有效期从哪里来."""

    OPEN = "open", "长期有效，撤销为止"
    CALENDAR_YEAR = "calendar_year", "当年有效"
    YEARS = "years", "自生效之日起若干年"
    STATED = "stated", "名册载明"


class BatchState(TextChoices):
    """导入批次状态."""

    READING = "reading", "正在读取"
    FAILED = "failed", "无法读取"
    PREVIEWED = "previewed", "待确认"
    COMMITTING = "committing", "正在写入"
    COMMITTED = "committed", "已写入"
    UNDONE = "undone", "已撤回"
    DISCARDED = "discarded", "已放弃"


class RowState(TextChoices):
    """导入行的判断."""

    NEW = "new", "新增"
    EXPIRED = "expired", "新增（已过有效期）"
    CHANGED = "changed", "变更"
    SAME = "same", "无变化"
    DUPLICATE = "duplicate", "表内重复"
    ERROR = "error", "有误"


WRITTEN_STATES = (RowState.NEW, RowState.EXPIRED, RowState.CHANGED)
