"""Where the public pages hang: the project and the language stand in the address, once for all of them."""

from functools import wraps

from flask import Blueprint, g

from app.etag import unchanged_for_all
from app.exhibit import queries
from app.language import NAMES
from app.pages import public

#: The language may stand behind the project's number; without it the page speaks as its reader does.
PLACES = ("/exhibit/<int:project_id>", f"/exhibit/<int:project_id>/<any({','.join(NAMES)}):language>")

bp = Blueprint("exhibit", __name__)


def page(path, *, is_drawn=True):
    """A public page at `path` within an exhibition, with and without a language in its address.

    The view is given the exhibition; one that draws is not asked by who has the very page already.
    """

    def hang(view):
        @wraps(view)
        def answer(**values):
            here = queries.exhibition(g.exhibition_id)
            return (unchanged_for_all(here) if is_drawn else None) or view(here, **values)

        for place in PLACES:
            bp.add_url_rule(place + path, view.__name__, public(answer))
        return view

    return hang


@bp.url_value_preprocessor
def enter(_endpoint, values):
    """Take the exhibition and the language from the address; no page is given them by itself."""
    g.exhibition_id, g.language_of_address = values.pop("project_id"), values.pop("language", None)


@bp.url_defaults
def stay(_endpoint, values):
    """Links lead on within the same exhibition and the same language."""
    if "exhibition_id" in g:
        values.setdefault("project_id", g.exhibition_id)
        if g.language_of_address:
            values.setdefault("language", g.language_of_address)
