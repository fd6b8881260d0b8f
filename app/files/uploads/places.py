"""The forms that files are sent to in parts: ``material:7``, or ``project:2:materials`` where a thing has several."""

import re

from app.addresses import LARGEST_ID
from app.db import db
from app.files.parents import PARENTS
from workflows.sentences import Sentence

PLACE = re.compile(r"(?P<kind>[a-z]{1,20}):(?P<id>[1-9][0-9]{0,9})(:[a-z]{1,20})?", re.ASCII)


class NoPlace(Exception):
    """There is no such form; `reason` is the sentence for the person who asked."""

    reason = Sentence("There is no form here that takes this file.")


def thing_of(place, actor):
    """What the form is about, once it is sure that this person may hang files on it now.

    Raises `NoPlace` for what they may not see, `Forbidden` or `Refused` for what they may not touch.
    """
    named = PLACE.fullmatch(place)
    if named is None or named["kind"] not in PARENTS or int(named["id"]) > LARGEST_ID:
        raise NoPlace
    parent = PARENTS[named["kind"]]
    visible = parent.visible_to(actor)
    model = visible.column_descriptions[0]["entity"]
    thing = db.session.scalar(visible.where(model.id == int(named["id"])))
    if thing is None:
        raise NoPlace
    thing.require(actor, parent.act)
    parent.allow(thing, "attach", actor=actor)
    return thing
