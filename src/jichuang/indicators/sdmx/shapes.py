"""What an SDMX message is made of: codes, dimensions, a structure, a flow, data points. Frozen and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

IDENTIFIER = re.compile(r"[A-Za-z0-9_@$\-]+")


def checked(identifier: str, what: str) -> str:
    """`identifier` itself; ValueError when SDMX would not accept it (letters, digits, _ @ $ - only)."""
    if not IDENTIFIER.fullmatch(identifier):
        raise ValueError(f"{what} {identifier!r} is no SDMX identifier: letters, digits, _ @ $ - only")
    return identifier


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list: identifier, Chinese name, English name where there is one."""

    id: str
    name: str
    name_en: str = ""

    def __post_init__(self) -> None:
        checked(self.id, "code")


@dataclass(frozen=True, slots=True)
class Codelist:
    """代码表."""

    id: str
    name: str
    codes: tuple[Code, ...]

    def __post_init__(self) -> None:
        checked(self.id, "codelist")
        seen: set[str] = set()
        for code in self.codes:
            if code.id in seen:
                raise ValueError(f"codelist {self.id} holds the code {code.id!r} twice")
            seen.add(code.id)


@dataclass(frozen=True, slots=True)
class Dimension:
    """维度 with its code list. Time is no dimension here: every structure has TIME_PERIOD."""

    id: str
    name: str
    codelist: Codelist
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """属性 of an observation, coded or free text."""

    id: str
    name: str
    codelist: Codelist | None = None
    name_en: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """数据结构定义（DSD）. At least four dimensions: a key of only two dots is swallowed by address normalisation."""

    agency: str
    id: str
    name: str
    dimensions: tuple[Dimension, ...]
    attributes: tuple[Attribute, ...] = ()
    version: str = "1.0"

    def __post_init__(self) -> None:
        checked(self.id, "structure")
        if len(self.dimensions) < 4:
            raise ValueError(
                f"structure {self.id} has {len(self.dimensions)} dimensions; give it four or more, "
                "or clients lose the key of wildcards alone (“..”)"
            )


@dataclass(frozen=True, slots=True)
class Flow:
    """数据流: what clients list and read. `description` says what it is and its licence."""

    agency: str
    id: str
    name: str
    structure: Structure
    description: str = ""
    version: str = "1.0"

    def __post_init__(self) -> None:
        checked(self.id, "flow")


@dataclass(frozen=True, slots=True)
class DataPoint:
    """One observation. `key` names every dimension; `period` is written 2018, 2018-S1, 2018-Q3 or 2018-09.

    `value` None means missing: the point is written with OBS_STATUS M. `attributes` are texts by attribute id.
    """

    key: Mapping[str, str]
    period: str
    value: Decimal | None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """What every message opens with. `prepared` is the only part that differs between two equal answers."""

    id: str
    prepared: datetime
    sender: str

    def __post_init__(self) -> None:
        checked(self.id, "message")
        if self.prepared.tzinfo is None:
            raise ValueError("the time a message was prepared needs its zone")
