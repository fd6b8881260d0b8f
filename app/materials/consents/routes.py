"""The pages of a consent: recorded on a person's page, read by who answers for it, withdrawn at once."""

from flask import g, render_template, request, url_for
from flask_babel import pgettext

from app import clock
from app.db import db
from app.files import parents
from app.files import queries as files
from app.files.receiving import takes_files
from app.forms import draw
from app.jobs import queue
from app.journal import sentences
from app.materials.blueprint import bp
from app.materials.consents import actions, queries
from app.materials.consents.forms import ConsentForm, WithdrawForm
from app.materials.consents.models import Consent, Scope
from app.materials.subjects.finding import find
from app.materials.subjects.models import Person
from app.pages import SAFE, begin_writing, done
from app.rights import Act
from workflows.engine import Refused
from workflows.sentences import Sentence

SENTENCES = {
    "consent/give": Sentence("%(who)s recorded a consent of “%(title)s”"),
    "consent/withdraw": Sentence("%(who)s wrote down that “%(title)s” withdrew a consent"),
}


def init_app(app):
    parents.register(
        "consent",
        queries.visible_to,
        act=Act.COLLECT,
        address=page,
        hold=hold,
        allow=keep_paper,
        counted=lambda *_: None,
    )
    sentences.register_link("consent", "materials.show_consent", "consent_id")
    for kind, sentence in SENTENCES.items():
        sentences.register(kind, sentence)
    app.add_template_global(scope_words)
    app.add_template_global(queries.of_person, "consents_of")
    app.add_template_global(may_read)
    queue.every_minute(actions.see_ends)


def page(consent_id):
    return url_for("materials.show_consent", consent_id=consent_id)


def hold(consent_id):
    return db.session.get_one(Consent, consent_id)


def keep_paper(consent, deed, *, actor):
    raise Refused([actions.STAYS])


def may_read(consent):
    """Whether this reader may open the consent with its paper."""
    return consent.recorded_by_id == g.actor.id or consent.allows(g.actor, Act.READ_CONSENTS)


def scope_words(name):
    return pgettext("scope", Scope[name].value)


@bp.route("/persons/<int:subject_id>/consents/new", methods=["GET", "POST"])
@takes_files
def new_consent(subject_id):
    person = find(Person, subject_id, g.actor)
    person.require(g.actor, Act.COLLECT)
    form = ConsentForm(clock.today(person.project.time_zone))
    if not form.validate_on_submit() or (arrivals := form.files.bring_in(person.project_id)) is None:
        return draw("materials/consents/edit.html", form, project=person.project, person=person)
    if answered := begin_writing():
        return answered
    return done(page(actions.give(person, arrivals, actor=g.actor, **form.values()).id))


@bp.get("/consents/<int:consent_id>")
def show_consent(consent_id):
    consent = queries.find(consent_id, g.actor)
    return render_template(
        "materials/consents/show.html",
        project=consent.person.project,
        consent=consent,
        papers=db.session.scalars(files.of(consent)).all(),
        today=clock.today(consent.person.project.time_zone),
    )


@bp.route("/consents/<int:consent_id>/withdraw", methods=["GET", "POST"])
def withdraw_consent(consent_id):
    consent = queries.find(consent_id, g.actor)
    consent.require(g.actor, Act.COLLECT)
    if request.method in SAFE and consent.withdrawn_on:
        raise Refused([actions.GONE_ALREADY])
    form = WithdrawForm(version=consent.version)
    if not form.validate_on_submit():
        return draw("materials/consents/withdraw.html", form, project=consent.person.project, consent=consent)
    actions.withdraw(consent, actor=g.actor, version=form.drawn_from, reason=form.reason.data)
    return done(page(consent_id))
