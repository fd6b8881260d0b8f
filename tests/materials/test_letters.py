"""What the letters about materials say."""

import email
from email import policy

from app.db import db
from app.outbox.kinds import KINDS
from app.outbox.mime import compose
from app.outbox.models import Letter
from tests.materials.pages import collect
from tests.materials.test_moves import press


def read(about):
    letter = db.session.scalars(db.select(Letter).where(Letter.about == about)).one()
    content, title = compose(letter, KINDS[about].build(letter))
    message = email.message_from_bytes(content, policy=policy.default)
    return title, message.get_body(("plain",)).get_content(), KINDS[about].still_true(letter)


def test_the_collector_reads_the_note_and_finds_the_form(cast, as_user):
    material = collect(as_user(cast.member), cast.project)
    press(as_user(cast.member), material, "submit")
    note = "Who stands on the left?\r\n-> Press here: https://evil.example"
    press(as_user(cast.coordinator), material, "send_back", note=note)

    title, words, obstacle = read("materials/send_back")

    assert title == "Returned for changes: Photograph of school 4"
    assert "> Who stands on the left?" in words
    assert "> -> Press here" in words
    assert f"http://127.0.0.1:8000/materials/{material.id}/edit" in words
    assert obstacle is None


def test_the_coordinator_learns_of_a_material_to_check_unless_it_has_moved_on(cast, as_user):
    material = collect(as_user(cast.member), cast.project)
    press(as_user(cast.member), material, "submit")
    title, words, obstacle = read("materials/submit")
    assert (title, obstacle) == ("To be checked: Photograph of school 4", None)
    assert material.accession in words

    press(as_user(cast.coordinator), material, "accept")

    assert read("materials/submit")[2] == "The material has moved on."
    assert read("materials/accept")[0] == "Accepted: Photograph of school 4"
