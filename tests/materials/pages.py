"""What the tests of materials post."""

import io

from app.db import db
from app.materials.models import Material

FACTS = {
    "title": "Photograph of school 4",
    "genre": "PHOTOGRAPH",
    "description": "A class in front of the school.",
    "made": "about 1957",
    "language": "kk",
    "link": "",
    "source_name": "Family of Asel Omarova",
    "acquisition": "GIFT",
    "source_on": "2026-02-20",
    "source_note": "Found in an album.",
    "persons-0": "Омаров Серік",
    "persons-1": "",
    "events-0": "Opening of the school",
    "rights_uri": "",
    "rights_holder": "",
    "rights_note": "",
}


def sent(content, name):
    return io.BytesIO(content), name


def post(browser, address, files=(), **facts):
    data = {**FACTS, **facts}
    if files:
        data["files"] = [sent(*file) for file in files]
    return browser.post(address, data=data, content_type="multipart/form-data")


def collect(browser, project, files=(), **facts):
    """Record a material through its form; gives the row."""
    answer = post(browser, f"/projects/{project.id}/materials/new", files, **facts)
    assert answer.status_code == 303, answer.text
    return db.session.scalars(db.select(Material).order_by(Material.id.desc())).first()
