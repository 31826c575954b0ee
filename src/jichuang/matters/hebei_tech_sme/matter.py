"""河北省科技型中小企业认定: the matter, to be read beside 冀政〔2013〕43号. The city's science bureau recognises, in batches."""

from datetime import date

from jichuang.hall.declare import (
    Certificate,
    Citation,
    CollectiveDecision,
    Desk,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Revocation,
    Route,
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.guides import provincial_guide
from jichuang.matters.hebei_tech_sme.form import APPLICATION
from jichuang.matters.hebei_tech_sme.outcome import recognise
from jichuang.registry.terms import PartyKind

MEASURES = Citation("河北省科技型中小企业认定管理办法", "冀政〔2013〕43号")

HEBEI_TECH_SME = Matter(
    code="hebei-tech-sme",
    title="河北省科技型中小企业认定",
    short="省科小认定",
    version=1,
    nature=Nature.CONFIRMATION,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(MEASURES,),
    audience="在本省注册的工业企业和科技服务业企业",
    kinds=(PartyKind.ENTERPRISE,),
    form=APPLICATION,
    rules="hebei-tech-sme",
    route=Route(
        FormCheck(title="形式审查", by=Desk.CITY, days=5, public_label="设区市科技部门形式审查中"),
        CollectiveDecision(title="市级认定", by=Desk.CITY, days=10, public_label="设区市科技部门认定中"),
        Certificate(title="公布并发证", by=Desk.CITY, days=5, public_label="待公布"),
    ),
    outcome=recognise,
    hindrance=recognise.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("size", "从业人员和营业收入都超过规定规模"),
        ("people", "大专以上学历人员占比不足"),
        ("research", "上年度研发投入占销售收入的比例不足"),
        ("property", "没有自主知识产权、专有技术或创新集成能力"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="取消资格审定", by=Desk.CITY, days=10)),
            title="取消资格",
            reasons=(("fraud", "申报材料不真实"), ("conditions", "不再符合认定条件")),
        ),
    ),
    synonyms=("省级科小", "省科技型中小企业", "科技型中小企业认定"),
    topics=("企业", "科技创新", "资质认定"),
    plan_items=(5,),
)
