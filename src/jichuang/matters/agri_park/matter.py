"""国家农业科技园区申报: a provincial park bids; county or city, province and nation decide; the total of parks stays the same."""

from datetime import date

from jichuang.hall.declare import (
    Certificate,
    Citation,
    Composition,
    Decision,
    Desk,
    ExternalFiling,
    ExternalPublicity,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Panel,
    Recommend,
    Revocation,
    Route,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.agri_park.form import APPLICATION
from jichuang.matters.agri_park.outcome import no_provincial_park, upgrade
from jichuang.matters.guides import provincial_guide
from jichuang.registry.terms import PartyKind

MEASURES = Citation("国家农业科技园区管理办法", "国科发农〔2018〕31号", "第九条")
EIGHTH = Citation("关于开展第八批国家农业科技园区申报工作的通知", "国科办农〔2018〕17号", "申报条件")
NATIONAL_OFFICE = "国家农业科技园区管理办公室"

AGRI_PARK = Matter(
    code="agri-park",
    title="国家农业科技园区申报",
    short="国家农科园区申报",
    version=1,
    nature=Nature.OTHER_POWER,
    record=SystemOfRecord(Keeper.NATIONAL, "国家农业科技园区管理办公室", since=date(2018, 1, 1)),
    basis=(MEASURES, EIGHTH),
    audience="省级农业科技园区的管理机构和所在地人民政府",
    kinds=(PartyKind.PARK_OPERATOR, PartyKind.GOVERNMENT),
    form=APPLICATION,
    rules="agri-park",
    route=Route(
        Recommend(title="市政府推荐", by=Desk.CITY, days=10, public_label="设区市审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        Decision(title="省政府审定", days=10, public_label="报省政府审定中"),
        ExternalFiling(title="报送国家", body=NATIONAL_OFFICE),
        ExternalPublicity(title="国家公示", body=NATIONAL_OFFICE, days=5),
        Certificate(title="登记批准", days=5),
    ),
    outcome=upgrade,
    hindrance=no_provincial_park,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("article_9", "不符合《管理办法》第九条的申报条件"),
        ("batch", "不符合本批次补充条件"),
        ("opinion", "专家评审未通过"),
    ),
    afterlife=(
        Revocation(
            Route(Decision(title="退出办理", days=10)),
            title="退出国家级",
            reasons=(("acceptance", "限期整改后验收仍未通过"), ("evaluation", "综合评估不达标")),
        ),
    ),
    synonyms=("农业科技园区", "农科园区", "国家农业园区"),
    topics=("农业", "园区"),
    plan_items=(22,),
)
