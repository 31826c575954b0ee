"""盲评阅读: what an expert sees of a proposal. In a blind round neither who applied nor a declared field, names blacked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jichuang.hall.declare import FieldType, Scoring
from jichuang.hall.models import CaseFile
from jichuang.hall.reads import answers_of, files_of
from jichuang.review.models import Proposal
from jichuang.review.reads.applicants import Applicant, applicants

BLACK = "■■"
_SUFFIX = re.compile(r"(股份有限公司|有限责任公司|有限公司|集团|研究院|研究所|大学|学院)?(（演示）)?$")


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as an expert reads it."""

    title: str
    text: str
    unit: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One material under a name that says nothing about who made it."""

    key: int
    title: str
    file: CaseFile


def title_of(proposal: Proposal, scoring: Scoring) -> str:
    """What the proposal is called: its code alone where blind, else the applicant's name."""
    return f"项目 {proposal.code}" if scoring.blind else f"{proposal.code} {proposal.case.party.name}"


def answers(proposal: Proposal, scoring: Scoring) -> list[Shown]:
    """The answers in the order of the form; empty ones left out."""
    hidden = {*scoring.hides, scoring.shuns} if scoring.blind else {scoring.shuns}
    who = applicants([proposal], scoring)[0]
    return [
        Shown(one.field.title, blackened(one.text, who) if scoring.blind else one.text, one.field.unit)
        for one in answers_of(proposal.case)
        if one.text and one.field.key not in hidden
    ]


def blackened(text: str, who: Applicant) -> str:
    """The text without the applicant's names and people, the longest first so that no rest of a name remains."""
    words = {who.code, *who.names, *who.people, *(core(name) for name in who.names)}
    for word in sorted((one for one in words if len(one) > 1), key=len, reverse=True):
        text = text.replace(word, BLACK)
    return text


def core(name: str) -> str:
    """澄光传感 of 澄光传感有限公司（演示）; "" when hardly anything would remain."""
    short = _SUFFIX.sub("", name)
    return short if len(short) > 2 else ""


def subjects(proposals: Sequence[Proposal], scoring: Scoring) -> dict[int, str]:
    """{proposal: what it is about}: the first answer in words that is shown, blackened where blind. Two queries for all."""
    return {
        who.proposal.pk: blackened(_first_words(who.proposal, scoring), who)
        if scoring.blind
        else _first_words(who.proposal, scoring)
        for who in applicants(proposals, scoring)
    }


def _first_words(proposal: Proposal, scoring: Scoring) -> str:
    hidden = {*scoring.hides, scoring.shuns}
    for one in proposal.case.declaration.form.fields:
        if one.type in {FieldType.TEXT, FieldType.LONG_TEXT} and one.key not in hidden:
            return str(proposal.case.answers.get(one.key) or "")[:60]
    return ""


def papers(proposal: Proposal) -> list[Paper]:
    """The case's materials, numbered, called by what they are and not by their file names."""
    titles = {one.key: one.title for one in proposal.case.declaration.form.materials}
    return [
        Paper(one.pk, f"{titles.get(one.material, '材料')} {at}", one)
        for at, one in enumerate(files_of(proposal.case), start=1)
    ]
