"""A person, event or place for a page of its own; the address of one that was merged leads to the survivor."""

from flask import abort, redirect, request, url_for
from werkzeug.exceptions import NotFound

from app.db import db
from app.errors import Stale
from app.materials.subjects import queries
from app.pages import SAFE


def find(model, id, actor, argument="subject_id"):
    """The thing with what its page shows of itself, or a 404; `argument` is what the address calls its id.

    Of a merged one the same page of the survivor is given as the answer; what was posted to it is `Stale`.
    """
    try:
        return queries.find(model, id, actor)
    except NotFound:
        survivor = queries.survivor_of(model, id, actor)
        if survivor is None:
            raise
        if request.method not in SAFE:
            raise Stale(db.session.get_one(model, id)) from None
        here = {**(request.view_args or {}), argument: survivor}
        abort(redirect(url_for(str(request.endpoint), **here), 301))
