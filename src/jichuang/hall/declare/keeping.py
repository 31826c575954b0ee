"""归档保存期限: how long the file of a case is kept, by how the case ended. Knows no case and no archive."""

from __future__ import annotations

from jichuang.hall.declare.kit import declaration, demand

TITLES = {
    "granted": "通过", "not_met": "不符合", "removed": "公示异议成立", "withdrawn": "已撤回", "lapsed": "逾期未补正",
    "discarded": "草稿已删除",
}  # fmt: skip
"""Every way in which a case may end, by the hall's outcome code."""


@declaration
class Keep:
    """One term. `years` None = 永久, 0 = not archived. `cite` is the clause of the archive schedule; without one the term is 推定."""

    outcome: str
    years: int | None
    cite: str = ""

    def __post_init__(self) -> None:
        demand(self.outcome in TITLES, "归档保存期限", f"没有“{self.outcome}”这种办结结果")
        demand(self.years is None or self.years >= 0, "归档保存期限", "年数不能为负")

    @property
    def term(self) -> str:
        """永久, 30年, 不归档."""
        if self.years is None:
            return "永久"
        return f"{self.years}年" if self.years else "不归档"

    def __str__(self) -> str:
        return f"{TITLES[self.outcome]}{self.term}"


USUAL = (
    Keep("granted", 30), Keep("not_met", 10), Keep("removed", 30), Keep("withdrawn", 10), Keep("lapsed", 10), Keep("discarded", 0),
)  # fmt: skip
"""Assumed (推定) until a department enters its own schedule: what was decided 30 years, what came to nothing 10."""


def words(keeping: tuple[Keep, ...]) -> str:
    """All terms in one line, those of one length together: 通过、公示异议成立30年；不符合……10年（推定）."""
    terms = dict.fromkeys(one.term for one in keeping)
    parts = [
        f"{'、'.join(TITLES[one.outcome] for one in keeping if one.term == term)}{term}" for term in terms
    ]
    told = "；".join(parts)
    return told if all(one.cite for one in keeping) else f"{told}（推定）"
