"""Addresses of the room."""

from django.urls import path, register_converter

from jichuang import policy
from jichuang.law.pages import calculator, ladder, ledger, library, mine, trying


class PolicyId:
    """The id of a declared policy."""

    regex = "|".join(sorted(policy.ids(), key=len, reverse=True))

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


register_converter(PolicyId, "policy")

app_name = "law"
urlpatterns = [
    path("policies/", library.policies, name="policies"),
    path("policies/review/", library.review, name="review"),
    path("policies/rd-ledger/", ledger.costs, name="ledger"),
    path("policies/rd-ledger/template/", ledger.blank_sheet, name="ledger-template"),
    path("policies/<policy:policy_id>/", library.provision, name="policy"),
    path("policies/<policy:policy_id>/changes/", library.changes, name="changes"),
    path("policies/<policy:policy_id>/calculator/", calculator.calculator, name="calculator"),
    path("policies/<policy:policy_id>/what-if/", trying.what_if, name="what_if"),
    path("policies/<policy:policy_id>/what-if/affected/", trying.affected, name="affected"),
    path("my/policies/", mine.mine, name="mine"),
    path("policies/of/<slug:code>/", mine.party, name="party"),
    path("policies/of/<slug:code>/stated/", mine.stated, name="stated"),
    path("ladder/", ladder.overview, name="ladder"),
    path("ladder/<slug:rung>/", ladder.names, name="rung"),
]
