"""The parts of a structure message: names, concepts, the data structure definition with its attributes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from jichuang.indicators.sdmx.shapes import Codelist, Structure

CONCEPTS = "JC_CONCEPTS"
_TIME, _VALUE = ("TIME_PERIOD", "时期", "Time period"), ("OBS_VALUE", "数值", "Observation value")


def named(entry: Element, name: str, name_en: str = "") -> None:
    """Chinese name, English name where there is one."""
    SubElement(entry, "com:Name", {"xml:lang": "zh"}).text = name
    if name_en:
        SubElement(entry, "com:Name", {"xml:lang": "en"}).text = name_en


def concepts(scheme: Element, structures: Sequence[Structure]) -> None:
    """One concept for every dimension, attribute and for time and value."""
    found: dict[str, tuple[str, str]] = {}
    for one in structures:
        for dimension in one.dimensions:
            found.setdefault(dimension.id, (dimension.name, dimension.name_en))
        for attribute in one.attributes:
            found.setdefault(attribute.id, (attribute.name, attribute.name_en))
    for identifier, name, name_en in (_TIME, _VALUE):
        found.setdefault(identifier, (name, name_en))
    for identifier in sorted(found):
        named(SubElement(scheme, "str:Concept", id=identifier), *found[identifier])


def data_structure(parent: Element, structure: Structure) -> None:
    """DSD: dimensions in order, time, the primary measure, attributes at the observation."""
    entry = SubElement(
        parent, "str:DataStructure", id=structure.id, agencyID=structure.agency, version=structure.version
    )
    named(entry, structure.name)
    parts = SubElement(entry, "str:DataStructureComponents")
    dimensions = SubElement(parts, "str:DimensionList", id="DimensionDescriptor")
    for place, dimension in enumerate(structure.dimensions, start=1):
        row = SubElement(dimensions, "str:Dimension", id=dimension.id, position=str(place))
        _concept(row, structure, dimension.id)
        _coded(row, structure, dimension.codelist)
    time = SubElement(
        dimensions, "str:TimeDimension", id="TIME_PERIOD", position=str(len(structure.dimensions) + 1)
    )
    _concept(time, structure, "TIME_PERIOD")
    held = SubElement(time, "str:LocalRepresentation")
    SubElement(held, "str:TextFormat", textType="ObservationalTimePeriod")
    _attributes(parts, structure)
    measures = SubElement(parts, "str:MeasureList", id="MeasureDescriptor")
    _concept(SubElement(measures, "str:PrimaryMeasure", id="OBS_VALUE"), structure, "OBS_VALUE")


def _attributes(parts: Element, structure: Structure) -> None:
    if not structure.attributes:
        return
    listed = SubElement(parts, "str:AttributeList", id="AttributeDescriptor")
    for attribute in structure.attributes:
        status = "Mandatory" if attribute.required else "Conditional"
        row = SubElement(listed, "str:Attribute", id=attribute.id, assignmentStatus=status)
        _concept(row, structure, attribute.id)
        if attribute.codelist:
            _coded(row, structure, attribute.codelist)
        to = SubElement(row, "str:AttributeRelationship")
        SubElement(SubElement(to, "str:PrimaryMeasure"), "Ref", id="OBS_VALUE")


def _concept(row: Element, structure: Structure, identifier: str) -> None:
    held = SubElement(row, "str:ConceptIdentity")
    given = {"id": identifier, "maintainableParentID": CONCEPTS, "maintainableParentVersion": "1.0"}
    given |= {"agencyID": structure.agency, "class": "Concept", "package": "conceptscheme"}
    SubElement(held, "Ref", given)


def _coded(row: Element, structure: Structure, codelist: Codelist) -> None:
    held = SubElement(SubElement(row, "str:LocalRepresentation"), "str:Enumeration")
    given = {"id": codelist.id, "agencyID": structure.agency, "version": "1.0"}
    SubElement(held, "Ref", given | {"class": "Codelist", "package": "codelist"})
