"""定期报送的声明: who owes which form how often, by when, what is checked, and what follows when it is missing.

Knows no period that was opened and no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from jichuang.hall.declare import Citation, Desk, Form
from jichuang.hall.declare.kit import CODE, declaration, demand, demand_key, demand_unique
from jichuang.registry import registers
from jichuang.returns.declare.counted import Counted
from jichuang.returns.declare.periods import By, Frequency, Within
from jichuang.returns.declare.relations import Check, check_fields

REVIEWERS = (Desk.COUNTY, Desk.CITY, Desk.PROVINCE)


@declaration
class InForce:
    """名册: the entries of a register in force on the last day of the period.

    `each` narrows it to those that have then stood for a whole multiple of so many years (三年一评: each=3); None = all.
    """

    register: str
    each: int | None = None

    def __post_init__(self) -> None:
        demand(registers.find(self.register), "报送名册", f"没有名录“{self.register}”")
        demand(self.each is None or self.each >= 2, "报送名册", "年数至少为2")

    def falls_due(self, first_day: date, last: date) -> bool:
        """Whether an entry that began on `first_day` owes for the period that ends on `last`."""
        years = last.year - first_day.year
        return self.each is None or (years > 0 and years % self.each == 0)

    def __str__(self) -> str:
        due = f"、当年满{self.each}年及其倍数" if self.each else ""
        return f"期末在“{registers.get(self.register).title}”名录中有效{due}的单位"


@declaration
class Listed:
    """名册: a list of units by unified social credit code."""

    title: str
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return self.title


@declaration
class Drawn:
    """名册: a sample drawn beforehand. `units(on)` gives (subject, name, party, region, home, source) for the period's last day.

    It raises Refused while nothing has been drawn for that period.
    """

    title: str
    units: Callable[[date], Iterable[tuple[str, str, int | None, str, str, str]]]

    def __str__(self) -> str:
        return self.title


@declaration
class Skip:
    """跳转: `step` is asked only where `field` was answered with `value` (stored form). Its answers count nowhere else."""

    step: str
    field: str
    value: Any
    says: str


@declaration
class Survey:
    """统计调查表的法定标识. Its answers serve statistics alone: no approval, no prefill elsewhere, no consequence.

    What is not known when the survey is declared stays empty and is recorded by this installation (`record_approval`);
    no period opens before all four stand.
    """

    table: str = ""
    body: str = ""
    approval: str = ""
    valid_to: date | None = None

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """(标识, 内容), as printed top right on the form; an empty one where nothing is recorded."""
        until = f"{self.valid_to:%Y年%m月}" if self.valid_to else ""
        return (
            ("表号", self.table),
            ("制定机关", self.body),
            ("批准（备案）文号", self.approval),
            ("有效期至", until),
        )

    @property
    def lacking(self) -> tuple[str, ...]:
        """The marks that are missing: a table without them may be refused by whoever is asked (统计法)."""
        return tuple(title for title, text in self.lines if not text.strip())

    def __str__(self) -> str:
        return "　".join(f"{title}：{text or '（未登记）'}" for title, text in self.lines)


@declaration
class Consequence:
    """未报送的后果. After `after` working days past the last day, once `missing` periods in all were not reported.

    `act(owed=, on=)` is what the clock then does (ends an entry), None where it is only shown and written to the unit;
    it returns the Ref of what it changed. `cite` is the clause; without one it is the house's own arrangement (推定).
    """

    key: str
    title: str
    says: str
    after: int
    missing: int = 1
    act: Callable[..., Any] | None = None
    cite: str = ""

    def __post_init__(self) -> None:
        demand_key(self.key, f"后果 {self.key}")
        demand(self.after >= 1, f"后果 {self.key}", "至少逾期1个工作日")
        demand(self.missing >= 1, f"后果 {self.key}", "期数至少为1")

    @property
    def verified(self) -> bool:
        """Whether a clause stands behind it."""
        return bool(self.cite)


@declaration
class Return:
    """一张定期报送的表. `matter` is the matter whose result obliges to it ('' for none); `since` the first day any period counts.

    Figures of last period fill in fields whose `prefill` is `last:<field>`, those of the same period a year before
    `year:<field>`; `registry:<key>` reads the register. `counted` figures come from rows kept here. `by` is the desk that reviews. A `survey` may declare neither
    consequences nor a matter; 统计人员 review it, and people open it, never the clock.
    """

    code: str
    title: str
    frequency: Frequency
    form: Form
    roster: InForce | Listed | Drawn
    due: Within | By
    basis: tuple[Citation, ...]
    since: date
    matter: str = ""
    by: Desk = Desk.CITY
    checks: tuple[Check, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    survey: Survey | None = None
    about: str = ""
    due_verified: bool = False
    skips: tuple[Skip, ...] = ()
    counted: tuple[Counted, ...] = ()

    def __post_init__(self) -> None:
        who = f"定期报送 {self.code}"
        demand(CODE.match(self.code), who, "代码只能用小写英文、数字和连字符")
        demand(self.title and self.basis, who, "缺少名称或依据")
        demand(self.by in REVIEWERS, who, "审核岗位应为县、市或省")
        check_fields(self.form, (*self.checks, *self.counted), who)
        demand_unique((one.key for one in self.consequences), who, "后果")
        known = {one.key for one in self.form.fields}
        for field in self.form.fields:
            source, _, key = (field.prefill or "").partition(":")
            demand(
                source in {"", "last", "year", "registry", "party"},
                who,
                f"“{field.title}”的预填来源“{source}”不认识",
            )
            demand(
                source not in {"last", "year"} or key in known,
                who,
                f"“{field.title}”取上期的“{key}”，表中没有这一项",
            )
        steps = {step.key for step in self.form.steps}
        for skip in self.skips:
            demand(skip.step in steps, who, f"跳转所指的“{skip.step}”不是表中的一页")
            demand(skip.field in known, who, f"跳转用到未声明的填报项“{skip.field}”")
        if self.survey is not None:
            demand(not self.consequences, who, "统计调查的填报不得作为行政后果的依据")
            demand(not self.matter, who, "统计调查的填报不得用于事项的审批")

    def skipped(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """{step: why it is not asked} for these answers; a question not yet answered skips nothing."""
        return {
            skip.step: skip.says
            for skip in self.skips
            if answers.get(skip.field) not in (None, "", skip.value)
        }

    @property
    def minutes(self) -> float:
        """What one return costs the unit."""
        return self.form.minutes
