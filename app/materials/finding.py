"""The list of a project's materials: found by words, narrowed by facets, page by page."""

from flask import g, render_template, request, url_for

from app import tally
from app.etag import unchanged
from app.files import queries as files
from app.materials import queries
from app.materials.facets import reading, shown
from app.materials.filters import Filters
from app.pages import row_id
from app.projects.glance import at_a_glance


def index(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    filters, counted = Filters(request.args), tally.counts(project.id)
    materials, further = page_of(project, filters)
    counts = counts_of(project, filters, counted)
    address, people = url_for(".index", project_id=project_id), names_in(project)
    return render_template(
        "materials/index.html",
        project=project,
        materials=materials,
        further={**filters.chosen, **further} if further else None,
        filters=filters,
        counted=counted,
        counts=counts,
        chips=shown.chips(filters, counts, people, address),
        facets=shown.facets(filters, counts, people, address),
        names=people,
        pictures=files.pictured("material", [material.id for material in materials]),
    )


def page_of(project, filters):
    """The page of the list that an address asks for, and where the next one begins."""
    before = request.args.get("before", type=row_id)
    if not filters.words:
        return queries.page_of(project, before=before, **filters.wanted)
    skip = request.args.get("skip", 0, type=row_id)
    return queries.page_of_search(project, filters.words, before=before, skip=skip, **filters.wanted)


def counts_of(project, filters, counted):
    if not filters.chosen:
        return reading.whole(project, counted)
    return reading.narrowed(project, counted, filters.values)


def names_in(project):
    """Everybody who sat in the project, by id."""
    return {id: person.short_name for id, person in project.sat.items()}
