"""A bag put together by the worker for who asked, with a record of each material and a list of the files."""

import tempfile
import zipfile

from flask import current_app, g, request, url_for
from flask_babel import force_locale

from app import clock
from app.accounts.models import User
from app.db import db
from app.jobs.actions import ask_for
from app.jobs.kinds import long_work
from app.jobs.running import CannotBeDone
from app.materials import export
from app.materials.bags import contents
from app.materials.bags.bag import Bag, part_of_path
from app.materials.bags.papers import Papers
from app.materials.filters import Filters
from app.materials.listing import free_place, heads, line
from app.materials.standards.routes import ours
from app.outbox.links import absolute
from app.pages import done
from app.projects import queries as projects
from app.projects.models import Project
from workflows.sentences import p

KIND = "pack_materials"
NOTHING = p("job", "There are no materials here yet.")
DAMAGED = p("job", "A stored file is damaged or missing, so nothing was packed. The coordinators have been told which.")


def add_to(bp):
    bp.post("/projects/<int:project_id>/materials/pack")(pack)


def init_app():
    title = p("job", "Package for an archive (BagIt)")
    long_work(KIND, put_together, title=title, page=export.page, result=export.result)


def pack(project_id):
    """Have what the list's filter finds packed by the worker, and show how far it is."""
    project = projects.find(project_id, g.actor)
    job = ask_for(KIND, project, actor=g.actor, filters=Filters(request.args, g.actor).chosen)
    return done(url_for("jobs.show", job_id=job.id))


def put_together(run):
    reader, project = db.session.get(User, run.user_id), db.session.get(Project, run.project_id)
    kept_in, today = current_app.config["DATA_DIR"], clock.today(project.time_zone)
    name = f"project-{project.id}-{today}"
    with force_locale(reader.language), tempfile.TemporaryFile(dir=kept_in) as packed:
        facts = {
            "Bagging_Date": f"{today}",
            "Bag_Software_Agent": "Shezhire",
            "External_Description": project.title,
            "External_Identifier": absolute("materials.index", project_id=project.id),
        }
        with zipfile.ZipFile(packed, "w") as folder, Bag(folder, name, kept_in) as bag:
            fill(bag, run, reader, Papers(kept_in, heads()))
            bag.close(**facts)
        packed.seek(0)
        export.hand_over(packed, run, f"{name}.zip")


def fill(bag, run, reader, papers):
    values = Filters(run.params["filters"], reader).values
    wanted, number = contents.count(run.project_id, values), 0
    with papers:
        for page in contents.pages(run.project_id, reader, values):
            for material, record in zip(page, ours(page), strict=True):
                papers.add_record(record)
                put_files(bag, papers, material)
                number += 1
                run.reach(number, max(wanted, number))
        if not number:
            raise CannotBeDone(NOTHING)
        papers.put_into(bag)


def put_files(bag, papers, material):
    """The files of a material, each compared on its way with the checksum that it was kept with."""
    taken: set = set()
    for file in contents.files_of(material):
        wanted = f"files/{part_of_path(material.accession)}/{part_of_path(file.name)}"
        place = free_place(wanted, taken)
        try:
            with current_app.extensions["storage"].open(file.stored_name) as original:
                sha256 = bag.add(place, original)
        except FileNotFoundError:
            raise CannotBeDone(DAMAGED) from None
        if sha256 != file.sha256:
            raise CannotBeDone(DAMAGED)
        papers.add_line(line(place, material, file))
