"""What the tests of consents post."""

import io

from app.db import db
from app.materials.consents.models import Consent
from tests.files import samples


def consent(**facts):
    """A consent as it is rightly filled in, with the signed paper."""
    return {
        "signed_by": "Омаров Серік",
        "signer": "SELF",
        "scope": ["KEEP", "DESCRIBE", "PUBLISH_PHOTO"],
        "signed_on": "2026-02-20",
        "valid_until": "",
        "language": "kk",
        "form_version": "2",
        "note": "Signed at home.",
        "files": [(io.BytesIO(samples.jpeg()), "consent.jpg")],
        **facts,
    }


def give(browser, person, **facts):
    """Record a consent through its form; gives the row."""
    answer = browser.post(f"/persons/{person.id}/consents/new", data=consent(**facts))
    assert answer.status_code == 303, answer.text
    return db.session.get_one(Consent, int(answer.location.rpartition("/")[2]))
