"""The documents of a project: its work plan, the director's order, the budget note, letters."""

from flask import flash, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload
from wtforms import SelectField
from wtforms.validators import InputRequired

from app.db import db, lock
from app.files import actions, parents
from app.files import queries as files
from app.files.models import File, FileRole
from app.files.receiving import FilesField, takes_files
from app.forms import Form, draw, options
from app.pages import begin_writing, done
from app.plans.condition_form import DOCUMENTS, words_of
from app.projects import queries as projects
from app.projects.glance import at_a_glance
from app.projects.models import Project
from app.rights import Act
from workflows.sentences import p


class DocumentForm(Form):
    role = SelectField(_l("What it is"))
    files = FilesField(_l("Files"), [InputRequired()])

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.role.choices = options(words_of(DOCUMENTS, "file role").items())


def init_app():
    # Who may read the project may read its documents; the workgroup attaches them and takes them off.
    parents.register(
        "project",
        projects.visible_to,
        act=Act.COLLECT,
        address=page,
        hold=hold,
        allow=lambda *_, **__: None,
        counted=lambda *_: None,
        way_back=p("way back", "To the documents"),
    )


def hold(project_id):
    project = db.session.get_one(Project, project_id)
    lock(project)
    return project


def page(project_id):
    return url_for("plans.documents", project_id=project_id)


def add_to(bp):
    bp.get("/projects/<int:project_id>/documents")(documents)
    bp.post("/projects/<int:project_id>/documents")(takes_files(attach))


def documents(project_id):
    return draw_with(at_a_glance(project_id, g.actor), DocumentForm())


def draw_with(project, form):
    attached = files.of(project).options(joinedload(File.uploaded_by))
    return draw("plans/documents.html", form, project=project, documents=db.session.scalars(attached).all())


def attach(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.COLLECT)
    form = DocumentForm()
    if not form.validate_on_submit() or (arrivals := form.files.bring_in(project_id)) is None:
        return draw_with(project, form)
    if answered := begin_writing():
        return answered
    for arrival in arrivals:
        actions.attach(project, arrival, actor=g.actor, role=FileRole[form.role.data])
    flash(_("The documents are attached."), "done")
    return done(page(project_id))
