"""A material's pictures as a IIIF Presentation 3.0 manifest, so that any viewer of libraries opens them."""

import json

from flask import current_app
from flask_babel import force_locale, pgettext
from PIL import Image

from app.exhibit import files, image_service
from app.files.models import FileRole
from app.files.zoom.grid import Grid
from app.language import NAMES
from app.materials.rights import STATEMENTS
from app.materials.words import historic_in
from app.outbox.links import absolute
from workflows.sentences import p

MEDIA_TYPE = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
CONTEXT = "http://iiif.io/api/presentation/3/context.json"
LABELS = {
    "kind": p("manifest", "Kind"),
    "made": p("manifest", "When it was made"),
    "accession": p("manifest", "Accession number"),
    "holder": p("manifest", "Rights holder"),
}


def manifest(record, here, material_id):
    """The manifest as bytes, or None where there is no picture to look at."""
    canvases = list(all_canvases(here, record.address, material_id))
    if not canvases:
        return None
    facts = {
        "@context": CONTEXT,
        "id": f"{record.address}/manifest.json",
        "type": "Manifest",
        "label": spoken(record.titles),
        "summary": spoken(record.descriptions),
        "metadata": metadata(record),
        "rights": of_the_vocabulary(record.rights_uri),
        "requiredStatement": holder(record),
        "homepage": [homepage(record, here, material_id, code) for code in NAMES],
        "seeAlso": [
            {"id": f"{record.address}.xml", "type": "Dataset", "format": "application/xml"},
            {"id": f"{record.address}.jsonld", "type": "Dataset", "format": "application/ld+json"},
        ],
        "thumbnail": canvases[0]["thumbnail"],
        "items": canvases,
    }
    return json.dumps({name: fact for name, fact in facts.items() if fact}, ensure_ascii=False, indent=1).encode()


def all_canvases(here, address, material_id):
    """One for each picture, and for each page of a PDF, in the order they came."""
    for copies in files.made_of(here, [material_id]).values():
        if files.is_picture(copies):
            yield canvas_of_picture(here, address, copies)
        elif FileRole.PAGES in copies:
            yield from canvases_of_pages(here, address, copies)


def canvas_of_picture(here, address, copies):
    small, pack = copies.get(FileRole.THUMBNAIL), copies.get(FileRole.TILES)
    best = copies.get(FileRole.ACCESS_COPY) or small or pack
    own = f"{address}/canvas/{best.of_id}"
    if pack:
        return canvas(own, measured(pack.cut_width, pack.cut_height), in_parts(here, pack), thumbnail(here, small))
    size = measured(*size_of(best.stored_name))
    body = image(best.media_type, "exhibit.picture", project_id=here.id, file_id=best.of_id)
    return canvas(own, size, body | size, thumbnail(here, small))


def canvases_of_pages(here, address, copies):
    """The first page has the small picture of the paper, the others have none."""
    small, paper = copies.get(FileRole.THUMBNAIL), files.paper(copies)
    for number, *pixels in paper.pages:
        size, own = measured(*pixels), f"{address}/canvas/{paper.id}-{number}"
        body = image("image/webp", "exhibit.page_picture", project_id=here.id, file_id=paper.id, number=number)
        yield canvas(own, size, body | size, thumbnail(here, small if number == 1 else None))


def canvas(own, size, body, thumbnail):
    painting = {
        "id": f"{own}/painting",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": own,
    }
    page = {"id": f"{own}/page", "type": "AnnotationPage", "items": [painting]}
    return {"id": own, "type": "Canvas", **size, "thumbnail": thumbnail, "items": [page]}


def thumbnail(here, small):
    place = {"project_id": here.id, "file_id": small.of_id} if small else {}
    return [image(small.media_type, "exhibit.small_picture", **place)] if small else []


def image(media_type, endpoint, **place):
    return {"id": absolute(endpoint, **place), "type": "Image", "format": media_type}


def measured(width, height):
    return {"width": width, "height": height}


def in_parts(here, pack):
    """The largest piece of a picture that is cut, and where a viewer asks for its parts."""
    service, grid = image_service.named(here, pack.of_id), Grid(pack.cut_width, pack.cut_height, **pack.cut)
    piece = {"id": f"{service['id']}/full/max/0/default.jpg", "type": "Image", "format": "image/jpeg"}
    return piece | measured(*grid.pieces[0]) | {"service": [service]}


def size_of(stored_name):
    """Width and height of a copy, in pixels: it stands upright, which its original need not."""
    with current_app.extensions["storage"].open(stored_name) as file, Image.open(file) as picture:
        return picture.size


def metadata(record):
    """What stands beside the picture, in each language of the pages."""
    said = {
        "kind": in_all(lambda _code: pgettext("material kind", record.genre.value)),
        "made": in_all(lambda code: historic_in(record.edtf, code)) if record.edtf else None,
        "accession": {"none": [record.accession]},
    }
    return [{"label": label(name), "value": value} for name, value in said.items() if value]


def holder(record):
    """The rights holder, whom a viewer must show."""
    held_by = record.rights_holder
    return {"label": label("holder"), "value": {"none": [held_by]}} if held_by else None


def label(name):
    return in_all(lambda _code: pgettext("manifest", LABELS[name]))


def homepage(record, here, material_id, code):
    page = absolute("exhibit.show", project_id=here.id, material_id=material_id, language=code)
    title = record.titles.get(code) or next(iter(record.titles.values()), record.accession)
    return {"id": page, "type": "Text", "format": "text/html", "language": [code], "label": {code: [title]}}


def in_all(say):
    """What is said, in each language: ``{language: [words]}``."""
    said = {}
    for code in NAMES:
        with force_locale(code):
            said[code] = [say(code)]
    return said


def spoken(texts):
    return {language: [text] for language, text in texts.items()}


def of_the_vocabulary(uri):
    """The statement by the address that the vocabularies give it, which is not an encrypted one."""
    return uri.replace("https://", "http://", 1) if uri in STATEMENTS else ""
