"""Inviting somebody to a seat, and what the group refuses."""

from datetime import timedelta

import pytest

from app.accounts.models import Token
from app.db import db
from app.journal.models import Entry
from app.projects.models import Seat
from app.rights import Role
from app.workgroup.routes import expire_old
from tests import make
from tests.workgroup.pages import invite, invited, letters, the_invitation, written
from workflows.invitations import InvitationState
from workflows.letters import LetterState


def fill(project):
    """Have somebody sit in every seat that is free."""
    for seat in project.numbered_seats:
        if seat.is_free:
            make.sit(seat, make.user())


def test_the_next_free_seat_is_offered_in_a_letter_in_the_chosen_language(cast, as_user):
    answer = invite(as_user(cast.coordinator), cast.project, language="ru")

    invitation, letter = the_invitation(), letters("workgroup/invite")[0]
    assert answer.status_code == 303
    assert (invitation.seat.number, invitation.state) == (3, InvitationState.SENT)
    assert (letter.address, letter.language, letter.user_id) == ("nurlan@library.example", "ru", None)
    assert "/invitations/" in written(letter)


def test_the_link_is_made_with_the_letter_and_kept_only_as_a_hash(cast, as_user):
    path = invited(as_user(cast.coordinator), cast.project)

    token = db.session.scalars(db.select(Token)).one()
    assert token.hash not in path
    assert token.expires_at == the_invitation().expires_at


def test_an_observer_gets_a_seat_without_a_number(cast, as_user):
    invite(as_user(cast.coordinator), cast.project, place="observer")

    seat = the_invitation().seat
    assert (seat.number, seat.role) == (None, Role.OBSERVER)


def test_the_eleventh_is_refused_with_the_reason(cast, as_user):
    fill(cast.project)

    answer = invite(as_user(cast.coordinator), cast.project)

    assert answer.status_code == 422
    assert "The group has 10 seats and all are taken." in answer.text
    assert "nurlan@library.example" in answer.text
    assert the_invitation() is None


def test_an_observer_is_invited_although_all_seats_are_taken(cast, as_user):
    fill(cast.project)

    assert invite(as_user(cast.coordinator), cast.project, place="observer").status_code == 303


def test_a_seat_is_offered_to_one_person_at_a_time(cast, as_user):
    browser = as_user(cast.coordinator)
    invite(browser, cast.project, place=cast.project.seats[2].id)

    answer = invite(browser, cast.project, email="saule@library.example", place=cast.project.numbered_seats[2].id)

    assert answer.status_code == 422
    assert "The seat is offered to somebody: take that invitation back first." in answer.text


def test_when_every_free_seat_is_offered_the_group_says_so(cast, as_user):
    browser = as_user(cast.coordinator)
    for number in range(8):
        invite(browser, cast.project, email=f"guest{number}@library.example")

    assert "The group has 10 seats and all are taken or offered." in invite(browser, cast.project).text


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("member@library.example", "This person belongs to the project already."),
        ("MEMBER@Library.example", "This person belongs to the project already."),
        ("asked@library.example", "This person has an invitation already."),
        ("no address", "This is not an e-mail address."),
        ("", "This field is required."),
        ("a" * 250 + "@library.example", "Field cannot be longer than 254 characters."),
    ],
)
def test_who_cannot_be_invited(cast, as_user, email, said):
    browser = as_user(cast.coordinator)
    invite(browser, cast.project, email="asked@library.example")

    answer = invite(browser, cast.project, email=email)

    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize("who", ["member", "observer"])
def test_only_the_coordinator_invites(cast, as_user, who):
    answer = invite(as_user(getattr(cast, who)), cast.project)

    assert answer.status_code == 403
    assert "Only the coordinator can do this." in answer.text


def test_an_outsider_finds_no_workgroup(cast, as_user):
    assert as_user(cast.outsider).get(f"/projects/{cast.project.id}/workgroup").status_code == 404
    assert invite(as_user(cast.outsider), cast.project).status_code == 404


def test_a_seat_of_another_project_is_not_offered(cast, as_user):
    other = make.project(cast.coordinator)

    answer = invite(as_user(cast.coordinator), cast.project, place=other.seats[3].id)

    assert answer.status_code == 422
    assert the_invitation() is None


def test_taking_an_invitation_back_voids_its_letter_and_kills_its_link(cast, as_user, visitor):
    browser = as_user(cast.coordinator)
    path = invited(browser, cast.project)
    invitation = the_invitation()
    page = f"/projects/{cast.project.id}/workgroup/invitations/{invitation.id}"

    answer = browser.post(f"{page}/revoke", data={"version": invitation.version})

    assert answer.status_code == 303
    assert invitation.state is InvitationState.REVOKED
    assert letters("workgroup/invite")[0].state is LetterState.VOID
    assert visitor.get(path).status_code == 410
    assert browser.get(page).status_code == 200


def test_after_a_week_it_runs_out_by_itself(cast, as_user, visitor, clock):
    path = invited(as_user(cast.coordinator), cast.project)

    clock.shift(timedelta(days=7, minutes=1))
    expire_old()

    assert the_invitation().state is InvitationState.EXPIRED
    assert visitor.get(path).status_code == 410
    assert db.session.scalars(db.select(Entry.kind).order_by(Entry.id.desc())).first() == "invitation/expire"


def test_the_seat_can_be_offered_anew_after_the_first_invitation_ran_out(cast, as_user, clock):
    invite(as_user(cast.coordinator), cast.project)
    clock.shift(timedelta(days=8))
    expire_old()

    invite(as_user(cast.coordinator), cast.project, email="saule@library.example")

    assert the_invitation().seat.number == 3


def test_two_clicks_send_one_invitation(cast, as_user):
    browser = as_user(cast.coordinator)
    typed = {"email": "nurlan@library.example", "place": "observer", "language": "kk", "form_key": "drawn once"}

    for _ in range(2):
        browser.post(f"/projects/{cast.project.id}/workgroup/invite", data=typed)

    assert len(letters("workgroup/invite")) == 1
    observers = db.select(db.func.count(Seat.id)).where(Seat.number.is_(None))
    assert db.session.scalar(observers) == 2


def test_an_invitation_says_what_became_of_its_letter_which_is_nobody_elses(cast, as_user):
    browser = as_user(cast.coordinator)
    invite(browser, cast.project)
    letter, invitation = letters("workgroup/invite")[0], the_invitation()
    letter.state, letter.reason = LetterState.FAILED, "550 no such person"
    db.session.commit()

    page = browser.get(f"/projects/{cast.project.id}/workgroup/invitations/{invitation.id}")

    assert letter.project_id is None
    assert "Failed" in page.text
    assert "550 no such person" in page.text


def test_the_longest_address_can_be_invited(cast, as_user):
    labels = ".".join("b" * 44 for _ in range(4))
    address = f"{'a' * 60}@{labels}.example"

    assert invite(as_user(cast.coordinator), cast.project, email=address).status_code == 303
    assert letters("workgroup/invite")[0].address == address


def test_a_seat_that_waits_for_an_answer_says_so_and_offers_no_second_invitation(cast, as_user):
    browser = as_user(cast.coordinator)
    invite(browser, cast.project)
    seat = the_invitation().seat

    for page in (f"/projects/{cast.project.id}/workgroup", f"/projects/{cast.project.id}/workgroup/seats/{seat.id}"):
        shown = browser.get(page).text
        assert "Invited, waiting" in shown
        assert f"seat={seat.id}" not in shown
        assert f"/invitations/{the_invitation().id}/send_again" in shown


def test_an_invitation_sent_again_lives_as_long_as_the_first_one(cast, as_user, clock):
    browser = as_user(cast.coordinator)
    invite(browser, cast.project)
    page = f"/projects/{cast.project.id}/workgroup/invitations/{the_invitation().id}"
    clock.shift(timedelta(days=3))
    first = the_invitation().expires_at

    browser.post(f"{page}/send_again", data={"version": the_invitation().version})

    assert the_invitation().expires_at == first + timedelta(days=3)
    assert [letter.state for letter in letters("workgroup/invite")] == [LetterState.VOID, LetterState.QUEUED]


def test_only_the_coordinator_sends_again_and_only_what_waits(cast, as_user):
    browser = as_user(cast.coordinator)
    invite(browser, cast.project)
    page = f"/projects/{cast.project.id}/workgroup/invitations/{the_invitation().id}"

    as_user(cast.member).post(f"{page}/send_again", data={"version": the_invitation().version})
    browser.post(f"{page}/revoke", data={"version": the_invitation().version})
    browser.post(f"{page}/send_again", data={"version": the_invitation().version})

    assert len(letters("workgroup/invite")) == 1
