"""Make two persons one, for good reasons that a person gives; and take that back as long as nothing was built on it."""

from app import clock
from app.db import db
from app.errors import Stale, check_version
from app.journal.actions import changes_between, record
from app.journal.models import Entry
from app.materials import actions as materials
from app.materials.consents.actions import weigh
from app.materials.counting import recount
from app.materials.duplicates import moving, queries
from app.materials.duplicates.fields import DATE_COLUMNS, DESCRIPTIONS, MOST_ROWS, merged, names_of, value
from app.materials.subjects import actions as subjects
from app.materials.subjects.models import NameForm
from app.text import index, unindex
from workflows.engine import Refused
from workflows.sentences import Sentence

ITSELF = Sentence("A person cannot be merged with themselves.")
TOLD_APART = Sentence("It was said that these two are not the same person. Take that back first.")
TOO_LONG = Sentence("Together they would have more than 40 names or sources. Take some off first.")
LATER = Sentence("It was changed again since then, so it stays as it is.")
GONE = Sentence("This cannot be taken back.")


def merge(survivor, other, *, actor, version, other_version, reason, chosen):
    """`other` becomes a part of `survivor`: all that hangs on it goes over, its address leads on.

    `chosen` says for each field whose value is kept, "mine" or "theirs" as the survivor sees it. Names and sources are
    kept of both. Raises `Stale` where either was changed since the page was drawn, and `Refused`.
    """
    hold(survivor, version, other, other_version)
    if reasons := refusals(survivor, other):
        raise Refused(reasons)
    before, was = subjects.as_written(survivor), kept_of(survivor)
    values = merged(survivor, other, chosen)
    moved = moving.move(other, survivor)
    subjects.write(survivor, values)
    survivor.changed_around()
    other.merged_into_id, other.deleted_at = survivor.id, clock.now()
    unindex(other)
    follow(survivor, other)
    facts = {"id": other.id, "was": was, "moved": moved}
    changes = changes_between(before, subjects.as_written(survivor))
    names = {"other": other.title_for_journal, "note": reason}
    return record(survivor, "merge", actor=actor, changes=changes, **names, merged=facts)


def hold(survivor, version, other, other_version):
    """Both rows are held, always in one order: of two who merge at once neither waits for the other for ever."""
    if survivor.id == other.id:
        raise Refused([ITSELF])
    for person, drawn in sorted(((survivor, version), (other, other_version)), key=lambda pair: pair[0].id):
        check_version(person, drawn)
        if person.deleted_at:
            raise Stale(person)
    subjects.hold_names(survivor.project)


def refusals(survivor, other):
    """Why these two cannot be made one now."""
    if survivor.id == other.id:
        return [ITSELF]
    if queries.are_told_apart(survivor, other):
        return [TOLD_APART]
    joined = merged(survivor, other, {})
    return [TOO_LONG] if max(len(joined["names"]), len(joined["sources"])) > MOST_ROWS else []


def follow(*persons):
    """What is counted, agreed to, found and suspected of them is right again."""
    recount(*persons)
    for person in persons:
        weigh(person)
        person.is_compared = False
    subjects.call(subjects.COMPARE)
    db.session.flush()
    for person in persons:
        materials.follow_names(person)


def kept_of(person):
    """All of a person that a merge writes over, fit for JSON."""
    return {
        **{column: getattr(person, column) for column in DATE_COLUMNS},
        "is_living": person.is_living,
        "sources": person.sources,
        "authorities": person.authorities,
        "description": {code: value(person, f"description_{code}") for code in DESCRIPTIONS},
        "names": [{**row, "form": row["form"].name} for row in names_of(person)],
    }


def separate(survivor, other, *, actor, version):
    """Take a merge back: both are as they were, and each has again what hung on it.

    Raises `Refused` where what the merge wrote was changed since. What came to the survivor later stays there.
    """
    check_version(survivor, version)
    subjects.hold_names(survivor.project)
    entry = entry_of(survivor, other)
    now = subjects.as_written(survivor)
    fields = {field: new for field, (_old, new) in entry.changes.items() if field != "relations"}
    if any(now[field] != new for field, new in fields.items()):
        raise Refused([LATER])
    facts = entry.params["merged"]
    other.merged_into_id = other.deleted_at = None
    moving.move_back(other, survivor, facts["moved"])
    names = [{**row, "form": NameForm[row["form"]]} for row in facts["was"]["names"]]
    subjects.write(survivor, {**facts["was"], "names": names})
    survivor.changed_around()
    index(other, *subjects.every_name(other), *(row.text for row in other.texts if row.field == "description"))
    follow(survivor, other)
    changes = changes_between(now, subjects.as_written(survivor))
    return record(survivor, "separate", actor=actor, changes=changes, other=other.title_for_journal)


def entry_of(survivor, other):
    """The entry of the latest merge of `other` into `survivor`. Raises `Refused` where there is none."""
    mine = (Entry.subject_type == survivor.kind, Entry.subject_id == survivor.id, Entry.kind == "person/merge")
    entries = db.session.scalars(db.select(Entry).where(*mine).order_by(Entry.id.desc()))
    found = next((entry for entry in entries if entry.params["merged"]["id"] == other.id), None)
    if found is None or other.merged_into_id != survivor.id:
        raise Refused([GONE])
    return found


def tell_apart(one, other, *, actor):
    """Two are not the same person, and nobody is asked again."""
    if one.id == other.id:
        raise Refused([ITSELF])
    subjects.hold_names(one.project)
    if not queries.are_told_apart(one, other):
        moving.tell_apart(one, [other.id])
        record(one, "tell_apart", actor=actor, other=other.title_for_journal)


def ask_again(one, other, *, actor):
    """It is open again whether two are the same person."""
    subjects.hold_names(one.project)
    if queries.are_told_apart(one, other):
        db.session.delete(queries.pair_of(one, other))
        one.is_compared = False
        subjects.call(subjects.COMPARE)
        record(one, "ask_again", actor=actor, other=other.title_for_journal)


SENTENCES = {
    "person/merge": Sentence("%(who)s merged the person “%(other)s” into “%(title)s”"),
    "person/separate": Sentence("%(who)s took apart the persons “%(title)s” and “%(other)s”"),
    "person/tell_apart": Sentence("%(who)s wrote down that “%(title)s” and “%(other)s” are not the same person"),
    "person/ask_again": Sentence("%(who)s left it open again whether “%(title)s” and “%(other)s” are one person"),
}
