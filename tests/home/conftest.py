"""A worker that is alive."""

import pytest

from app import clock as time
from app.db import db
from app.jobs.models import Heartbeat


@pytest.fixture
def heartbeat(app):
    db.session.add(Heartbeat(name="tick", at=time.now()))
    db.session.commit()
