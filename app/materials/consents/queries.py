"""Consents as they are found: their papers only by who answers for them."""

from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.db import db
from app.materials.consents.models import Consent
from app.materials.models import Material
from app.materials.subjects.models import Person
from app.projects.models import Membership, Project, Seat
from app.projects.queries import only, project_ids_of
from app.rights import Act, Role, allows
from workflows.materials import MaterialState

TRUSTED = [role for role in Role if allows(role, Act.READ_CONSENTS)]


def visible_to(actor):
    """Who may read consents of the project, and whoever recorded one may read that one."""
    trusted = project_ids_of(actor).where(Seat.role.in_(TRUSTED))
    own = db.and_(Consent.recorded_by_id == actor.id, Consent.project_id.in_(project_ids_of(actor)))
    return db.select(Consent).where(db.or_(Consent.project_id.in_(trusted), own))


def find(consent_id, actor):
    """The consent with the person and the project it belongs to, or a 404."""
    person = joinedload(Consent.person)
    seats = person.joinedload(Person.project).selectinload(Project.seats).joinedload(Seat.memberships)
    whole = (seats.lazyload(Membership.seat), joinedload(Consent.recorded_by))
    return only(visible_to(actor).where(Consent.id == consent_id).options(*whole))


def of_person(person):
    """Every consent of a person, the latest first."""
    mine = (Consent.project_id == person.project_id, Consent.person_id == person.id)
    return db.session.scalars(db.select(Consent).where(*mine).order_by(Consent.id.desc())).all()


def published_about(person):
    """The materials about a person that the public sees."""
    about = (Material.state == MaterialState.PUBLISHED, Material.deleted_at.is_(None))
    query = db.select(Material).where(*about, Material.persons.any(id=person.id)).order_by(Material.id)
    return db.session.scalars(query.options(selectinload(Material.persons), lazyload(Material.events))).all()
