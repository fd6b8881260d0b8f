"""How many materials a project has by each value of a facet that can have very many."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, short
from app.tally import Counting


class FacetCount(Counting, db.Model):
    """So many materials have `key` under the facet `what`; an empty key counts those of which nothing is said.

    A table beside the tally, which pages read whole: a project may know ten thousand persons.
    """

    key: Mapped[str] = mapped_column(short(200), primary_key=True)

    __table_args__ = (Index("ix_facet_count_n", "project_id", "what", "n"),)
