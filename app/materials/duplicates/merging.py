"""Make two persons, events or places one, for good reasons that a person gives.

It can be taken back as long as nothing was built on it.
"""

from app import clock
from app.db import db
from app.errors import Stale, check_version
from app.journal.actions import changes_between, record
from app.journal.models import Entry
from app.materials import actions as materials
from app.materials.consents.actions import weigh
from app.materials.counting import recount
from app.materials.duplicates import moving, queries
from app.materials.duplicates.fields import MOST_ROWS, as_kept, joined, kept_of, merged, sides, taken
from app.materials.subjects import actions as subjects
from app.materials.subjects.models import Person
from app.materials.subjects.wholes import above
from app.text import index, unindex
from workflows.engine import Refused
from workflows.sentences import Sentence

ITSELF = Sentence("Nothing can be merged with itself.")
TOLD_APART = Sentence("It was said that these two are not the same. Take that back first.")
TOO_LONG = Sentence("Together they would have more than 40 names or sources. Take some off first.")
WITHIN_BOTH = Sentence("“%(name)s” cannot stay as “Part of”: it is one of the two, or lies within one of them.")
WITHIN_ITSELF = Sentence("Apart, “%(name)s” would lie within itself. First change which place is part of which.")
#: What goes over as rows of its own is no part of what the merge wrote.
TIES = ("relations", "participants")
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
    values = merged(survivor, other, settled(survivor, other, chosen))
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
    subjects.hold_names(survivor.project)
    for thing, drawn in sorted(((survivor, version), (other, other_version)), key=lambda pair: pair[0].id):
        check_version(thing, drawn)
        if thing.deleted_at:
            raise Stale(thing)


def settled(survivor, other, chosen):
    """Which values are kept. Raises `Refused` where one that was chosen cannot be, by what changed around since."""
    found = sides(survivor, other)
    if any(chosen.get(side.name) in side.barred for side in found):
        raise Refused([Sentence(WITHIN_BOTH, name=name) for side in found for name in side.lost])
    return taken(found, chosen)


def refusals(survivor, other):
    """Why these two cannot be made one now."""
    if survivor.id == other.id:
        return [ITSELF]
    if queries.are_told_apart(survivor, other):
        return [TOLD_APART]
    longest = max(map(len, joined(survivor, other).values()))
    return [TOO_LONG] if longest > MOST_ROWS else []


def follow(*things):
    """What is counted, agreed to, found and suspected of them is right again."""
    recount(*things)
    for thing in things:
        if isinstance(thing, Person):
            weigh(thing)
        else:
            materials.tell_anew(thing)
        thing.is_compared = False
    subjects.call(subjects.COMPARE)
    db.session.flush()
    for thing in things:
        materials.follow_names(thing)


def separate(survivor, other, *, actor, version):
    """Take a merge back: both are as they were, and each has again what hung on it.

    Raises `Refused` where what the merge wrote was changed since, or where a place would lie within itself. What came
    to the survivor later stays there.
    """
    subjects.hold_names(survivor.project)
    check_version(survivor, version)
    entry = entry_of(survivor, other)
    now = subjects.as_written(survivor)
    fields = {field: new for field, (_old, new) in entry.changes.items() if field not in TIES}
    if any(now[field] != new for field, new in fields.items()):
        raise Refused([LATER])
    facts = entry.params["merged"]
    other.merged_into_id = other.deleted_at = None
    moving.move_back(other, survivor, facts["moved"])
    subjects.write(survivor, as_kept(facts["was"]))
    check_wholes(survivor, other)
    survivor.changed_around()
    index(other, *subjects.every_name(other), *(row.text for row in other.texts if row.field == "description"))
    follow(survivor, other)
    changes = changes_between(now, subjects.as_written(survivor))
    return record(survivor, "separate", actor=actor, changes=changes, other=other.title_for_journal)


def check_wholes(*things):
    """What came to lie within either since may be what the other lies in."""
    ways = above(*things) if things[0].kind == "place" else {}
    if inside := [thing.title_for_journal for thing in things if thing.id in ways.get(thing.id, ())]:
        raise Refused([Sentence(WITHIN_ITSELF, name=inside[0])])


def entry_of(survivor, other):
    """The entry of the latest merge of `other` into `survivor`. Raises `Refused` where there is none."""
    mine = (
        Entry.subject_type == survivor.kind,
        Entry.subject_id == survivor.id,
        Entry.kind == f"{survivor.kind}/merge",
    )
    entries = db.session.scalars(db.select(Entry).where(*mine).order_by(Entry.id.desc()))
    found = next((entry for entry in entries if entry.params["merged"]["id"] == other.id), None)
    if found is None or other.merged_into_id != survivor.id:
        raise Refused([GONE])
    return found


def tell_apart(one, other, *, actor):
    """Two are not the same, and nobody is asked again."""
    if one.id == other.id:
        raise Refused([ITSELF])
    subjects.hold_names(one.project)
    if not queries.are_told_apart(one, other):
        moving.tell_apart(one, [other.id])
        record(one, "tell_apart", actor=actor, other=other.title_for_journal)


def ask_again(one, other, *, actor):
    """It is open again whether two are the same."""
    subjects.hold_names(one.project)
    if queries.are_told_apart(one, other):
        db.session.delete(queries.pair_of(one, other))
        one.is_compared = False
        subjects.call(subjects.COMPARE)
        record(one, "ask_again", actor=actor, other=other.title_for_journal)


MERGED = Sentence("%(who)s merged “%(other)s” into “%(title)s”")
SEPARATED = Sentence("%(who)s took apart “%(title)s” and “%(other)s”")
APART = Sentence("%(who)s wrote down that “%(title)s” and “%(other)s” are not the same")
OPEN = Sentence("%(who)s left it open again whether “%(title)s” and “%(other)s” are the same")
SENTENCES = {
    f"{kind}/{act}": sentence
    for kind in ("event", "place")
    for act, sentence in (("merge", MERGED), ("separate", SEPARATED), ("tell_apart", APART), ("ask_again", OPEN))
} | {
    "person/merge": Sentence("%(who)s merged the person “%(other)s” into “%(title)s”"),
    "person/separate": Sentence("%(who)s took apart the persons “%(title)s” and “%(other)s”"),
    "person/tell_apart": Sentence("%(who)s wrote down that “%(title)s” and “%(other)s” are not the same person"),
    "person/ask_again": Sentence("%(who)s left it open again whether “%(title)s” and “%(other)s” are one person"),
}
