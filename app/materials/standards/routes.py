"""A material, and the list as it is filtered, for other systems to read."""

from functools import lru_cache

from flask import Response, abort, g, request, url_for

from app.addresses import place
from app.db import is_sqlite, one_row, rows
from app.materials import queries
from app.materials.filters import Filters
from app.materials.matching import latest, page_begins
from app.materials.models import Material
from app.materials.standards import dublin_core, json_ld, reading, table
from app.outbox.links import absolute
from app.projects.glance import at_a_glance

#: So many records a file of the list holds; a header `Link` leads to those that follow.
MOST = 2000
FORMS = {"xml": dublin_core, "jsonld": json_ld}
OF_LISTS = FORMS | table.FORMS


def add_to(bp):
    bp.get("/materials/<int:material_id>.<any(xml,jsonld):standard>")(record)
    bp.get("/projects/<int:project_id>/materials.<any(xml,jsonld,csv,xlsx):standard>")(every_record)


def record(material_id, standard):
    """One material, as its workgroup knows it."""
    asked = queries.visible_to(g.actor).where(Material.id == material_id).with_only_columns(*reading.FACTS)
    found = one_row(asked) or abort(404)
    return answer(standard, FORMS[standard].as_document(ours([found])[0]), f"material-{material_id}")


def every_record(project_id, standard):
    """The materials that the list's filter finds, in the order of the list."""
    project = at_a_glance(project_id, g.actor)
    filters = Filters(request.args, g.actor)
    begins = page_begins(filters.values)
    name = "before" if filters.words else begins
    begin = request.args.get(name, type=place)
    values = filters.values | ({} if begin is None else {begins: begin})
    found = rows(listed(frozenset(values), is_sqlite()), project_id=project.id, **values)
    response = answer(standard, OF_LISTS[standard].as_list(ours(found[:MOST])), f"materials-{project.id}")
    if len(found) > MOST:
        here = {**filters.chosen, name: found[MOST - 1].place}
        following = url_for(".every_record", project_id=project.id, standard=standard, **here)
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@lru_cache(maxsize=256)
def listed(names, _on_sqlite):
    return latest(names, MOST + 1, *reading.FACTS)


def ours(found):
    """The records of these rows, with all that the workgroup has named in them."""
    ids = [row.id for row in found]
    tied = rows(reading.ABOUT_OURS, project_id=found[0].project_id, material_ids=ids) if ids else []
    return reading.records(found, tied, address)


def address(what, id):
    return absolute("materials.show", material_id=id) if what == "material" else absolute(PAGES[what], subject_id=id)


PAGES = {kind: f"materials.show_{kind}" for kind in ("person", "event", "place")}


def answer(standard, content, name):
    """The bytes as a file to keep."""
    kept_as = f'attachment; filename="{name}.{standard}"'
    return Response(content, mimetype=OF_LISTS[standard].MEDIA_TYPE, headers={"Content-Disposition": kept_as})
