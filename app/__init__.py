"""Shezhire: a library's workgroup takes a cultural history project from planning to presentation."""

import zoneinfo

# Zones come from the `tzdata` package alone: old systems' data puts Kazakhstan an hour off since March 2024.
zoneinfo.reset_tzpath(())

from flask import Flask  # noqa: E402
from flask_wtf import CSRFProtect  # noqa: E402

from app import (  # noqa: E402
    commands,
    config,
    db,
    drawing,
    errors,
    etag,
    headers,
    language,
    markdown,
    pages,
)
from app.accounts import routes as accounts  # noqa: E402
from app.accounts import sessions  # noqa: E402
from app.calendar import routes as calendar  # noqa: E402
from app.comments import routes as comments  # noqa: E402
from app.exhibit import routes as exhibit  # noqa: E402
from app.files import receiving  # noqa: E402
from app.files import routes as files  # noqa: E402
from app.gates import routes as gates  # noqa: E402
from app.home import overview  # noqa: E402
from app.home import routes as home  # noqa: E402
from app.jobs import routes as jobs  # noqa: E402
from app.journal import routes as journal  # noqa: E402
from app.materials import routes as materials  # noqa: E402
from app.meetings import routes as meetings  # noqa: E402
from app.notifications import routes as notifications  # noqa: E402
from app.outbox import routes as outbox  # noqa: E402
from app.plans import routes as plans  # noqa: E402
from app.projects import routes as projects  # noqa: E402
from app.reminders import routes as reminders  # noqa: E402
from app.schedule import routes as schedule  # noqa: E402
from app.search import routes as search  # noqa: E402
from app.storage import folder as storage  # noqa: E402
from app.tasks import routes as tasks  # noqa: E402
from app.workgroup import routes as workgroup  # noqa: E402

#: What the service is made of, lowest layer first; hooks run in this order.
PARTS = (
    drawing,
    db,
    errors,
    headers,
    language,
    markdown,
    sessions,
    receiving,
    pages,
    etag,
    storage,
    jobs,
    outbox,
    journal,
    accounts,
    projects,
    workgroup,
    files,
    comments,
    tasks,
    materials,
    meetings,
    gates,
    plans,
    calendar,
    reminders,
    notifications,
    home,
    overview,
    schedule,
    search,
    exhibit,
    commands,
)


def create_app(settings=None):
    """The application. `settings` stands in for the environment, with the same names (see `app.config`)."""
    app = Flask(__name__, template_folder="../templates", static_folder="static")
    app.config.from_mapping(config.read(settings))
    for part in PARTS:
        if part is pages:
            CSRFProtect(app)
        part.init_app(app)
    return app
