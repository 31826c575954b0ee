"""高新技术企业认定: the matter, to be read beside 国科发火〔2016〕32号 and 195号.

Recognised by the province's 认定机构 (科技、财政、税务), filed with and shown by the national office, which keeps the record.
"""

from datetime import date
from fractions import Fraction
from pathlib import Path

from jichuang.hall.declare import (
    Appeal,
    Certificate,
    Change,
    Citation,
    Composition,
    Desk,
    Discipline,
    ExternalFiling,
    ExternalPublicity,
    FormCheck,
    JointDecision,
    Keeper,
    Mark,
    Matter,
    Nature,
    Panel,
    Recommend,
    Renewal,
    Revocation,
    Route,
    SystemOfRecord,
    load_guide,
)
from jichuang.matters.hnte_recognition.form import APPLICATION, NEW_NAME
from jichuang.matters.hnte_recognition.outcome import already_certified, certify, rename
from jichuang.matters.hnte_recognition.scoring import CAPACITY
from jichuang.registry.terms import PartyKind

MEASURES = Citation("高新技术企业认定管理办法", "国科发火〔2016〕32号")
WORKING_GUIDE = Citation("高新技术企业认定管理工作指引", "国科发火〔2016〕195号")
NATIONAL_OFFICE = "全国高新技术企业认定管理工作领导小组办公室"

# 每家企业不少于5名专家，其中技术专家不低于60%，至少1名财务专家
EXPERTS = Composition(5, shares=((Discipline.TECHNICAL, Fraction(3, 5)),), counts=((Discipline.FINANCE, 1),))

HNTE_RECOGNITION = Matter(
    code="hnte-recognition",
    title="高新技术企业认定",
    short="高企认定",
    version=1,
    nature=Nature.CONFIRMATION,
    record=SystemOfRecord(
        Keeper.NATIONAL, "高新技术企业认定管理工作网", "http://www.innocom.gov.cn", since=date(2016, 1, 1)
    ),
    basis=(MEASURES, WORKING_GUIDE),
    audience="在本省注册一年以上的居民企业",
    kinds=(PartyKind.ENTERPRISE,),
    form=APPLICATION,
    rules="hnte",
    day_fact="applied_on",
    route=Route(
        Recommend(
            title="地方推荐",
            by=(Desk.RECOMMENDER, Desk.CITY_FINANCE, Desk.CITY_TAX),
            days=10,
            public_label="市级科技、财政、税务部门审核推荐中",
        ),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省认定机构形式审查中"),
        Panel(
            title="专家评审",
            by=Desk.PROVINCE,
            days=20,
            experts=EXPERTS,
            mark=Mark(policy="hnte", parameter="score_pass"),
            scoring=CAPACITY,
        ),
        JointDecision(
            title="联合审定",
            by=(Desk.PROVINCE, Desk.PROVINCE_FINANCE, Desk.PROVINCE_TAX),
            days=10,
            public_label="省科技、财政、税务部门联合审定中",
        ),
        ExternalFiling(title="报送备案", body=NATIONAL_OFFICE, days=15),
        ExternalPublicity(title="全国公示", body=NATIONAL_OFFICE, days=10),
        Certificate(title="公告发证", days=10),
    ),
    outcome=certify,
    hindrance=already_certified,
    guide=load_guide(Path(__file__).with_name("guide.toml")),
    not_met_reasons=(
        ("conditions", "不符合第十一条规定的条件"),
        ("score", "企业创新能力评价未达到合格线"),
        ("false", "申报材料不真实"),
    ),
    afterlife=(
        Change(
            Route(
                FormCheck(key="change_check", title="更名核实", by=Desk.CITY, public_label="更名核实中"),
                Certificate(title="换发证书", days=10, public_label="待换发证书"),
            ),
            NEW_NAME,
            rename,
            "更名",
        ),
        Renewal(title="重新认定", opens=180),
        Appeal(within=20, back_to="panel"),
        Revocation(
            Route(
                JointDecision(
                    by=(Desk.PROVINCE, Desk.PROVINCE_FINANCE, Desk.PROVINCE_TAX),
                    title="取消资格审定",
                    days=20,
                )
            ),
            title="取消资格",
            reasons=(
                ("fraud", "申请认定过程中存在严重弄虚作假（第十九条（一））"),
                ("accident", "发生重大安全、质量事故或有严重环境违法行为（第十九条（二））"),
                ("silence", "未按期报告重大变化，或累计两年未填报年度报表（第十九条（三））"),
                ("conditions", "不再符合认定条件（第十六条）"),
            ),
        ),
    ),
    synonyms=("高企", "高企认定", "高新企业", "国高"),
    topics=("企业", "科技创新", "资质认定"),
    plan_items=(4,),
)
