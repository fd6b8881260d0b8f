"""Seats, their duties and roles, and people who leave."""

import pytest

from app.db import db
from app.journal.models import Entry
from app.projects import actions
from app.rights import Role
from tests import make


def page_of(seat):
    return f"/projects/{seat.project_id}/workgroup/seats/{seat.id}"


def change(browser, seat, **typed):
    return browser.post(
        page_of(seat), data={"version": seat.version, "duty": seat.duty, "role": seat.role.name} | typed
    )


def leave(browser, seat):
    return browser.post(f"{page_of(seat)}/leave", data={"version": seat.version})


def test_the_coordinator_writes_a_duty_and_gives_a_role(cast, as_user):
    seat = cast.project.seats[1]

    change(as_user(cast.coordinator), seat, duty="Newspapers and periodicals", role="COORDINATOR")

    assert (seat.duty, seat.role) == ("Newspapers and periodicals", Role.COORDINATOR)
    assert seat.holder.rights_version == 1
    entry = db.session.scalars(db.select(Entry).order_by(Entry.id.desc())).first()
    assert entry.changes == {"duty": ["Duty 2", "Newspapers and periodicals"], "role": ["MEMBER", "COORDINATOR"]}


def test_the_last_coordinator_keeps_that_role(cast, as_user):
    seat = cast.project.seats[0]

    answer = change(as_user(cast.coordinator), seat, role="MEMBER")

    assert answer.status_code == 422
    assert "A project needs a coordinator: give another seat that role first." in answer.text
    assert seat.role is Role.COORDINATOR


def test_a_free_coordinators_seat_does_not_count_as_a_coordinator(cast, as_user):
    change(as_user(cast.coordinator), cast.project.seats[4], role="COORDINATOR")

    answer = leave(as_user(cast.coordinator), cast.project.seats[0])

    assert answer.status_code == 302
    assert cast.project.seats[0].holder == cast.coordinator


@pytest.mark.parametrize("role", ["OBSERVER", "ADMINISTRATOR", ""])
def test_a_numbered_seat_takes_no_other_role(cast, as_user, role):
    answer = change(as_user(cast.coordinator), cast.project.seats[1], role=role)

    assert answer.status_code == 422
    assert cast.project.seats[1].role is Role.MEMBER


def test_a_member_sees_a_seat_and_changes_nothing(cast, as_user):
    seat = cast.project.seats[1]

    page = as_user(cast.member).get(page_of(seat))
    answer = change(as_user(cast.member), seat, role="COORDINATOR")

    assert seat.duty in page.text
    assert "<select" not in page.text
    assert answer.status_code == 403
    assert seat.role is Role.MEMBER


def test_a_person_leaves_and_the_seat_and_its_duty_stay(cast, as_user):
    seat = cast.project.seats[1]
    task = make.task(cast.project, cast.member)

    leave(as_user(cast.coordinator), seat)

    assert seat.holder is None
    assert seat.duty == "Duty 2"
    assert seat.memberships[0].left_at is not None
    assert cast.member.rights_version == 1
    assert as_user(cast.member).get(f"/projects/{cast.project.id}").status_code == 404
    assert cast.member.short_name in as_user(cast.coordinator).get(f"/tasks/{task.id}").text


def test_who_sat_in_a_seat_is_remembered_on_its_page(cast, as_user):
    leave(as_user(cast.coordinator), cast.project.seats[1])

    assert cast.member.full_name in as_user(cast.coordinator).get(page_of(cast.project.seats[1])).text


def test_a_member_may_leave_by_themselves_and_nobody_else(cast, as_user):
    other = make.user()
    make.sit(cast.project.seats[2], other)

    refused = leave(as_user(cast.member), cast.project.seats[2])
    left = leave(as_user(cast.member), cast.project.seats[1])

    assert refused.status_code == 403
    assert left.headers["Location"] == "/projects"
    assert [seat.holder for seat in cast.project.seats[1:3]] == [None, other]


def test_a_page_drawn_for_one_person_does_not_send_the_next_one_away(cast, as_user):
    seat, next_one = cast.project.seats[1], make.user("next@library.example")
    drawn_before = seat.version
    leave(as_user(cast.coordinator), seat)
    actions.sit(seat, next_one)
    db.session.commit()

    answer = as_user(cast.coordinator).post(f"{page_of(seat)}/leave", data={"version": drawn_before})

    assert answer.status_code == 409
    assert seat.holder == next_one


def test_an_observer_leaves_too(cast, as_user):
    seat = next(seat for seat in cast.project.seats if seat.number is None)

    leave(as_user(cast.coordinator), seat)

    assert cast.project.observers == []


def test_nobody_leaves_an_empty_seat(cast, as_user):
    browser = as_user(cast.coordinator)
    answer = leave(browser, cast.project.seats[5])

    assert answer.status_code == 302
    assert "Nobody holds this seat." in browser.get(answer.headers["Location"]).text


def test_a_seat_changed_meanwhile_is_not_overwritten(cast, as_user):
    seat = cast.project.seats[1]
    drawn = seat.version
    change(as_user(cast.coordinator), seat, duty="Newspapers")

    late = change(as_user(cast.coordinator), seat, version=drawn, duty="Photographs")

    assert late.status_code == 409
    assert cast.coordinator.short_name in late.text
    assert "Photographs" in late.text
    assert seat.duty == "Newspapers"


def test_the_seat_of_another_project_is_not_found(cast, as_user):
    other = make.project(cast.outsider)

    answer = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/workgroup/seats/{other.seats[0].id}")

    assert answer.status_code == 404


def test_the_page_of_the_group_asks_the_same_of_the_database_at_two_and_at_ten_people(cast, as_user, queries):
    browser, address = as_user(cast.coordinator), f"/projects/{cast.project.id}/workgroup"
    with queries() as few:
        browser.get(address)
    for seat in cast.project.numbered_seats[2:]:
        make.sit(seat, make.user())

    with queries() as many:
        page = browser.get(address)

    assert len(many) == len(few)
    assert "Seats taken: 10 / 10" in page.text


def test_a_change_of_an_observer_is_told_without_a_number(cast, as_user):
    seat = make.seat(cast.project, None, Role.OBSERVER, duty="Reads for the archive")
    make.sit(seat, make.user())
    browser = as_user(cast.coordinator)

    change(browser, seat, duty="Reads for the museum")

    text = browser.get(f"/projects/{cast.project.id}/journal").text
    assert "changed the duty of an observer: Reads for the museum" in text
    assert "None" not in text


def test_a_free_seat_says_so_beside_its_number(cast, as_user):
    text = as_user(cast.member).get(f"/projects/{cast.project.id}/workgroup").text

    assert "Free seat" in text
    assert "Seat 3 · Duty 3" in text
