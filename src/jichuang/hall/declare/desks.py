"""岗位: whose desk a stage lies on. Which people sit there is an appointment in the registry. Knows no person."""

from __future__ import annotations

from enum import Enum


class Desk(Enum):
    """岗位层级. A city or county desk is the one of the case's 考核归属; the recommender's is a dated relation, no region."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    CITY_FINANCE = "city_finance"
    CITY_TAX = "city_tax"
    PROVINCE_FINANCE = "province_finance"
    PROVINCE_TAX = "province_tax"
    RECOMMENDER = "recommender"
    UNIT = "unit"
    """The applicant's own legal person or administrator: signs before the case leaves the unit."""

    @property
    def title(self) -> str:
        """县级科技部门、市级财政部门、推荐单位…… as printed."""
        return _TITLES[self]

    @property
    def local(self) -> bool:
        """Whether the desk is the one of the case's own 考核归属 unit."""
        return self in {Desk.COUNTY, Desk.CITY, Desk.CITY_FINANCE, Desk.CITY_TAX}


_TITLES = {
    Desk.COUNTY: "县级科技部门",
    Desk.CITY: "市级科技部门",
    Desk.PROVINCE: "省科技厅",
    Desk.CITY_FINANCE: "市级财政部门",
    Desk.CITY_TAX: "市级税务部门",
    Desk.PROVINCE_FINANCE: "省财政厅",
    Desk.PROVINCE_TAX: "省级税务部门",
    Desk.RECOMMENDER: "推荐单位",
    Desk.UNIT: "申报单位",
}


class Signer(Enum):
    """会签人: in which capacity a person of the unit signs. The values are those of an authorisation."""

    ADMINISTRATOR = "administrator"
    LEGAL_PERSON = "legal_person"

    @property
    def title(self) -> str:
        """单位管理员、法定代表人."""
        return {"administrator": "单位管理员", "legal_person": "法定代表人"}[self.value]
