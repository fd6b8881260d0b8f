"""Say that two files which seem to be the same are both there on purpose."""

from flask import abort, g

from app.db import db
from app.files import queries
from app.files.doubles.models import Double
from app.files.parents import PARENTS
from app.journal.actions import record
from app.pages import done


def add_to(bp):
    bp.add_url_rule("/<int:file_id>/doubles/<int:other_id>/keep", "keep_double", keep, methods=["POST"])


def keep(file_id, other_id):
    file, other = queries.find(file_id, g.actor), queries.find(other_id, g.actor)
    parent = PARENTS[file.subject_type]
    file.require(g.actor, parent.act)
    keep_both(file, other, actor=g.actor)
    return done(parent.address(file.subject_id))


def keep_both(file, other, *, actor):
    """Nobody is asked about these two again. Of two who say so at once, the second finds it done."""
    ids = (file.id, other.id)
    both = db.session.scalars(db.select(Double).where(Double.file_id.in_(ids), Double.other_id.in_(ids))).all()
    if not both:
        abort(404)
    if any(not double.is_meant for double in both):
        for double in both:
            double.is_meant = True
        record(file, "keep_double", actor=actor, other=other.name)
