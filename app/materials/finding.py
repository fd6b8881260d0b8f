"""The list of a project's materials: found by words, narrowed by facets and sets, page by page, some of it chosen."""

from flask import g, render_template, request, url_for

from app import tally
from app.addresses import place, row_id
from app.etag import unchanged
from app.files import queries as files
from app.materials import queries
from app.materials.facets import reading, shown
from app.materials.filters import Filters
from app.materials.matching import page_begins
from app.materials.sets import queries as sets
from app.materials.sets.rights import may_change
from app.projects.glance import at_a_glance


def index(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    counted, filters = tally.counts(project.id), Filters(request.args, g.actor)
    counts = counts_of(project, filters, counted)
    materials, further = page_of(project, filters, counts.hits)
    ids = [material.id for material in materials]
    shelf = sets.shelf(g.actor, project, counted, ids)
    counts = named(counts, shelf)
    ordered = orderable(filters, shelf, project)
    address, people = url_for(".index", project_id=project_id), names_in(project)
    return render_template(
        "materials/index.html",
        project=project,
        materials=materials,
        further={**filters.kept, **further} if further else None,
        filters=filters,
        counted=counted,
        counts=counts,
        chips=shown.chips(filters, counts, people, address),
        facets=shown.facets(filters, counts, people, address),
        names=people,
        pictures=files.pictured("material", ids),
        shelf=shelf,
        is_choosing="choose" in request.args or bool(shelf.chosen),
        orderable=ordered,
        is_ordering=bool(ordered) and "order" in request.args and not filters.view,
        asked_for=request.query_string.decode(),
    )


def page_of(project, filters, hits):
    """The page of the list that an address asks for, and where the next one begins; `hits` are the latest of words."""
    if not filters.words:
        name = page_begins(filters.wanted)
        return queries.page_of(project, begin=request.args.get(name, type=place), **filters.wanted)
    before = request.args.get("before", type=row_id)
    skip = request.args.get("skip", 0, type=row_id)
    found = queries.hits_before(project, before, filters.values) if before else hits
    return queries.page_of_search(filters.words, found, before=before, skip=skip)


def orderable(filters, shelf, project):
    """The id of the set that the list shows whole, if the reader may put it in order; else None."""
    if list(filters.chosen) != ["set"]:
        return None
    opened = next((row for row in shelf.sets if row.id == filters.wishes["set"].value), None)
    is_theirs = opened and may_change(opened, g.actor, project.is_coordinated_by(g.actor))
    return opened.id if is_theirs else None


def named(counts, shelf):
    """The counts with the titles of the sets, as the chips take them."""
    return counts._replace(names=counts.names | shelf.titles)


def counts_of(project, filters, counted):
    if not filters.chosen:
        return reading.whole(project, counted)
    return reading.narrowed(project, counted, filters.values)


def names_in(project):
    """Everybody who sat in the project, by id."""
    return {id: person.short_name for id, person in project.sat.items()}
