"""DCAT 3 catalogue in JSON-LD: every dataset with its files, their digests, and the SDMX service."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"


@dataclass(frozen=True, slots=True)
class File:
    """One distribution: address, media type, size and SHA-256 (empty = made for each reader, no digest)."""

    url: str
    media_type: str
    title: str
    size: int = 0
    sha256: str = ""

    @classmethod
    def of(cls, url: str, media_type: str, title: str, content: bytes) -> File:
        """A file with these bytes."""
        return cls(url, media_type, title, len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Listed:
    """One dataset of the catalogue. `served` by SDMX; `series` is the page of the dataset it is one issue of."""

    id: str
    title: str
    about: str
    frequency: str
    page: str
    modified: date | None
    first: str
    last: str
    files: tuple[File, ...]
    issued: date | None = None
    served: bool = True
    series: str = ""


def catalog(
    listed: Sequence[Listed], *, root: str, title: str, publisher: str, licence: str, service: str
) -> bytes:
    """The catalogue; `root` is the site's address with a slash at its end, all other addresses are absolute."""
    agent = {"@id": f"{root}#publisher", "@type": "foaf:Agent", "foaf:name": _zh(publisher)}
    held: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": f"{root}data/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _zh(title),
        "dct:description": _zh("公开发布的指标数据；只含已发布的数，不含任何单个单位或个人的资料。"),
        "dct:publisher": agent,
        "dct:language": "zh",
        "dct:license": {"@id": licence},
        "dcat:dataset": [_dataset(one, root, agent, licence) for one in listed],
        "dcat:service": {
            "@id": service,
            "@type": "dcat:DataService",
            "dct:title": _zh("SDMX 2.1 REST"),
            "dcat:endpointURL": {"@id": service},
            "dcat:servesDataset": [{"@id": one.page} for one in listed if one.served],
        },
    }
    return json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8")


def _dataset(one: Listed, root: str, agent: dict[str, Any], licence: str) -> dict[str, Any]:
    held: dict[str, Any] = {
        "@id": one.page,
        "@type": "dcat:Dataset",
        "dct:identifier": one.id,
        "dct:title": _zh(one.title),
        "dct:description": _zh(one.about),
        "dct:publisher": {"@id": agent["@id"]},
        "dct:license": {"@id": licence},
        "dct:accrualPeriodicity": {"@id": f"{FREQUENCY}{one.frequency}"},
        "dct:spatial": {"@type": "dct:Location", "dct:title": _zh("河北省")},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": agent["foaf:name"],
            "vcard:hasURL": {"@id": f"{root}about/"},
        },
        "dcat:distribution": [_file(file, licence) for file in one.files],
    }
    if one.modified:
        held["dct:modified"] = _day(one.modified)
        held["dct:issued"] = _day(one.issued or one.modified)
    if one.series:
        held["dcat:inSeries"] = {"@id": one.series}
        held["dcat:landingPage"] = {"@id": one.page}
    if one.first:
        years = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _year(one.first),
            "dcat:endDate": _year(one.last),
        }
        held["dct:temporal"] = years
    return held


def _file(file: File, licence: str) -> dict[str, Any]:
    held: dict[str, Any] = {
        "@id": file.url,
        "@type": "dcat:Distribution",
        "dct:title": _zh(file.title),
        "dcat:accessURL": {"@id": file.url},
        "dcat:downloadURL": {"@id": file.url},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"},
        "dct:license": {"@id": licence},
    }
    if file.sha256:
        held["dcat:byteSize"] = {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)}
        held["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": file.sha256,
        }
    return held


def _zh(words: str) -> dict[str, str]:
    return {"@language": "zh", "@value": words}


def _day(day: date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}


def _year(text: str) -> dict[str, str]:
    return {"@type": "xsd:gYear", "@value": text}
