"""事项: the declaration from which guide, form, pre-check, route, deadlines, publicity and result follow.

Knows no case and no database; the outcome is a function the matter hands in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, replace
from datetime import date
from typing import Any

from jichuang import policy
from jichuang.base.errors import Problem
from jichuang.hall.declare.afterlife import FollowUp, Purpose, Renewal, nothing_lacking
from jichuang.hall.declare.form import Field, Form, Material
from jichuang.hall.declare.guide import Guide, catch_alls
from jichuang.hall.declare.keeping import USUAL, Keep, words
from jichuang.hall.declare.kit import CODE, DeclarationError, declaration, demand, demand_unique, nearest
from jichuang.hall.declare.nature import Nature
from jichuang.hall.declare.sources import Citation, SystemOfRecord
from jichuang.hall.declare.stages import Route, Stage
from jichuang.hall.declare.windows import Allowance
from jichuang.registry.terms import PartyKind


def no_hindrance(**_: Any) -> str:
    """The default: nothing stands in the way of starting."""
    return ""


@declaration
class Export:
    """一份导出: `write(case=, target=)` writes a workbook about one case; `filename` is what the browser saves."""

    key: str
    title: str
    write: Callable[..., Any]
    filename: str

    def __post_init__(self) -> None:
        demand(CODE.match(self.key), f"导出 {self.key}", "键只能用小写英文、数字和连字符")


@declaration
class Matter:
    """一个事项的一个版本.

    `rules` is a policy id, None where no rule judges. `outcome(case=, by=, on=, number=)` writes the result and returns
    the Ref of what it wrote. `hindrance(party=, on=)` returns a sentence why a party cannot start now, or ''.
    `lacking(case=)` lists what the form alone cannot see and still keeps a draft from being submitted.
    `business_date_field` names the form field that is the case's business date (None = the day of submission);
    `day_fact` the policy fact that is this day, so that nobody is asked for it.
    An application that fails the rules is refused at submission unless `refuse_failing` is False; one that no condition of
    the day concerns only where `unjudged_passes` (the province's figures of the day were not found).
    `facts_year(on)` is the year the form's figures belong to: `on.year + year_offset`. The promised and statutory days are
    the guide's; `extension_days` is what may be added once. `supplement_lapses` working days after its last day an
    unanswered supplement closes the case (None = it waits). `afterlife` declares what may follow a decision. `in_windows`
    takes submissions only while an officer holds a window (批次) open; `allowances` limit how often one may file.
    `keeping` says for each outcome how long the file is kept. `kinds` are the kinds of party that the audience's words
    mean, so that somebody finds what is for him; who may not start is said by `hindrance`.
    """

    code: str
    title: str
    version: int
    nature: Nature
    record: SystemOfRecord
    basis: tuple[Citation, ...]
    audience: str
    form: Form
    rules: str | None
    route: Route
    outcome: Callable[..., Any]
    guide: Guide
    short: str = ""
    synonyms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[PartyKind, ...] = ()
    plan_items: tuple[int, ...] = ()
    earlier_records: tuple[SystemOfRecord, ...] = ()
    business_date_field: str | None = None
    day_fact: str | None = None
    year_offset: int = -1
    refuse_failing: bool = True
    unjudged_passes: bool = False
    one_open_case: bool = True
    in_windows: bool = False
    allowances: tuple[Allowance, ...] = ()
    supplement_days: int = 10
    supplement_lapses: int | None = None
    extension_days: int = 0
    not_met_reasons: tuple[tuple[str, str], ...] = ()
    hindrance: Callable[..., str] = no_hindrance
    lacking: Callable[..., list[Problem]] = nothing_lacking
    exports: tuple[Export, ...] = ()
    published_on: date = date(2018, 1, 1)
    withdrawn_on: date | None = None
    afterlife: tuple[FollowUp, ...] = ()
    keeping: tuple[Keep, ...] = USUAL
    purpose: Purpose = Purpose.FIRST
    _lives: dict[str, Matter] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        who = f"事项 {self.code}"
        for name in (
            "basis",
            "synonyms",
            "topics",
            "kinds",
            "plan_items",
            "earlier_records",
            "not_met_reasons",
            "exports",
            "afterlife",
            "allowances",
            "keeping",
        ):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        demand(CODE.match(self.code), who, "代码只能用小写英文、数字和连字符，如 tech-sme-evaluation")
        demand(self.title, who, "缺少名称")
        demand(isinstance(self.version, int) and self.version >= 1, who, "版本应为从1起的整数")
        demand(isinstance(self.nature, Nature), who, "nature 应为 Nature 之一")
        demand(isinstance(self.record, SystemOfRecord), who, "record 应写明权威登记系统 SystemOfRecord")
        demand(self.basis, who, "缺少设定依据 basis")
        demand(self.audience, who, "缺少服务对象 audience")
        demand(callable(self.outcome), who, "outcome 应为写出办理结果的函数")
        if self.guide.statutory_days is not None:
            demand(self.nature.words.statutory, who, f"{self.nature.title}没有法定办结时限，不得填写")
        self._check_facts(who)
        known = {one.key for one in self.form.fields}
        for part in self.route.parts:
            for key in part.fields:
                demand(key in known, who, f"环节“{part.title}”所用的填报项“{key}”未声明{nearest(key, known)}")
        demand_unique((one.purpose.value for one in self.afterlife), who, "后续办理")
        demand_unique((one.outcome for one in self.keeping), who, "归档保存期限")
        self._lives.update({one.purpose.value: self._followed(one) for one in self.afterlife})
        if self.business_date_field is not None:
            keys = [one.key for one in self.form.fields]
            demand(
                self.business_date_field in keys,
                who,
                f"业务日期取自未声明的填报项“{self.business_date_field}”{nearest(self.business_date_field, keys)}",
            )

    def _check_facts(self, who: str) -> None:
        asked = {one.fact for one in self.form.fields if one.fact}
        if self.rules is None:
            demand(not asked, who, "没有规则 rules，填报项却声明了 fact")
            return
        demand(
            self.rules in policy.ids(), who, f"规则“{self.rules}”不存在{nearest(self.rules, policy.ids())}"
        )
        known = policy.get(self.rules).facts
        for fact in sorted(asked | ({self.day_fact} if self.day_fact else set())):
            demand(fact in known, who, f"填报项的 fact“{fact}”不在规则“{self.rules}”中{nearest(fact, known)}")

    def _followed(self, one: FollowUp) -> Matter:
        """The follow-up as a matter of the same code and version."""
        again = isinstance(one, Renewal)
        route, form = one.route or self.route, one.form or self.form
        return Matter(
            **{
                **self._given,
                "title": f"{self.title}：{one.name}",
                "short": f"{self.short or self.title}{one.name}",
                "form": form,
                "route": route,
                "rules": self.rules if again else None,
                "outcome": self.outcome if again else one.outcome,
                "hindrance": no_hindrance,
                "lacking": self.lacking if again else one.lacking,
                "exports": self.exports if again else (),
                "not_met_reasons": self.not_met_reasons if again else one.reasons,
                "business_date_field": self.business_date_field if again else None,
                "guide": replace(self.guide, promised_days=route.promised_days, statutory_days=None),
                "afterlife": (),
                "in_windows": self.in_windows and again,
                "allowances": self.allowances if again else (),
                "purpose": one.purpose,
            }
        )

    @property
    def _given(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self) if one.init}  # type: ignore[arg-type]

    def life(self, purpose: str) -> Matter:
        """This matter for a purpose: itself for `first`, else the declared follow-up. Raises KeyError otherwise."""
        return self if purpose == self.purpose.value else self._lives[purpose]

    @property
    def lives(self) -> tuple[Matter, ...]:
        """This matter and its follow-ups, each as a matter."""
        return (self, *self._lives.values())

    def follow_up(self, purpose: Purpose) -> FollowUp | None:
        """The declaration of a follow-up, None where the matter has none."""
        return next((one for one in self.afterlife if one.purpose is purpose), None)

    @property
    def key(self) -> str:
        """`tech-sme-evaluation/1`."""
        return f"{self.code}/{self.version}"

    @property
    def fields_by_fact(self) -> dict[str, Field]:
        """The form field that answers each policy fact."""
        return {one.fact: one for one in self.form.fields if one.fact}

    @property
    def kept_for(self) -> str:
        """归档保存期限 of every outcome, in one line."""
        return words(self.keeping)

    def record_on(self, day: date) -> SystemOfRecord:
        """The system of record in force on a day (the earliest known before the first)."""
        known = sorted((*self.earlier_records, self.record), key=lambda one: one.since)
        held = [one for one in known if one.since <= day]
        return held[-1] if held else known[0]

    def facts_year(self, on: date) -> int:
        """The year the form's figures belong to when filed on a day."""
        return on.year + self.year_offset

    def open_on(self, day: date) -> bool:
        """Whether one may start on a day: published and not withdrawn."""
        return self.published_on <= day and (self.withdrawn_on is None or day <= self.withdrawn_on)

    def target(self, kind: str, key: str) -> Field | Material:
        """What a supplement item points to: `field` or `material`. Raises KeyError for anything undeclared."""
        if kind == "field":
            return self.form.field(key)
        if kind == "material":
            return self.form.material(key)
        raise KeyError(f"补正项只能指向填报项 field 或材料 material，不能是“{kind}”")

    def stage(self, key: str) -> Stage:
        """The stage of this version's route; a parallel block counts as one."""
        return self.route.get(key)

    def earlier(self, version: int, **differences: Any) -> Matter:
        """An older version: this one with only what was different then. Used by `v1.py` and the like."""
        if version >= self.version:
            raise DeclarationError(f"事项 {self.code}：旧版本号{version}应小于{self.version}")
        held = self._given
        unknown = [name for name in differences if name not in held]
        if unknown:
            raise DeclarationError(
                f"事项 {self.code} 第{version}版：没有“{unknown[0]}”这一项{nearest(unknown[0], held)}"
            )
        return Matter(**{**held, **differences, "version": version})

    def faults(self) -> list[str]:
        """Why this matter may not be published: each fault a sentence, empty when it may."""
        found = [f"指南缺少“{title}”" for title in self.guide.missing()]
        found += [f"材料“{title}”是兜底条款，须写明具体名称" for title in catch_alls(self.form)]
        found += self.route.faults()
        for one in self._lives.values():
            found += [f"{one.title}：{fault}" for fault in one.route.faults()]
        return found
