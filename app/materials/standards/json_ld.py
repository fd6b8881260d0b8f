"""A material as JSON-LD 1.1 in the words of schema.org, with DCMI terms for what schema.org has no word for."""

import json
import re

from app.materials.models import MaterialKind
from app.materials.standards.record import TYPES

MEDIA_TYPE = "application/ld+json"
CONTEXT = ["https://schema.org", {"dcterms": "http://purl.org/dc/terms/"}]
KINDS = {
    MaterialKind.PHOTOGRAPH: "Photograph",
    MaterialKind.SCAN: "ImageObject",
    MaterialKind.CLIPPING: "NewsArticle",
    MaterialKind.DOCUMENT: "DigitalDocument",
    MaterialKind.AUDIO: "AudioObject",
    MaterialKind.VIDEO: "VideoObject",
    MaterialKind.LINK: "WebPage",
}
THINGS = {"person": "Person", "event": "Event", "place": "Place"}
#: schema.org takes plain days, months and years of ISO 8601; whatever EDTF says beyond stands in dcterms:created.
ISO = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
EDTF = "http://id.loc.gov/datatypes/edtf"


def of(record):
    """The record as values for JSON, without its context; what is not known is left out."""
    facts = {
        "@id": record.address,
        "@type": KINDS.get(record.genre, "CreativeWork"),
        "url": record.address,
        "identifier": record.accession,
        "name": worded(record.titles),
        "description": worded(record.descriptions),
        "dcterms:type": {"@id": f"http://purl.org/dc/dcmitype/{TYPES[record.genre]}"},
        "dateCreated": record.edtf if ISO.fullmatch(record.edtf) else "",
        "dcterms:created": record.edtf and {"@type": EDTF, "@value": record.edtf},
        "inLanguage": record.language,
        "about": [thing_of(thing) for thing in record.about if thing.kind != "place"],
        "contentLocation": [thing_of(thing) for thing in record.named("place")],
        "sameAs": record.link if record.genre is MaterialKind.LINK else "",
        "relatedLink": record.link if record.genre is not MaterialKind.LINK else "",
        "license": record.rights_uri,
        "dcterms:rightsHolder": record.rights_holder,
        "isPartOf": record.collection and {"@type": "Collection", "name": worded(record.collection)},
    }
    return known(facts)


def thing_of(thing):
    facts = {"@type": THINGS[thing.kind], "@id": thing.address, "name": worded(thing.names)}
    return known({**facts, "sameAs": list(thing.same_as)})


def worded(texts):
    return [{"@language": language, "@value": text} for language, text in texts.items()]


def known(facts):
    return {name: value for name, value in facts.items() if value}


def as_document(record):
    """One record as a document; gives bytes."""
    return written(of(record))


def as_list(records):
    """Records as one document; gives bytes."""
    return written({"@graph": [of(record) for record in records]})


def written(facts):
    return json.dumps({"@context": CONTEXT, **facts}, ensure_ascii=False, indent=1).encode()
