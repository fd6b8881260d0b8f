"""Persons, events and places by their names: exact ones, those that sound alike, and those that begin so."""

from app.db import db
from app.finding import matching
from app.kazakh import fold
from app.materials.subjects.models import Person, PersonName
from app.text import SearchEntry, Text, fold_start

#: So many names are offered while one is typed.
SUGGESTED = 12


def called(model, project, names):
    """The persons, events or places of a project of exactly these names: ``{name: thing}``, the first of many."""
    rows = db.session.execute(named(model, project, names).order_by(model.id.desc()))
    return {name: thing for name, thing in rows if name in names}


def alike(model, project, names):
    """Pairs of one of these names and another that the project knows and that folds to the same spelling."""
    known = [name for name, _thing in db.session.execute(named(model, project, names).order_by(model.id))]
    return [(name, other) for name in names for other in known if name != other and fold(name) == fold(other)]


def named(model, project, names):
    """Names and their persons, events or places, in any spelling of these names; a person has many."""
    folded = {fold_start(name) for name in names}
    if model is Person:
        return (
            db.select(PersonName.whole, Person)
            .join(PersonName.person)
            .where(PersonName.project_id == project.id, PersonName.folded.in_(folded), Person.deleted_at.is_(None))
        )
    return (
        db.select(Text.text, model)
        .join(model, db.and_(Text.subject_type == model.kind, Text.subject_id == model.id))
        .where(Text.subject_type == model.kind, Text.field == "name", Text.folded.in_(folded))
        .where(model.project_id == project.id, model.deleted_at.is_(None))
    )


def suggested(model, project, typed):
    """Some names that the project knows and that begin like what was typed, in the order of the Kazakh alphabet."""
    mine = (SearchEntry.project_id == project.id, SearchEntry.subject_type == model.kind)
    rows = db.session.scalars(
        db.select(Text.text)
        .join(SearchEntry, db.and_(Text.subject_type == model.kind, Text.subject_id == SearchEntry.subject_id))
        .where(*mine, matching(typed), Text.field == "name")
        .order_by(Text.sort_kk)
        .limit(SUGGESTED)
    )
    return list(dict.fromkeys(rows))
