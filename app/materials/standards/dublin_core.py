"""Dublin Core as XML: DCMI terms (2020) with languages and schemes, and the fifteen elements that OAI-PMH asks for."""

import re
from typing import NamedTuple

from lxml import etree

from app.materials.standards.record import TYPES

DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA_TYPE = "application/xml"
#: Of the terms, those whose plain element has another name; what has none is left out there.
PLAIN = {"created": "date", "spatial": "coverage", "rightsHolder": "rights", "license": "rights", "isPartOf": None}
CREATIVE_COMMONS = "https://creativecommons.org/"
#: Characters that no XML may hold, though somebody may have pasted them.
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Statement(NamedTuple):
    """One thing said of a material: a DCMI term, its value, the language or the scheme that the value is in."""

    term: str
    value: str
    language: str = ""
    scheme: str = ""


def statements(record):
    """All that is said of a material, empty values left out."""
    return [statement for statement in said(record) if statement.value]


def said(record):
    yield Statement("identifier", record.address, scheme="URI")
    yield Statement("identifier", record.accession)
    yield from worded("title", record.titles)
    yield from worded("description", record.descriptions)
    yield Statement("type", TYPES[record.genre], scheme="DCMIType")
    yield Statement("created", record.edtf)
    yield Statement("language", record.language, scheme="RFC5646" if record.language else "")
    for thing in record.about:
        yield from worded("spatial" if thing.kind == "place" else "subject", thing.names)
    yield Statement("relation", record.link, scheme="URI")
    is_licence = record.rights_uri.startswith(CREATIVE_COMMONS)
    yield Statement("license" if is_licence else "rights", record.rights_uri, scheme="URI")
    yield Statement("rightsHolder", record.rights_holder)
    yield from worded("isPartOf", record.collection)


def worded(term, texts):
    return [Statement(term, text, language) for language, text in texts.items()]


def terms(record):
    """The record as an element `metadata` of DCMI terms."""
    root = etree.Element("metadata", nsmap={"dcterms": TERMS, "xsi": XSI})
    for statement in statements(record):
        element = add(root, f"{{{TERMS}}}{statement.term}", statement)
        if statement.scheme:
            element.set(f"{{{XSI}}}type", f"dcterms:{statement.scheme}")
    return root


def plain(record):
    """The record as `oai_dc:dc`, without what changes apart from the material: the name of its collection."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
    for statement in statements(record):
        if name := PLAIN.get(statement.term, statement.term):
            add(root, f"{{{DC}}}{name}", statement)
    return root


def add(root, tag, statement):
    element = etree.SubElement(root, tag)
    element.text = fit(statement.value)
    if statement.language:
        element.set(LANGUAGE, statement.language)
    return element


def fit(text):
    """The text without what XML cannot hold."""
    return UNFIT.sub("", text)


def as_document(record):
    """One record as a document; gives bytes."""
    return written(terms(record))


def as_list(records):
    """Records as one document; gives bytes."""
    root = etree.Element("records")
    root.extend(terms(record) for record in records)
    return written(root)


def written(root):
    etree.cleanup_namespaces(root, top_nsmap={"dcterms": TERMS, "xsi": XSI}, keep_ns_prefixes=["dcterms", "xsi"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
