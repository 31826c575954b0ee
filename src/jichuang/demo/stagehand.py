"""演示办件的推手: moves groups of 科技型中小企业评价 cases by the hall's own verbs while the days pass."""

from __future__ import annotations

from dataclasses import dataclass, field

from jichuang.accounts.models import User
from jichuang.hall import verbs
from jichuang.hall.models import Case, PublicityNotice
from jichuang.registry.models import Party

MATTER = "tech-sme-evaluation"
ANSWERS = {
    "main_products": "低漂移气体传感器（演示）",
    "resident_enterprise": True,
    "restricted_industry": False,
    "ip_class1": "0",
    "ip_class2": "4",
    "serious_violation": False,
    "abnormal_list": False,
    "dishonest_list": False,
    "hnte_certificate_valid": False,
    "national_award_top3": False,
    "provincial_rd_body": False,
    "led_standard": False,
}


@dataclass
class Stagehand:
    """Remembers cases by group while the days pass. Knows which officer sits for which home."""

    users: dict[str, User]
    agent: User
    cases: dict[str, list[Case]] = field(default_factory=dict)
    notices: dict[str, PublicityNotice] = field(default_factory=dict)

    def officer(self, case: Case) -> User:
        """The city officer for a case."""
        return self.users["langfang" if case.home == "131000" else "city"]

    def draft(self, group: str, parties: list[Party], by: User | None = None, **answers: object) -> None:
        """Starts drafts and fills in what the registry does not hold."""
        for party in parties:
            who = by or self.agent
            case = verbs.start(matter=MATTER, party=party, by=who)
            given = (
                {**ANSWERS, **answers}
                if not answers.get("only")
                else {"main_products": "中草药提取物（演示）"}
            )
            case = verbs.save_draft(case=case, by=who, answers=given, revision=case.revision)
            self.cases.setdefault(group, []).append(case)

    def submit(self, group: str, by: User | None = None) -> None:
        """Submits a group's drafts."""
        who = by or self.agent
        self.cases[group] = [
            verbs.submit(case=case, by=who, key=f"demo-{case.number}") for case in self.cases[group]
        ]

    def accept(self, group: str) -> None:
        """The city passes a group on to the province."""
        self.cases[group] = [
            verbs.accept_complete(case=case, by=self.officer(case)) for case in self.cases[group]
        ]

    def send_back(self, group: str, items: list[tuple[str, str, str]]) -> None:
        """Returned for supplement, everything missing at once."""
        self.cases[group] = [
            verbs.return_for_supplement(
                case=case, by=self.officer(case), items=items, note="请一并补正后重新提交。"
            )
            for case in self.cases[group]
        ]

    def publish(self, group: str) -> None:
        """The province puts a group under publicity."""
        province = self.users["province"]
        notice = verbs.compose_notice(matter=MATTER, cases=self.cases[group], by=province)
        self.notices[group] = verbs.post_notice(notice=notice, by=province)

    def announce(self, group: str) -> None:
        """Entry numbers for a group whose publicity has passed."""
        verbs.announce(notice=self.notices[group], by=self.users["province"])
