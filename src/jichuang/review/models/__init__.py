"""Facts of expert review: the pool with everything dated, rounds with their draws, seats and reviews."""

from jichuang.review.models.pool import Employment, Expert, Profile, Restriction, Roster, Tie
from jichuang.review.models.reviews import Review
from jichuang.review.models.rounds import Avoidance, Draw, Proposal, Round, Seat

__all__ = [
    "Avoidance",
    "Draw",
    "Employment",
    "Expert",
    "Profile",
    "Proposal",
    "Restriction",
    "Review",
    "Roster",
    "Round",
    "Seat",
    "Tie",
]
