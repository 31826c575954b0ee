"""Where a roster row belongs: reads 市 and 县 as written, falls back to the credit code's region."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from jichuang.codes.errors import CodeError
from jichuang.registry.reads.regions import home_of, table


@lru_cache(maxsize=4096)
def find(city: str, county: str, on: date) -> tuple[str, str]:
    """(region code, 考核归属) for the written names. Raises CodeError naming what is ambiguous or unknown.

    雄安新区 may stand in either column, with or without its county. A list made before a county was renamed is read as
    the county that took its place.
    """
    regions = table()
    try:
        code = _county(city, county, on) if county else regions.find(city, on).code
    except CodeError:
        code = regions.find_home(county or city, on).code if _is_home(county or city, on) else ""
        if not code:
            raise
    home = home_of(code, on)
    if home is None:
        raise CodeError("设区市", city or county, "不是市或县（市、区）", "请填写本省的市、县（市、区）名称")
    return code, home


def _county(city: str, county: str, on: date) -> str:
    regions = table()
    if city and _is_home(city, on):
        unit = regions.find_home(city, on)
        if unit.kind != "city":
            members = {code: regions.get(code, on).name for code in unit.members}
            for code, name in members.items():
                if county in (name, name[:-1], code):
                    return code
            raise CodeError(
                "县（市、区）", county, f"不属于{unit.name}", f"应为{'、'.join(members.values())}之一"
            )
    heir = regions.heir(county, on, within=city or None)
    return heir.code if heir else regions.find(county, on, within=city or None).code


def _is_home(name: str, on: date) -> bool:
    try:
        table().find_home(name, on)
    except CodeError:
        return False
    return True


def from_code(region: str, on: date) -> tuple[str, str] | None:
    """(region code, 考核归属) from the six region digits of a credit code; None for another province."""
    home = home_of(region, on)
    if home is None:
        return None
    try:
        return table().get(region, on).code, home
    except CodeError:
        return f"{region[:4]}00", home
