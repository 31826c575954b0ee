"""院士工作站备案: city, then province; the entry ends with the agreement. The limits of June 2019 are flagged from their day on."""

from datetime import date

from jichuang.hall.declare import (
    Announcement,
    Batch,
    Citation,
    CollectiveDecision,
    Desk,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Publicity,
    Recommend,
    Renewal,
    Revocation,
    Route,
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.academician_station.form import APPLICATION
from jichuang.matters.academician_station.outcome import enlist
from jichuang.matters.guides import provincial_guide
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第24项")
LIMITS = Citation("关于进一步弘扬科学家精神加强作风和学风建设的意见", "中办发〔2019〕35号", "院士工作站")

ACADEMICIAN_STATION = Matter(
    code="academician-station",
    title="院士工作站备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN, LIMITS),
    audience="与院士签订合作协议的企业、高校、科研院所和医疗机构",
    kinds=(PartyKind.ENTERPRISE, PartyKind.UNIVERSITY, PartyKind.INSTITUTE, PartyKind.HOSPITAL),
    form=APPLICATION,
    rules="academician-station",
    refuse_failing=False,
    route=Route(
        Recommend(title="市级推荐", by=Desk.CITY, days=10, public_label="设区市科技部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布备案名单"),
    ),
    outcome=enlist,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("agreement", "没有与院士签订合作协议"),
        ("project", "没有明确、实质性的科研任务"),
        ("limit", "院士受聘工作站数或在站时间超出规定（2019年6月11日起）"),
    ),
    afterlife=(
        Renewal(title="续签备案", opens=30),
        Surrender(title="撤站"),
        Revocation(
            Route(CollectiveDecision(title="撤站研究", days=10)),
            title="责令撤站",
            reasons=(("idle", "评估认定没有实质性工作"), ("name", "借院士名义争取资源、牟利")),
        ),
    ),
    synonyms=("院士站", "院士专家工作站"),
    topics=("平台", "人才", "科技创新"),
    plan_items=(24,),
)
