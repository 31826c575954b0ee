"""What expert review declares to the rest of the house at start-up."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jichuang.base import clock, duties, refs
from jichuang.base.refs import Link
from jichuang.hall.bundles import enclosures
from jichuang.hall.pages import offers
from jichuang.review import chores, enclosing
from jichuang.review.models import Expert, Round
from jichuang.review.reads.permissions import may_keep_pool, may_see_round


def round_link(number: str, user: Any) -> Link | None:
    """The round's page for who may see it; its title for nobody else."""
    round = Round.objects.filter(number=number).first()
    if round is None:
        return None
    text = f"评审轮次{number}"
    return Link(text, reverse("review:round", args=[number])) if may_see_round(user, round) else Link(text)


def expert_link(number: str, user: Any) -> Link | None:
    """The expert's page for keepers of the pool; the number alone for others."""
    if not may_keep_pool(user, clock.today()) or not Expert.objects.filter(number=number).exists():
        return Link(f"专家{number}")
    return Link(f"专家{number}", reverse("review:expert", args=[number]))


def connect() -> None:
    """Registers the resolvers; calling it again is harmless."""
    refs.register("round", round_link)
    refs.register("expert", expert_link)
    duties.register("review.remind_experts", chores.remind_experts)
    enclosures.give("review", enclosing.score_sheets)
    offers.offer(
        matter="", place="desk", title="评审轮次", url=lambda: reverse("review:rounds"),
        to=lambda user, on: bool(may_keep_pool(user, on)),
    )  # fmt: skip
