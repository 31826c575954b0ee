"""技术先进型服务企业认定: the city looks first, the province decides together with finance and tax, and lists after publicity."""

from datetime import date

from jichuang.hall.declare import (
    Announcement,
    Batch,
    Citation,
    Desk,
    FormCheck,
    JointDecision,
    Keeper,
    Matter,
    Nature,
    Publicity,
    Recommend,
    Revocation,
    Route,
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.atse.form import APPLICATION
from jichuang.matters.atse.outcome import enlist
from jichuang.matters.guides import provincial_guide
from jichuang.registry.terms import PartyKind

NATIONAL = Citation("关于将技术先进型服务企业所得税政策推广至全国实施的通知", "财税〔2017〕79号", "认定条件")
SERVICE_TRADE = Citation(
    "关于将服务贸易创新发展试点地区技术先进型服务企业所得税政策推广至全国实施的通知", "财税〔2018〕44号", "一"
)

JOINT = (Desk.PROVINCE, Desk.PROVINCE_FINANCE, Desk.PROVINCE_TAX)

ATSE = Matter(
    code="atse",
    title="技术先进型服务企业认定",
    version=1,
    nature=Nature.CONFIRMATION,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(NATIONAL, SERVICE_TRADE),
    audience="在本省注册、从事服务外包或服务贸易类技术先进型服务业务的法人企业",
    kinds=(PartyKind.ENTERPRISE,),
    form=APPLICATION,
    rules="atse",
    route=Route(
        Recommend(
            title="设区市初审",
            by=(Desk.CITY, Desk.CITY_FINANCE, Desk.CITY_TAX),
            days=10,
            public_label="市级科技、财政、税务部门初审中",
        ),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        JointDecision(title="联合审定", by=JOINT, days=15, public_label="省级有关部门联合审定中"),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布名单"),
    ),
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("scope", "不属于认定范围内的技术先进型服务业务"),
        ("capability", "没有采用先进技术，也不具备较强的研发能力"),
        ("share", "人员、业务收入或离岸收入的比例未达到规定"),
        ("false", "申报材料不真实"),
    ),
    afterlife=(
        Surrender(title="放弃资格"),
        Revocation(
            Route(JointDecision(by=JOINT, title="取消资格审定", days=20)),
            title="取消资格",
            reasons=(("conditions", "复核不再符合认定条件"), ("false", "认定中弄虚作假")),
        ),
    ),
    synonyms=("技术先进型", "服务外包企业认定", "先进型服务企业"),
    topics=("企业", "服务外包", "资质认定"),
    plan_items=(4,),
)  # fmt: skip
