"""Words of persons, events and places: what is asked of them, what they are to each other."""

from flask_babel import pgettext

from app.materials.subjects import queries
from app.materials.subjects.models import RelationKind
from workflows.sentences import Sentence, p

SCRIPTS = {
    "kk": p("script", "Kazakh"),
    "ru": p("script", "Russian"),
    "en": p("script", "English"),
    "kk-Latn": p("script", "Kazakh in Latin letters"),
    "ar": p("script", "Arabic letters"),
}
LIVING = {"": p("living", "Not known"), "yes": p("living", "Living"), "no": p("living", "No longer living")}
#: What may be chosen of another person: how it is kept, and whether the other one is what the word says.
RELATED = {
    "PARENT": (RelationKind.PARENT, True, p("relation", "Parent")),
    "CHILD": (RelationKind.PARENT, False, p("relation", "Child")),
    "SPOUSE": (RelationKind.SPOUSE, True, p("relation", "Spouse")),
    "SIBLING": (RelationKind.SIBLING, True, p("relation", "Brother or sister")),
    "TEACHER": (RelationKind.TEACHER, True, p("relation", "Teacher")),
    "PUPIL": (RelationKind.TEACHER, False, p("relation", "Pupil")),
    "COLLEAGUE": (RelationKind.COLLEAGUE, True, p("relation", "Colleague")),
}
CLAIMS = {
    "all": p("claim", "All of it"),
    "name": p("claim", "Name"),
    "birth": p("claim", "Birth"),
    "death": p("claim", "Death"),
    "date": p("claim", "Date"),
    "place": p("claim", "Place"),
    "relation": p("claim", "Relation"),
}
#: Other catalogues: their names, which no language changes, and where their numbers lead.
AUTHORITIES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "isni": ("ISNI", "https://isni.org/isni/"),
    "geonames": ("GeoNames", "https://www.geonames.org/"),
}
CHOOSE_KIND = Sentence("Choose who this person is.")
ONE_NAME = Sentence("Write at least one name.")
DEATH_FIRST = Sentence("The date of death lies before the date of birth.")


def living(is_living):
    """Whether somebody lives, in the reader's words."""
    key = {True: "yes", False: "no", None: ""}[is_living]
    return pgettext("living", LIVING[key])


def kept_relation(key, name):
    """A relation as it is kept: its kind, the other's name, and whether the other is what the kind says."""
    kind, is_other, _said = RELATED[key]
    return kind, name, is_other


def relation_key(kind, is_other):
    """The word for the other person, by the kind that is kept and the side it is read from."""
    found = {(kept.name, side): key for key, (kept, side, _said) in RELATED.items()}
    return found[kind, is_other or RelationKind[kind].is_mutual]


def relation_words(kind, is_other):
    return pgettext("relation", RELATED[relation_key(kind, is_other)][2])


def drawn_relations(person):
    related = queries.relations_of(person)
    return [{"kind": relation_key(kind, is_other), "name": name} for kind, name, is_other in related]


def drawn_participants(event):
    return [{"name": name, "role": role} for name, role in queries.participants_of(event)]


def authority_words(name):
    return AUTHORITIES[name][0]


def authority_address(name, number):
    """The page of a number in another catalogue; nothing is asked of it by the service."""
    return AUTHORITIES[name][1] + number
