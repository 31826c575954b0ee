"""The registers 名录 this installation keeps: titles, subjects, numbers, terms, roster columns. Knows no entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from jichuang.registry.columns import Column, NumberRule, subject_columns
from jichuang.registry.kept import KEPT
from jichuang.registry.terms import SubjectKind, Term

__all__ = ["ALL", "Column", "NumberRule", "Register", "codes", "find", "get", "grouped"]


@dataclass(frozen=True, slots=True)
class Register:
    """名录. `code` is its address; `years` counts only with Term.YEARS; `record` names who keeps the original.

    `personal`: its rows are people. Names stand masked, only people with an appointment read the rows, and rows come from
    the decision that writes them: no roster import, no correction by hand.
    """

    code: str
    title: str
    unit: str
    group: str
    subject: SubjectKind
    number: NumberRule
    term: Term = Term.OPEN
    years: int = 0
    start_title: str = "批准日期"
    record: str = "河北省科学技术厅"
    about: str = ""
    public: bool = True
    personal: bool = False
    extra: tuple[Column, ...] = field(default=())

    def default_end(self, start: date) -> date | None:
        """The last valid day (inclusive) when a roster states none; None for open ends."""
        if self.term is Term.CALENDAR_YEAR:
            return date(start.year, 12, 31)
        if self.term is Term.YEARS:
            return _years_later(start, self.years) - timedelta(days=1)
        return None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns of the roster template, in order."""
        return (*subject_columns(self.subject, self.number, self.term, self.start_title), *self.extra)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a common year
        return date(day.year + years, 3, 1)


LOOSE = r"[0-9A-Za-z\u4e00-\u9fff〔〕\[\]（）()\-—_/·.]{2,60}"


def _loose(example: str, *, required: bool = False) -> NumberRule:
    return NumberRule("编号", LOOSE, example, required)


HNTE = NumberRule("证书编号", r"G[RFSQ](?P<year>20\d{2})\d{2}\d{6}", "GR201813000123")
TECH_SME = NumberRule("入库登记编号", r"(?P<year>20\d{2})\d{6}[0AB][0-9A-Z]\d{6}", "2018130109A0000001")
PROVINCIAL_SME = NumberRule("证书编号", LOOSE, "KX2018000001", required=False)


def _enterprise(code: str, title: str, number: NumberRule, **more: object) -> Register:
    return Register(code, title, "家", "企业", SubjectKind.PARTY, number, **more)  # type: ignore[arg-type]


def _named(code: str, title: str, group: str, example: str, **more: object) -> Register:
    unit = str(more.pop("unit", "家"))
    return Register(code, title, unit, group, SubjectKind.NAMED, _loose(example), **more)  # type: ignore[arg-type]


BUILT = (Column("stage", "建设阶段"), Column("build_until", "建设期至"), Column("accepted_on", "验收日期"))
"""What a platform that is built and then accepted keeps of it."""

_DECLARED: tuple[Register, ...] = (
    _enterprise(
        "hnte",
        "高新技术企业",
        HNTE,
        term=Term.YEARS,
        years=3,
        start_title="发证日期",
        record="全国高新技术企业认定管理工作领导小组办公室",
        about="证书自发证之日起三年内有效，到期未重新认定即不再计数。",
    ),
    _enterprise(
        "tech_sme",
        "科技型中小企业（国家评价入库）",
        TECH_SME,
        term=Term.CALENDAR_YEAR,
        start_title="入库日期",
        record="科学技术部火炬高技术产业开发中心",
        about="入库登记编号当年有效，次年须重新评价。",
    ),
    _enterprise(
        "hebei_tech_sme",
        "省级科技型中小企业",
        PROVINCIAL_SME,
        start_title="认定日期",
        about="设区市科技局分批认定。",
    ),
    _enterprise("hnte_reserve", "高新技术企业后备培育库", _loose("HB2018000001"), start_title="入库日期"),
    _enterprise("tech_micro", "科技小微企业", _loose("XW2018000001"), start_title="认定日期"),
    _enterprise("agri_giant", "农业科技小巨人企业", _loose("NJ2018000001")),
    _enterprise("hnte_service_body", "高企培育重点服务机构", _loose("FW2018000001")),
    _enterprise("atse", "技术先进型服务企业", _loose("JX2018000001"), start_title="认定日期"),
    _enterprise("ip_standard_opened", "知识产权贯标建档企业", _loose("GB2018000001"), start_title="建档日期"),
    _enterprise(
        "ip_standard",
        "知识产权贯标认证企业",
        _loose("165IP180001R0M"),
        term=Term.STATED,
        start_title="颁证日期",
        record="认证机构",
    ),
    _enterprise(
        "ip_model_enterprise", "国家级知识产权优势示范企业", _loose("ZS2018000001"), record="国家知识产权局"
    ),
    _named("key_laboratory", "省级以上重点实验室", "平台", "SZ2018001", extra=BUILT),
    _named("tech_innovation_centre", "技术创新中心（工程技术研究中心）", "平台", "JC2018001", extra=BUILT),
    _named("industrial_institute", "产业技术研究院", "平台", "CY2018001"),
    _named("new_rd_institution", "新型研发机构", "平台", "XY2018001"),
    _named("academician_station", "院士工作站", "平台", "YS2018001", about="协议期满未续签即不再计数。"),
    _named("clinical_centre", "临床医学研究中心", "平台", "LC2018001"),
    _named("sustainable_zone", "省级可持续发展实验区", "区域", "SY2018001", unit="个"),
    _named("international_base", "国际科技合作基地", "平台", "GJ2018001"),
    _named("beijing_joint_platform", "与北京共建科技合作平台", "平台", "JJ2018001", unit="个"),
    _named("foreign_expert_station", "外国专家工作站", "平台", "WZ2018001"),
    _named("incubator", "省级以上科技企业孵化器", "载体", "FH2018001"),
    _named("maker_space", "省级以上众创空间", "载体", "ZC2018001"),
    _named("star_space", "省级以上星创天地", "载体", "XC2018001"),
    Register(
        "incubatee",
        "在孵企业",
        "家",
        "载体",
        SubjectKind.PARTY,
        _loose("ZF2018001"),
        start_title="入驻日期",
        about="由孵化载体的运营机构逐家登记；一家企业在几处入驻只计一次。",
    ),  # fmt: skip
    _named("national_high_tech_zone", "国家级高新技术产业开发区", "园区", "GX2018001", record="国务院"),
    _named(
        "agri_park",
        "省级以上农业科技园区",
        "园区",
        "NY2018001",
        unit="个",
        about="含同时挂国家级牌子的园区。",
    ),
    _named("national_agri_park", "国家级农业科技园区", "园区", "NG2018001", unit="个", record="科学技术部"),
    _named("tech_transfer_body", "省级以上技术转移服务机构", "服务", "ZY2018001"),
    _named("transfer_trial_zone", "省级科技成果转移转化试验区", "区域", "SY2018001"),
    _named(
        "work_meeting",
        "科技工作会商",
        "会商单位",
        "HS2018001",
        extra=(Column("kind", "会商类别", ("类别",)),),
    ),
    _named("tech_transfer_talent_base", "省级技术转移人才培养基地", "服务", "RC2018001"),
    Register(
        "tech_broker",
        "技术经纪人",
        "人次",
        "服务",
        SubjectKind.NAMED,
        NumberRule("证书编号", r"JJ(?P<year>20\d{2})[123]\d{6}", "JJ20181900001"),
        start_title="发证日期",
        record="省级技术转移人才培养基地",
        about="培养基地结业考核合格后发给本人的证书，一人一级一份；姓名只显示姓。",
        public=False,
        personal=True,
        extra=(Column("level", "级别"), Column("base", "发证基地")),
    ),
    _named(
        "alliance",
        "省级以上产业技术创新联盟",
        "服务",
        "LM2018001",
        extra=(
            Column("field", "重点产业领域", ("产业领域", "领域")),
            Column("members", "成员单位", ("成员",)),
        ),
    ),
    Register(
        "innovative_county",
        "省级创新型县（市、区）试点",
        "个",
        "区域",
        SubjectKind.REGION,
        _loose("CX2018001"),
    ),
)

ALL: tuple[Register, ...] = tuple(
    replace(one, extra=(*KEPT.get(one.code, ()), *one.extra)) for one in _DECLARED
)
"""Every register with what its entries keep, in display order."""

_by_code = {register.code: register for register in ALL}


def get(code: str) -> Register:
    """The register under `code`; KeyError naming it when there is none."""
    return _by_code[code]


def find(code: str) -> Register | None:
    """The register under `code`, None when there is none."""
    return _by_code.get(code)


def codes() -> tuple[str, ...]:
    """Codes of all registers in display order."""
    return tuple(_by_code)


def grouped() -> Iterator[tuple[str, list[Register]]]:
    """Registers by group (企业, 平台, 载体, 园区, 服务, 区域) in display order."""
    groups: dict[str, list[Register]] = {}
    for register in ALL:
        groups.setdefault(register.group, []).append(register)
    yield from groups.items()
