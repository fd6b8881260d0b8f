"""Words and colours that the materials' pages and letters need."""

from functools import lru_cache
from typing import NamedTuple

from flask_babel import get_locale, ngettext, pgettext
from flask_babel import gettext as _

from app.historic_words import in_words
from app.journal import sentences
from app.materials.changes import changes_of
from app.materials.models import MaterialKind
from app.materials.rights import STATEMENTS
from app.text import say
from workflows.materials import MaterialState
from workflows.sentences import Sentence

#: How a consent ends, each by the name that the journal keeps with what was taken off the public side for it.
ENDS_OF_CONSENT = {
    "withdrawn": Sentence("Consent withdrawn: %(name)s"),
    "over": Sentence("Consent has ended: %(name)s"),
}
TONES = {
    MaterialState.DRAFT: "quiet",
    MaterialState.SUBMITTED: "sky",
    MaterialState.RETURNED: "gold",
    MaterialState.ACCEPTED: "good",
    MaterialState.CLEARED: "good",
    MaterialState.PUBLISHED: "good",
    MaterialState.WITHDRAWN: "bad",
}
ICONS = {
    "PHOTOGRAPH": "image",
    "SCAN": "image",
    "INTERVIEW": "sound",
    "AUDIO": "sound",
    "VIDEO": "video",
    "LINK": "link",
}


def of_names(names):
    """What became of the persons, events and places that an import brought, once it was taken back."""
    names = names or {"gone": 0, "stay": 0}
    gone = ngettext(
        "%(num)d name that came with the import is gone too.",
        "%(num)d names that came with the import are gone too.",
        names["gone"],
    )
    stay = ngettext(
        "%(num)d name that came with the import stays, because it is used or was edited.",
        "%(num)d names that came with the import stay, because they are used or were edited.",
        names["stay"],
    )
    return " ".join(said for said, n in ((gone, names["gone"]), (stay, names["stay"])) if n)


class Line(NamedTuple):
    """One line of a history: when, the sentence, what changed, and the reason that was given with it."""

    at: object
    words: str
    note: str
    changes: list


def init_app(app):
    app.jinja_env.globals["material_tones"] = TONES
    app.add_template_global(icon_of, "material_icon")
    app.add_template_global(historic)
    app.add_template_global(rights_words)
    app.add_template_global(language_words)
    app.add_template_global(life)
    app.add_template_global(of_names, "words_of_names")
    app.add_template_global(MaterialKind.__members__, "material_kinds")


def icon_of(genre):
    return ICONS.get(genre.name, "file")


def historic(edtf):
    """A date of history in the reader's words; empty where there is none."""
    return historic_in(edtf, get_locale().language) if edtf else ""


def life(birth, death):
    """From when to when somebody lived, in the reader's words; a question mark for an end that is not known."""
    if not death:
        return _("born: %(date)s", date=historic(birth)) if birth else ""
    return f"{historic(birth) or '?'} – {historic(death)}"


@lru_cache(maxsize=4096)
def historic_in(edtf, language):
    return in_words(edtf, language)


def rights_words(uri):
    return pgettext("rights", STATEMENTS[uri]) if uri in STATEMENTS else uri


def language_words(code):
    return get_locale().languages.get(code, code)


def lines(history):
    """Entries and who made them as the reader's sentences."""
    return [
        Line(
            entry.at,
            sentences.sentence(entry, actor.short_name if actor else None),
            entry.params.get("note", ""),
            changes_of(entry),
        )
        for entry, actor in history
    ]


def note_of_return(material, history):
    """Why a returned material came back; empty for any other."""
    if material.state is not MaterialState.RETURNED:
        return ""
    return next((entry.params["note"] for entry, _actor in history if entry.kind == "material/send_back"), "")


def lost_consent(material, history):
    """Whose consent is missing since the service withdrew the material for it; empty for any other."""
    if material.state is not MaterialState.WITHDRAWN:
        return ""
    withdrawn = next((entry.params for entry, _actor in history if entry.kind == "material/withdraw"), None)
    return say(end_of_consent(withdrawn["consent"], withdrawn["name"])) if withdrawn and "consent" in withdrawn else ""


def end_of_consent(end, name):
    return Sentence(ENDS_OF_CONSENT[end], name=name)
