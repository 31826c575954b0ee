"""What matters keep beside the hall's cases: announced lists, members who confirm, goals, who looks after whom, courses."""

from jichuang.matters.models.announced import AnnouncedLine, AnnouncedList
from jichuang.matters.models.goals import Goal
from jichuang.matters.models.members import Membership
from jichuang.matters.models.service import Contact, Pairing
from jichuang.matters.models.training import Course, Enrolment, TrainingCertificate

__all__ = [
    "AnnouncedLine",
    "AnnouncedList",
    "Contact",
    "Course",
    "Enrolment",
    "Goal",
    "Membership",
    "Pairing",
    "TrainingCertificate",
]
