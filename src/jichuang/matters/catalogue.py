"""事项目录: every matter folder in one list. A new matter is one folder and one line here."""

from __future__ import annotations

from jichuang.hall import catalogue
from jichuang.hall.declare import Matter
from jichuang.matters.academician_station.matter import ACADEMICIAN_STATION
from jichuang.matters.agri_park.evaluation import BY_CITY
from jichuang.matters.agri_park.matter import AGRI_PARK
from jichuang.matters.alliance.fields import COVERAGE
from jichuang.matters.alliance.matter import ALLIANCE
from jichuang.matters.alliance.report import ALLIANCE_YEARLY
from jichuang.matters.alliance.speed import SPEED
from jichuang.matters.atse.matter import ATSE
from jichuang.matters.carriers import half_yearly
from jichuang.matters.hebei_tech_sme.matter import HEBEI_TECH_SME
from jichuang.matters.hnte_quarterly.report import HNTE_QUARTERLY
from jichuang.matters.hnte_recognition.matter import HNTE_RECOGNITION
from jichuang.matters.hnte_reserve.matter import HNTE_RESERVE
from jichuang.matters.hnte_yearly_report.report import HNTE_YEARLY_REPORT
from jichuang.matters.incubatee.chain import CHAIN_TABLE
from jichuang.matters.incubatee.matter import INCUBATEE
from jichuang.matters.incubator.matter import INCUBATOR
from jichuang.matters.innovative_county.classes import CLASSES_TABLE
from jichuang.matters.innovative_county.matter import INNOVATIVE_COUNTY
from jichuang.matters.innovative_county.report import INNOVATIVE_COUNTY_YEARLY
from jichuang.matters.international_base.countries import COUNTRIES
from jichuang.matters.international_base.matter import INTERNATIONAL_BASE
from jichuang.matters.ip_standard.matter import IP_STANDARD
from jichuang.matters.key_laboratory.matter import KEY_LABORATORY
from jichuang.matters.maker_space.matter import MAKER_SPACE
from jichuang.matters.new_rd_institution.matter import NEW_RD_INSTITUTION
from jichuang.matters.platforms import evaluation
from jichuang.matters.provincial_agri_park.matter import PROVINCIAL_AGRI_PARK
from jichuang.matters.service_body.cells import COVERAGE as GRID_COVERAGE
from jichuang.matters.service_body.matter import SERVICE_BODY
from jichuang.matters.star_space.matter import STAR_SPACE
from jichuang.matters.surveys import Survey
from jichuang.matters.sustainable_zone.matter import SUSTAINABLE_ZONE
from jichuang.matters.sustainable_zone.report import SUSTAINABLE_ZONE_YEARLY
from jichuang.matters.talent_base.matter import TALENT_BASE
from jichuang.matters.talent_base.report import TALENT_BASE_YEARLY
from jichuang.matters.tech_sme_evaluation.matter import TECH_SME_EVALUATION
from jichuang.matters.technology_centre.matter import TECHNOLOGY_CENTRE
from jichuang.matters.transfer_body.matter import TRANSFER_BODY
from jichuang.matters.transfer_body_quarterly.report import TRANSFER_BODY_QUARTERLY
from jichuang.matters.trial_zone.matter import TRIAL_ZONE
from jichuang.matters.trial_zone.report import TRIAL_ZONE_YEARLY
from jichuang.matters.work_meeting.matter import WORK_MEETING
from jichuang.returns import catalogue as returns
from jichuang.returns.declare import Return

MATTERS: tuple[Matter, ...] = (
    TECH_SME_EVALUATION,
    HNTE_RECOGNITION,
    HEBEI_TECH_SME,
    HNTE_RESERVE,
    NEW_RD_INSTITUTION,
    ACADEMICIAN_STATION,
    KEY_LABORATORY,
    TECHNOLOGY_CENTRE,
    ATSE,
    ALLIANCE,
    SERVICE_BODY,
    AGRI_PARK,
    PROVINCIAL_AGRI_PARK,
    IP_STANDARD,
    TRIAL_ZONE,
    WORK_MEETING,
    INNOVATIVE_COUNTY,
    INTERNATIONAL_BASE,
    TRANSFER_BODY,
    TALENT_BASE,
    INCUBATOR,
    MAKER_SPACE,
    STAR_SPACE,
    INCUBATEE,
    SUSTAINABLE_ZONE,
)

SURVEYS: tuple[Survey, ...] = (COUNTRIES, COVERAGE, SPEED, CLASSES_TABLE, BY_CITY, GRID_COVERAGE, CHAIN_TABLE)
"""成效表 of the matters above."""

RETURNS: tuple[Return, ...] = (
    HNTE_YEARLY_REPORT,
    TRANSFER_BODY_QUARTERLY,
    half_yearly("incubator", "incubator", "科技企业孵化器"),
    half_yearly("maker_space", "maker-space", "众创空间"),
    half_yearly("star_space", "star-space", "星创天地"),
    evaluation("key_laboratory", "key-laboratory", "重点实验室", KEY_LABORATORY.basis[0]),
    evaluation("tech_innovation_centre", "technology-centre", "技术创新中心", TECHNOLOGY_CENTRE.basis[0]),
    ALLIANCE_YEARLY,
    TALENT_BASE_YEARLY,
    TRIAL_ZONE_YEARLY,
    INNOVATIVE_COUNTY_YEARLY,
    SUSTAINABLE_ZONE_YEARLY,
    HNTE_QUARTERLY,
)
"""定期报送 that holders of the matters' results owe; the last one is a survey and serves statistics alone."""


def register_all() -> None:
    """Puts every matter into the hall's catalogue and every return into theirs. Calling it again is harmless."""
    for one in RETURNS:
        returns.register(one)
    for matter in MATTERS:
        catalogue.register(matter)
