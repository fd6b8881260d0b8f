"""What people write to be read: one row per language, with its folded form for search and its place in lists."""

from functools import lru_cache

from flask_babel import get_locale, gettext, pgettext
from sqlalchemy import Index, LargeBinary, String, and_, bindparam, or_, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, declared_attr, foreign, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from app.db import db, is_sqlite, short, upsert, write
from app.kazakh import fold, sort_kk
from app.searched import index_of, make_with

#: So many letters of a text are kept folded: a whole name, the beginning of a description.
FOLDED = 200


def say(sentence):
    """A sentence of `workflows/` in the reader's language."""
    return gettext(sentence, **getattr(sentence, "values", {}))


def reader_language():
    return get_locale().language


def word(context, message):
    """A word of a state, a move or a kind in the reader's language."""
    return _words(reader_language(), context, message)


@lru_cache(maxsize=4096)
def _words(_language, context, message):
    return pgettext(context, message)


class Text(db.Model):
    """One field of a worded thing in one language."""

    subject_type: Mapped[str] = mapped_column(short(32), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(short(32), primary_key=True)
    language: Mapped[str] = mapped_column(short(8), primary_key=True)
    text: Mapped[str] = mapped_column(LongText)
    is_original: Mapped[bool]
    sort_kk: Mapped[bytes] = mapped_column(LargeBinary)
    folded: Mapped[str] = mapped_column(short(FOLDED), default="")

    __table_args__ = (Index("ix_text_folded", "subject_type", "field", "folded"),)


class Worded:
    """A thing whose words exist in one language or several. `kind` names it in the shared tables."""

    kind: str

    @declared_attr
    def texts(cls) -> Mapped[list[Text]]:
        return relationship(
            Text,
            primaryjoin=lambda: and_(Text.subject_type == cls.kind, foreign(Text.subject_id) == cls.id),
            lazy="selectin",
            cascade="all, delete-orphan",
            overlaps="texts",
        )

    def worded(self, field, language=None):
        """The text of `field` in the reader's language, else the original, else an empty string."""
        language = language or reader_language()
        found = [row for row in self.texts if row.field == field]
        best = [row for row in found if row.language == language] or [row for row in found if row.is_original]
        return (best or found)[0].text if found else ""

    def original(self, field):
        """The text of `field` as it was first written, whoever reads."""
        return next((row.text for row in self.texts if row.field == field and row.is_original), "")

    def set_text(self, field, language, text):
        """Write `field` in `language`; the first language written is the original. An empty text removes it."""
        row = next((row for row in self.texts if (row.field, row.language) == (field, language)), None)
        if not text:
            if row:
                self.texts.remove(row)
            return
        if row is None:
            first = not any(row.field == field for row in self.texts)
            row = Text(subject_type=self.kind, field=field, language=language, is_original=first)
            self.texts.append(row)
        row.text, row.sort_kk, row.folded = text, sort_kk(text[:120]), fold_start(text)


def fold_start(text):
    """The folded beginning of a text, as its column holds it: by this a name is found in any spelling."""
    return fold(text[:FOLDED])[:FOLDED]


def read_words(*things):
    """Read the words of several worded things, of one kind or of many, in one statement."""
    ids: dict[str, list[int]] = {}
    for thing in things:
        ids.setdefault(thing.kind, []).append(thing.id)
    asked = (and_(Text.subject_type == kind, Text.subject_id.in_(numbers)) for kind, numbers in ids.items())
    found: dict[tuple, list[Text]] = {}
    for row in db.session.scalars(db.select(Text).where(or_(*asked))) if ids else ():
        found.setdefault((row.subject_type, row.subject_id), []).append(row)
    for thing in things:
        set_committed_value(thing, "texts", found.get((thing.kind, thing.id), []))


#: The reader's language, looked up when a statement is run, so that the statement itself can be made once.
READERS = bindparam(None, callable_=reader_language, type_=String)


def words_of(model, field):
    """The text of `field` in the reader's language, else as first written, as a column beside those of `model`."""
    mine = (Text.subject_type == model.kind, Text.subject_id == model.id, Text.field == field)
    best = select(Text.text).where(*mine).order_by(Text.language != READERS, Text.is_original.desc()).limit(1)
    return best.correlate(model).scalar_subquery()


class SearchEntry(db.Model):
    """What the search box finds: the words of one thing as typed, and folded."""

    subject_type: Mapped[str] = mapped_column(short(32))
    subject_id: Mapped[int]
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(db.ForeignKey("project.id"))
    exact: Mapped[str] = mapped_column(LongText)
    folded: Mapped[str] = mapped_column(LongText)

    __table_args__ = (
        Index("uq_search_entry_subject", "subject_type", "subject_id", unique=True),
        Index("ix_search_entry_newest", "project_id", "subject_type", "id"),
    )


SEARCH_DDL = index_of("search_entry", "search_words")
make_with(SearchEntry.__table__, SEARCH_DDL)


def index(subject, *texts):
    """Write what the search finds of `subject`, a saved thing of a project."""
    exact = " ".join(text for text in texts if text)
    thing = {"subject_type": subject.kind, "subject_id": subject.id, "project_id": subject.project_id}
    write(indexing(is_sqlite()), **thing, exact=exact, folded=fold(exact))


@lru_cache(maxsize=2)
def indexing(_on_sqlite):
    row = upsert(SearchEntry)
    words = {"exact": row.excluded.exact, "folded": row.excluded.folded}
    return row.on_conflict_do_update(index_elements=["subject_type", "subject_id"], set_=words)


def unindex(subject):
    """Let the search find `subject` no more."""
    gone = (SearchEntry.subject_type == subject.kind, SearchEntry.subject_id == subject.id)
    db.session.execute(db.delete(SearchEntry).where(*gone))
