"""How a material moves from a collector's draft to the public, and off it again."""

import pytest

from tests.workflows.people import COLLECTED, COORDINATOR, MEMBER, OBSERVER, OTHER, SYSTEM, moves, subject
from workflows.materials import ACCEPTED, DEEDS, MATERIAL, MaterialState

COLLECTORS = "Only the person who collected the material or the coordinator can do this."
ANOTHER = "Another person than the collector must check the material."
COORDINATORS = "Only the coordinator can do this."
S = MaterialState


def material(state, **facts):
    whole = {"has_source": True, "has_content": True, "has_rights": True, "has_consents": True}
    whole["is_free_of_embargo"] = True
    return subject(state, **COLLECTED, **whole | facts)


def test_the_life_of_a_material():
    assert moves(MATERIAL) == {
        ("DRAFT", "submit", "SUBMITTED"),
        ("RETURNED", "submit", "SUBMITTED"),
        ("SUBMITTED", "accept", "ACCEPTED"),
        ("SUBMITTED", "send_back", "RETURNED"),
        ("ACCEPTED", "send_back", "RETURNED"),
        ("CLEARED", "send_back", "RETURNED"),
        ("WITHDRAWN", "send_back", "RETURNED"),
        ("ACCEPTED", "clear", "CLEARED"),
        ("CLEARED", "publish", "PUBLISHED"),
        ("PUBLISHED", "withdraw", "WITHDRAWN"),
        ("WITHDRAWN", "restore", "CLEARED"),
    }


@pytest.mark.parametrize(
    ("state", "trigger", "person", "reasons"),
    [
        (S.DRAFT, "submit", MEMBER, []),
        (S.DRAFT, "submit", COORDINATOR, []),
        (S.DRAFT, "submit", OTHER, [COLLECTORS]),
        (S.RETURNED, "submit", MEMBER, []),
        (S.RETURNED, "submit", OTHER, [COLLECTORS]),
        (S.SUBMITTED, "accept", OTHER, []),
        (S.SUBMITTED, "accept", COORDINATOR, []),
        (S.SUBMITTED, "accept", MEMBER, [ANOTHER]),
        (S.SUBMITTED, "accept", OBSERVER, [ANOTHER]),
        (S.SUBMITTED, "send_back", OTHER, []),
        (S.SUBMITTED, "send_back", MEMBER, [ANOTHER]),
        (S.ACCEPTED, "send_back", COORDINATOR, []),
        (S.ACCEPTED, "send_back", OTHER, [COORDINATORS]),
        (S.ACCEPTED, "clear", COORDINATOR, []),
        (S.ACCEPTED, "clear", MEMBER, [COORDINATORS]),
        (S.CLEARED, "publish", COORDINATOR, []),
        (S.CLEARED, "publish", MEMBER, [COORDINATORS]),
        (S.PUBLISHED, "withdraw", COORDINATOR, []),
        (S.PUBLISHED, "withdraw", OTHER, [COORDINATORS]),
        (S.PUBLISHED, "withdraw", SYSTEM, []),
        (S.WITHDRAWN, "restore", COORDINATOR, []),
        (S.WITHDRAWN, "restore", OTHER, [COORDINATORS]),
        (S.DRAFT, "publish", COORDINATOR, ["This cannot be done in the present state."]),
    ],
)
def test_who_may_move_a_material_when(state, trigger, person, reasons):
    assert MATERIAL.refusals(material(state), trigger, actor=person) == reasons


@pytest.mark.parametrize(
    ("state", "trigger", "lacks", "reason"),
    [
        (S.DRAFT, "submit", "has_source", "Say first who gave the material and how it came."),
        (S.DRAFT, "submit", "has_content", "Attach a file or describe the material first."),
        (S.RETURNED, "submit", "has_source", "Say first who gave the material and how it came."),
        (S.ACCEPTED, "clear", "has_rights", "The rights must be set first."),
        (S.CLEARED, "publish", "has_rights", "The rights must be set first."),
        (S.CLEARED, "publish", "has_consents", "Living people in it have not all consented."),
        (S.CLEARED, "publish", "is_free_of_embargo", "It is under embargo until its day comes."),
    ],
)
def test_what_a_material_must_have_first(state, trigger, lacks, reason):
    assert MATERIAL.refusals(material(state, **{lacks: False}), trigger, actor=COORDINATOR) == [reason]


def test_what_a_gate_counts_as_accepted():
    assert ACCEPTED == (S.ACCEPTED, S.CLEARED, S.PUBLISHED)


CHECKED = "It has been accepted. The coordinator returns it first, then it can be changed."
PUBLIC = "It is published. Withdraw it from the public first."
CLEARED = "The rights are marked as cleared. The coordinator returns the material first."


@pytest.mark.parametrize("deed", ["revise", "attach", "remove"])
@pytest.mark.parametrize(
    ("state", "reasons"),
    [
        (S.DRAFT, []),
        (S.SUBMITTED, []),
        (S.RETURNED, []),
        (S.ACCEPTED, [CHECKED]),
        (S.CLEARED, [CHECKED]),
        (S.PUBLISHED, [PUBLIC]),
        (S.WITHDRAWN, [CHECKED]),
    ],
)
def test_what_was_accepted_stays_as_it_was_checked(state, reasons, deed):
    assert DEEDS.refusals(material(state), deed, actor=COORDINATOR) == reasons


@pytest.mark.parametrize(
    ("state", "reasons"),
    [(S.DRAFT, []), (S.ACCEPTED, []), (S.CLEARED, [CLEARED]), (S.PUBLISHED, [PUBLIC]), (S.WITHDRAWN, [])],
)
def test_rights_are_found_out_until_they_are_cleared(state, reasons):
    assert DEEDS.refusals(material(state), "set_rights", actor=MEMBER) == reasons


def test_observers_change_nothing():
    assert DEEDS.refusals(material(S.DRAFT), "revise", actor=OBSERVER) == ["Only people of the workgroup can do this."]
