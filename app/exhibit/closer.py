"""A closer look at a picture on show: its page, its parts, and what a viewer of another library asks of them."""

from flask import redirect, render_template, url_for

from app.exhibit import files, image_service, queries
from app.exhibit.blueprint import page
from app.exhibit.standards import for_everybody, read_anywhere
from app.files.zoom.looking import closer as look
from app.files.zoom.routes import ADDRESS
from app.files.zoom.serving import grid_of, served


def add():
    page("/pictures/<int:file_id>/closer")(closer)
    page("/pictures/<int:file_id>/tiles", is_drawn=False)(tiles)
    page("/pictures/<int:file_id>/tiles/info.json", is_drawn=False)(tiles_info)
    page(f"/pictures/<int:file_id>/{ADDRESS}", is_drawn=False)(tile)


def closer(here, file_id):
    pack = files.parts_of(here, file_id)
    material = queries.material(here, pack.subject_id)
    return render_template(
        "exhibit/closer.html", exhibition=here, material=material, closer=look(pack), file_id=file_id
    )


def tiles(_here, file_id):
    return redirect(url_for(".tiles_info", file_id=file_id), 303)


def tile(here, file_id, region, size):
    """One part, as `served` gives it; viewers elsewhere read it."""
    return read_anywhere(served(files.parts_of(here, file_id), region, size))


def tiles_info(here, file_id):
    """The sizes and parts that there are, for viewers elsewhere."""
    told = image_service.description(here, file_id, grid_of(files.parts_of(here, file_id)))
    return for_everybody(told, image_service.MEDIA_TYPE)
