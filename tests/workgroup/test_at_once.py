"""Many clicks on one invitation at the same time: one seat taken by one account."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.accounts.models import SignedInSession, User
from app.db import db
from app.journal.models import Entry
from app.projects.models import Membership
from tests import make
from tests.at_once import CLICKS, codes, post_at_once
from tests.workgroup.pages import NAMES, invited, the_invitation
from workflows.invitations import InvitationState


@pytest.mark.real_time
def test_one_of_twenty_clicks_accepts_and_the_others_find_the_link_used(app, cast, as_user):
    path = invited(as_user(cast.coordinator), cast.project)
    before = db.session.scalars(db.select(Entry.id)).all()

    answers = post_at_once([app.test_client() for _ in range(CLICKS)], path, lambda: NAMES)

    assert codes(answers) == [303] + [410] * (CLICKS - 1)
    invitation = the_invitation()
    person = db.session.scalars(db.select(User).where(User.email == invitation.email)).one()
    sat = db.session.scalars(db.select(Membership).where(Membership.user_id == person.id)).all()
    assert (invitation.state, len(sat)) == (InvitationState.ACCEPTED, 1)
    assert len(db.session.scalars(db.select(SignedInSession).where(SignedInSession.user_id == person.id)).all()) == 1
    kinds = db.session.scalars(db.select(Entry.kind).where(Entry.id.not_in(before)).order_by(Entry.kind)).all()
    assert kinds == ["invitation/accept", "seat/join"]


@pytest.mark.real_time
def test_six_invitations_of_one_new_person_accepted_at_once_make_one_account(app, cast, as_user):
    browser = as_user(cast.coordinator)
    paths = [invited(browser, make.project(cast.coordinator)) for _ in range(6)]
    together = Barrier(len(paths))

    def click(path):
        together.wait()
        return app.test_client().post(path, data=NAMES)

    with ThreadPoolExecutor(len(paths)) as pool:
        answers = list(pool.map(click, paths))

    db.session.rollback()
    person = db.session.scalars(db.select(User).where(User.email == the_invitation().email)).one()
    assert codes(answers) == [303] * len(paths)
    assert len(person.memberships) == len(paths)
