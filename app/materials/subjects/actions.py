"""Write down persons, events and places, with their names, sources and ties to each other."""

from app import clock
from app.db import db, locked
from app.errors import check_version
from app.jobs.queue import call
from app.journal.actions import changes_between, record
from app.materials.subjects import names as by_name
from app.materials.subjects import queries
from app.materials.subjects.introduced import note
from app.materials.subjects.models import NameForm, Participation, Person, PersonName, Place, Relation
from app.materials.subjects.wholes import check_whole
from app.names import full_name
from app.projects.models import Project
from app.text import fold_start, index
from workflows.sentences import Sentence

LANGUAGES = ("kk", "ru", "en")
#: The worker's look at what may be the same, and the fields by which that is seen.
COMPARE = "compare_subjects"
COMPARED = {"names", "birth", "death", "name", "edtf", "former", "latitude", "longitude"}


def hold_names(project):
    """Of two who introduce the same name at once, the second finds it; and no two tie places into a circle.

    The project is held before any person, event or place of it: of two writers neither waits for the other for ever.
    """
    db.session.execute(locked(db.select(Project.id).where(Project.id == project.id)))


def called(model, project, names):
    """The persons, events or places of these names, in their order; those the project does not know are introduced.

    A name that only sounds alike is another's until a person says otherwise: two different men have been made one
    that way elsewhere.
    """
    names = list(dict.fromkeys(names))
    if not names:
        return []
    hold_names(project)
    known = by_name.called(model, project, names)
    return [known.get(name) or introduce(model, project, name) for name in names]


def introduce(model, project, name):
    """A person, event or place that the project names for the first time."""
    thing = model(project_id=project.id, project=project, created_at=clock.now(), sources=[], authorities={})
    thing.set_text("name", project.language, name)
    db.session.add(thing)
    db.session.flush()
    if model is Person:
        thing.names = [name_row(thing, 0, {"language": project.language, "given": name})]
    call(COMPARE)
    index(thing, name)
    note(thing)
    return thing


def add(model, project, *, actor, **values):
    """Record a person, event or place with all that is known of it. Raises `Refused` as `write` does."""
    hold_names(project)
    thing = model(project_id=project.id, project=project, created_at=clock.now())
    db.session.add(thing)
    write(thing, values)
    record(thing, "create", actor=actor)
    return thing


def revise(thing, *, actor, version, **values):
    """Change what is known; the journal keeps each field's old and new value. Tells whether its names changed.

    Raises `Refused` as `write` does.
    """
    hold_names(thing.project)
    check_version(thing, version)
    before = as_written(thing)
    write(thing, values)
    changes = changes_between(before, as_written(thing))
    if changes:
        thing.changed_around()
        if changes.keys() & COMPARED:
            thing.is_compared = False
        record(thing, "revise", actor=actor, changes=changes)
    return "name" in changes or "names" in changes


def write(thing, values):
    """Set the values as forms hand them over: facts, words by language, and ties by name.

    Raises `Refused` where a place would lie within itself.
    """
    ties = {name: values.pop(name) for name in TIES if name in values}
    words = {name: values.pop(name) for name in ("name", "description") if name in values}
    for field, value in values.items():
        setattr(thing, field, value)
    for field, texts in words.items():
        write_words(thing, field, texts)
    if "names" in ties:
        write_names(thing, ties.pop("names"))
    db.session.flush()
    for name, tie in ties.items():
        TIES[name](thing, tie)
    db.session.flush()
    index(thing, *every_name(thing), *(row.text for row in thing.texts if row.field == "description"))


def write_words(thing, field, texts):
    """Texts by language; the language that the first of them is in is the original one."""
    for language in sorted(texts, key=lambda code: not texts[code]):
        thing.set_text(field, language, texts[language])
    rows = [row for row in thing.texts if row.field == field]
    if rows and not any(row.is_original for row in rows):
        rows[0].is_original = True


def write_names(person, rows):
    """The names in their order; the first of each language is the one that is shown."""
    person.names = [name_row(person, place, row) for place, row in enumerate(rows)]
    written = [row.language for row in person.texts if row.field == "name"]
    shown = dict.fromkeys([*LANGUAGES, *written], "")
    for name in person.names:
        shown[name.language] = shown.get(name.language) or name.whole
    write_words(person, "name", shown)


def name_row(person, place, row):
    parts = {part: row.get(part, "") for part in ("surname", "given", "patronymic")}
    whole = full_name(**parts)
    return PersonName(
        project_id=person.project_id,
        position=place,
        form=row.get("form", NameForm.MAIN),
        language=row["language"],
        whole=whole,
        folded=fold_start(whole),
        **parts,
    )


def write_relations(person, rows):
    """`rows` are triples: kind, name of the other, and whether the other is what the kind says, or this one is."""
    others = named_once(person, [name for _kind, name, _is_other in rows])
    db.session.execute(db.delete(Relation).where(queries.relates(person)))
    pairs = {
        (kind, person.id, others[name]) if is_other else (kind, others[name], person.id)
        for kind, name, is_other in rows
        if name in others
    }
    for kind, one, other in sorted(pairs, key=lambda pair: (pair[0].name, *pair[1:])):
        db.session.add(Relation(project_id=person.project_id, kind=kind, person_id=one, other_id=other))


def named_once(person, names):
    """The ids of the others by name; nobody is related to themselves, whichever of their names is written."""
    found = called(Person, person.project, names)
    return {name: other.id for name, other in zip(dict.fromkeys(names), found, strict=True) if other is not person}


def write_participants(event, rows):
    """`rows` are pairs of a person's name and what they were in it."""
    roles = dict(rows)
    people = called(Person, event.project, list(roles))
    parts = {person.id: role for person, role in zip(people, roles.values(), strict=True)}
    db.session.execute(db.delete(Participation).where(Participation.event_id == event.id))
    for person_id, role in parts.items():
        part = Participation(event_id=event.id, person_id=person_id, project_id=event.project_id, role=role)
        db.session.add(part)


def write_place(event, name):
    found = called(Place, event.project, [name] if name else [])
    event.place = found[0] if found else None


def write_whole(place, name):
    found = called(Place, place.project, [name] if name else [])
    for whole in found:
        check_whole(place, whole)
    place.part_of = found[0] if found else None


TIES = {
    "names": write_names,
    "relations": write_relations,
    "participants": write_participants,
    "place_name": write_place,
    "part_of_name": write_whole,
}


def every_name(thing):
    """All names by which the search finds it."""
    if isinstance(thing, Person):
        return [name.whole for name in thing.names]
    former = [row["name"] for row in thing.former] if isinstance(thing, Place) else []
    return [row.text for row in thing.texts if row.field == "name"] + former


def as_written(thing):
    """Every fact as the journal keeps it: texts, numbers and lists of them, fit for JSON."""
    facts = {field: getattr(thing, field) for field in FACTS[thing.kind]}
    written = {row.language: row.text for row in thing.texts if row.field == "description"}
    words = {f"description {language}": written.get(language, "") for language in LANGUAGES}
    names = {"name": {row.language: row.text for row in thing.texts if row.field == "name"}}
    return facts | words | names | ties_of(thing)


def ties_of(thing):
    ties = {
        "person": lambda: {"names": [name.whole for name in thing.names], "relations": queries.relations_of(thing)},
        "event": lambda: {"participants": queries.participants_of(thing), "place": title_of(thing.place)},
        "place": lambda: {"part_of": title_of(thing.part_of)},
    }
    return ties[thing.kind]()


def title_of(place):
    return place.title_for_journal if place else ""


FACTS = {
    "person": ("birth", "death", "is_living", "sources", "authorities"),
    "event": ("edtf", "sources", "authorities"),
    "place": ("former", "latitude", "longitude", "sources", "authorities"),
}
SENTENCES = {
    "person/create": Sentence("%(who)s wrote down the person “%(title)s”"),
    "person/revise": Sentence("%(who)s changed the person “%(title)s”"),
    "event/create": Sentence("%(who)s wrote down the event “%(title)s”"),
    "event/revise": Sentence("%(who)s changed the event “%(title)s”"),
    "person/throw_away": Sentence("%(who)s took back the writing down of the person “%(title)s”"),
    "event/throw_away": Sentence("%(who)s took back the writing down of the event “%(title)s”"),
    "place/throw_away": Sentence("%(who)s took back the writing down of the place “%(title)s”"),
    "place/create": Sentence("%(who)s wrote down the place “%(title)s”"),
    "place/revise": Sentence("%(who)s changed the place “%(title)s”"),
}
