"""SDMX-ML 2.1: the generic data message and the structure message, as UTF-8 bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from jichuang.indicators.sdmx.keys import Query, select
from jichuang.indicators.sdmx.shapes import Code, Codelist, DataPoint, Flow, Header, Structure
from jichuang.indicators.sdmx.structures import CONCEPTS, concepts, data_structure, named

_BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
NAMESPACES = {
    "mes": f"{_BASE}/message",
    "gen": f"{_BASE}/data/generic",
    "str": f"{_BASE}/structure",
    "com": f"{_BASE}/common",
}
DATA_TYPE = "application/vnd.sdmx.genericdata+xml; version=2.1; charset=utf-8"
STRUCTURE_TYPE = "application/vnd.sdmx.structure+xml; version=2.1; charset=utf-8"


def data_message(
    flow: Flow, points: Iterable[DataPoint], *, header: Header, series_only: bool = False
) -> bytes:
    """The points as one data set of generic data. No points give a valid, empty data set.

    `series_only` writes the keys alone (detail=serieskeysonly). Raises ValueError for a point with other dimensions
    than the structure's, a code that its list does not hold, or an attribute nobody declared.
    """
    root = _opened(flow, header)
    data = SubElement(root, "mes:DataSet", structureRef=flow.structure.id, action="Information")
    _series(data, flow, points, series_only)
    return _bytes(root)


def history_message(
    flow: Flow, vintages: Iterable[tuple[date, Sequence[DataPoint]]], *, header: Header
) -> bytes:
    """includeHistory: one data set for each day, holding the points that replaced others from that day on.

    Raises what `data_message` raises.
    """
    root = _opened(flow, header)
    for day, points in vintages:
        data = SubElement(
            root,
            "mes:DataSet",
            structureRef=flow.structure.id,
            action="Replace",
            validFromDate=day.isoformat(),
        )
        _series(data, flow, points, False)
    return _bytes(root)


def _opened(flow: Flow, header: Header) -> Element:
    structure = flow.structure
    root = _message("mes:GenericData", header)
    described = SubElement(
        root[0], "mes:Structure", structureID=structure.id, dimensionAtObservation="TIME_PERIOD"
    )
    used = SubElement(described, "com:Structure")
    SubElement(
        used, "Ref", {"agencyID": structure.agency, "id": structure.id, "version": structure.version}
        | {"class": "DataStructure"},
    )  # fmt: skip
    return root


def _series(data: Element, flow: Flow, points: Iterable[DataPoint], series_only: bool) -> None:
    structure = flow.structure
    ordered = select(points, Query(), structure)
    for point in ordered:
        _check(point, structure)
    order = [dimension.id for dimension in structure.dimensions]
    place: tuple[str, ...] | None = None
    series = data
    for point in ordered:
        here = tuple(point.key[name] for name in order)
        if here != place:
            place, series = here, SubElement(data, "gen:Series")
            key = SubElement(series, "gen:SeriesKey")
            for name, code in zip(order, here, strict=True):
                SubElement(key, "gen:Value", id=name, value=code)
        if not series_only:
            _observation(series, point, structure)


def _check(point: DataPoint, structure: Structure) -> None:
    lists = {
        dimension.id: {code.id for code in dimension.codelist.codes} for dimension in structure.dimensions
    }
    if set(point.key) != set(lists):
        raise ValueError(
            f"a point of {structure.id} has the dimensions {sorted(point.key)}, not {sorted(lists)}"
        )
    for name, code in point.key.items():
        if code not in lists[name]:
            raise ValueError(
                f"{name} of a point of {structure.id} is {code!r}, which its code list does not hold"
            )
    declared = {attribute.id for attribute in structure.attributes}
    if not set(point.attributes) <= declared:
        raise ValueError(
            f"attributes {sorted(set(point.attributes) - declared)} are not declared in {structure.id}"
        )


def _observation(series: Element, point: DataPoint, structure: Structure) -> None:
    row = SubElement(series, "gen:Obs")
    SubElement(row, "gen:ObsDimension", id="TIME_PERIOD", value=point.period)
    held = dict(point.attributes)
    if point.value is None:
        held.setdefault("OBS_STATUS", "M")
    else:
        SubElement(row, "gen:ObsValue", value=f"{point.value:f}")
        held.setdefault("OBS_STATUS", "A")
    notes = SubElement(row, "gen:Attributes")
    for attribute in structure.attributes:
        if held.get(attribute.id):
            SubElement(notes, "gen:Value", id=attribute.id, value=held[attribute.id])


def structure_message(flows: Sequence[Flow], *, header: Header, references: bool = True) -> bytes:
    """The flows; with `references` also their structures, code lists and concepts, so that one answer explains all."""
    root = _message("mes:Structure", header)
    body = SubElement(root, "mes:Structures")
    listed = SubElement(body, "str:Dataflows")
    for flow in flows:
        entry = SubElement(listed, "str:Dataflow", id=flow.id, agencyID=flow.agency, version=flow.version)
        named(entry, flow.name)
        if flow.description:
            SubElement(entry, "com:Description", {"xml:lang": "zh"}).text = flow.description
        held = SubElement(entry, "str:Structure")
        one = flow.structure
        SubElement(
            held, "Ref", {"id": one.id, "agencyID": one.agency, "version": one.version, "class": "DataStructure"}
            | {"package": "datastructure"},
        )  # fmt: skip
    if references:
        structures = {(flow.structure.agency, flow.structure.id): flow.structure for flow in flows}
        _explain(body, list(structures.values()))
    return _bytes(root)


def _explain(body: Element, structures: Sequence[Structure]) -> None:
    lists: dict[tuple[str, str], Codelist] = {}
    for one in structures:
        held = [dimension.codelist for dimension in one.dimensions]
        held += [attribute.codelist for attribute in one.attributes if attribute.codelist]
        lists.update({(one.agency, codelist.id): codelist for codelist in held})
    part = SubElement(body, "str:Codelists")
    for (agency, _), codelist in sorted(lists.items(), key=lambda pair: pair[0]):
        entry = SubElement(part, "str:Codelist", id=codelist.id, agencyID=agency, version="1.0")
        named(entry, codelist.name)
        for code in codelist.codes:
            _code(entry, code)
    part = SubElement(body, "str:Concepts")
    for agency in sorted({one.agency for one in structures}):
        scheme = SubElement(part, "str:ConceptScheme", id=CONCEPTS, agencyID=agency, version="1.0")
        named(scheme, "概念", "Concepts")
        concepts(scheme, [one for one in structures if one.agency == agency])
    part = SubElement(body, "str:DataStructures")
    for one in structures:
        data_structure(part, one)


def _code(parent: Element, code: Code) -> None:
    named(SubElement(parent, "str:Code", id=code.id), code.name, code.name_en)


def _message(tag: str, header: Header) -> Element:
    root = Element(tag, {f"xmlns:{prefix}": address for prefix, address in NAMESPACES.items()})
    head = SubElement(root, "mes:Header")
    SubElement(head, "mes:ID").text = header.id
    SubElement(head, "mes:Test").text = "false"
    SubElement(head, "mes:Prepared").text = header.prepared.replace(microsecond=0).isoformat()
    SubElement(head, "mes:Sender", id=header.sender)
    return root


def _bytes(root: Element) -> bytes:
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"
