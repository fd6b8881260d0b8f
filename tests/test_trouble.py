"""What goes wrong beside a page does not take the page with it."""

import pytest
import sqlalchemy as sa
from flask import g
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import SignedInSession
from app.db import begin_write, db
from app.projects.models import Project
from tests.conftest import NOON


@pytest.fixture
def unwritable(app):
    """A database that lets nobody write, as a full disk does."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    refuse = "PRAGMA query_only=ON" if is_sqlite else "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"

    def tell(connection, _record, _proxy):
        connection.execute(refuse)
        if not is_sqlite:
            connection.commit()

    sa.event.listen(db.engine, "checkout", tell)
    yield
    sa.event.remove(db.engine, "checkout", tell)
    db.session.remove()
    db.engine.dispose()


def test_what_can_be_read_is_read_although_nothing_can_be_written(cast, as_user, clock, request):
    browser = as_user(cast.member)
    clock.shift(5 * 60)
    request.getfixturevalue("unwritable")

    answer = browser.get(f"/projects/{cast.project.id}")

    assert answer.status_code == 200
    assert db.session.scalars(db.select(SignedInSession.last_seen_at)).one() == NOON


def test_a_row_that_changed_under_a_request_is_a_page_that_says_so(app, cast):
    """The last guard, behind the version each form carries: the row's own version at the moment it is written."""
    with app.test_request_context(f"/projects/{cast.project.id}"):
        app.preprocess_request()
        begin_write()
        g.actor = db.session.merge(cast.coordinator)
        project = db.session.get(Project, cast.project.id)
        changed = sa.update(Project).values(version=Project.version + 1)
        db.session.execute(changed.execution_options(synchronize_session=False))
        project.seat_count = 7
        with pytest.raises(StaleDataError) as trouble:
            db.session.flush()

        answer = app.make_response(app.handle_user_exception(trouble.value))

    assert answer.status_code == 409
