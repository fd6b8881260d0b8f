"""The public pages that other systems read."""

from flask import Response, abort

from app import clock
from app.exhibit import iiif, records
from app.materials.standards.citation import Cited, citations
from app.materials.standards.routes import FORMS


def record(here, material_id, standard):
    """One material as Dublin Core or JSON-LD; other sites may read it."""
    found = records.records(here, [material_id]).get(material_id) or abort(404)
    return for_everybody(FORMS[standard].as_document(found), FORMS[standard].MEDIA_TYPE)


def manifest(here, material_id):
    """The pictures of one material for viewers elsewhere, or a 404 where there is none."""
    found = records.records(here, [material_id]).get(material_id) or abort(404)
    return for_everybody(iiif.manifest(found, here, material_id) or abort(404), iiif.MEDIA_TYPE)


def for_everybody(content, media_type):
    """What scripts of other sites may read."""
    return read_anywhere(Response(content, mimetype=media_type))


def read_anywhere(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return for_other_sites(response)


def for_other_sites(response):
    """What other sites may show."""
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def cited(here, material):
    """How a material on show is cited, for its page in the reader's language."""
    address, day = records.address_of(here.id, material.id), clock.today(here.time_zone)
    return citations(Cited(material.title, material.genre, material.edtf, here.title, material.accession, address, day))


PAGES = {
    "/materials/<int:material_id>.<any(xml,jsonld):standard>": record,
    "/materials/<int:material_id>/manifest.json": manifest,
}
