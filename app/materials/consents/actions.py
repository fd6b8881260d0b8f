"""Record a consent, withdraw it, and see it end: what it carried leaves the public side in the same transaction."""

from flask_babel import force_locale
from flask_babel import gettext as _

from app import clock
from app.accounts.actors import SYSTEM
from app.db import begin_write, db, lock
from app.errors import check_version
from app.files import actions as files
from app.files.models import FileRole
from app.journal.actions import record
from app.materials import actions as materials
from app.materials.consents import queries
from app.materials.consents.models import Consent
from app.materials.models import Material
from app.materials.subjects.actions import hold_names
from app.materials.words import end_of_consent
from app.tasks import actions as tasks
from app.tasks.ties.actions import link
from app.text import say
from workflows.engine import Refused
from workflows.sentences import Sentence

#: So many ended consents or embargoes are looked after in one go; the next minute takes the rest.
AT_ONCE = 20
GONE_ALREADY = Sentence("This consent was withdrawn before.")
STAYS = Sentence("The paper stays with its consent.")


def give(person, arrivals, *, actor, **facts):
    """Record what a person agreed to, with the signed paper in the closed class of files."""
    hold_names(person.project)
    lock(person)
    now = clock.now()
    consent = Consent(project_id=person.project_id, person=person, recorded_by_id=actor.id, created_at=now, **facts)
    db.session.add(consent)
    db.session.flush()
    record(consent, "give", actor=actor)
    for arrival in arrivals:
        files.attach(consent, arrival, actor=actor, role=FileRole.CONSENT)
    weigh(person)
    return consent


def withdraw(consent, *, actor, version, reason):
    """The person takes the consent back: what it carried leaves the public side at once, and a task is opened."""
    check_version(consent, version)
    if consent.withdrawn_on:
        raise Refused([GONE_ALREADY])
    consent.withdrawn_on, consent.withdrawn_reason = clock.today(consent.person.project.time_zone), reason
    record(consent, "withdraw", actor=actor)
    end(consent, "withdrawn")


def end(consent, how):
    """What no consent carries any more is taken off the public side; the coordinators get a task to look at it."""
    consent.end_told = True
    person, name = consent.person, consent.person.title_for_journal
    hold_names(person.project)
    lock(person)
    weigh(person)
    uncovered = [material for material in queries.published_about(person) if not material.has_consents]
    for material in uncovered:
        why = {"consent": how, "name": name}
        materials.move(material, "withdraw", actor=SYSTEM, version=material.version, **why)
    open_task(person.project, lambda: say(end_of_consent(how, name)), person, *uncovered[:AT_ONCE])


def weigh(person):
    """Keep with the person what is agreed to and until when, so that a material can tell without asking further."""
    today = clock.today(person.project.time_zone)
    ends: dict[str, str] = {}
    for consent in queries.of_person(person):
        if consent.holds(today):
            for scope in consent.scope:
                ends[scope] = later(ends.get(scope), consent.valid_until)
    person.consented = ends
    materials.tell_anew(person)


def later(known, day):
    """The later of two last days as text; an empty one has no end."""
    if day is None or known == "":
        return ""
    return max(known or "", day.isoformat())


def open_task(project, title, *about):
    """A task for the coordinators in the project's language, from the service itself, tied to what it is about."""
    with force_locale(project.language):
        words = title()
    people, stage = project.coordinators, project.plan.stage
    task = tasks.create(project, actor=SYSTEM, title=words[:200], assignees=people, stage=stage)
    for thing in about:
        link(task, thing, actor=SYSTEM)


def see_ends():
    """Once a minute: consents whose last day is over, and embargoes that ended. Neither opens a file to anybody."""
    ended = db.select(Consent.id).where(Consent.end_told.is_(False), Consent.valid_until < clock.now().date())
    for consent_id in db.session.scalars(ended.limit(AT_ONCE)).all():
        see_end(consent_id)
    lifted = db.select(Material.id).where(
        Material.embargo_told.is_(False), Material.embargo_until <= clock.now().date(), Material.deleted_at.is_(None)
    )
    for material_id in db.session.scalars(lifted.limit(AT_ONCE)).all():
        see_embargo_end(material_id)


def see_end(consent_id):
    begin_write()
    consent = db.session.get_one(Consent, consent_id)
    lock(consent)
    if not consent.end_told:
        end(consent, "over")
    db.session.commit()


def see_embargo_end(material_id):
    begin_write()
    material = materials.hold(material_id)
    if not material.embargo_told:
        material.embargo_told = True
        number = material.accession
        open_task(material.project, lambda: _("The embargo has ended: %(number)s", number=number), material)
    db.session.commit()
