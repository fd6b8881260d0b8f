"""How a material moves from a collector's draft to the public, and off it again."""

from enum import Enum

from workflows.deeds import Deeds
from workflows.engine import Workflow, guard
from workflows.guards import belongs, coordinates, coordinates_or_must
from workflows.sentences import p


class MaterialState(Enum):
    DRAFT = p("material", "Draft")
    SUBMITTED = p("material", "Submitted")
    RETURNED = p("material", "Returned for changes")
    ACCEPTED = p("material", "Accepted")
    CLEARED = p("material", "Rights cleared")
    PUBLISHED = p("material", "Published")
    WITHDRAWN = p("material", "Withdrawn")


@guard("Only the person who collected the material or the coordinator can do this.")
def collected_it(material, actor):
    return material.is_collected_by(actor) or material.is_coordinated_by(actor)


@guard("Another person than the collector must check the material.")
def is_another_person(material, actor):
    return material.has_member(actor) and not material.is_collected_by(actor)


@guard("Say first who gave the material and how it came.")
def has_source(material, actor):
    return material.has_source


@guard("Attach a file or describe the material first.")
def has_content(material, actor):
    return material.has_content


@guard("The rights must be set first.")
def has_rights(material, actor):
    return material.has_rights


@guard("Living people in it have not all consented.")
def has_consents(material, actor):
    return material.has_consents


@guard("It is under embargo until its day comes.")
def is_free_of_embargo(material, actor):
    return material.is_free_of_embargo


PUBLISHABLE = [coordinates, has_rights, has_consents, is_free_of_embargo]


@guard("It has been accepted. The coordinator returns it first, then it can be changed.")
def is_open(material, actor):
    return material.state in OPEN or material.state is MaterialState.PUBLISHED


@guard("It was sent for checking, so it is kept.")
def is_draft(material, actor):
    return material.state is MaterialState.DRAFT


@guard("It is published. Withdraw it from the public first.")
def is_not_public(material, actor):
    return material.state is not MaterialState.PUBLISHED


@guard("The rights are marked as cleared. The coordinator returns the material first.")
def rights_are_open(material, actor):
    return material.state is not MaterialState.CLEARED


MATERIAL = Workflow(
    "material",
    MaterialState,
    [
        ["submit", MaterialState.DRAFT, MaterialState.SUBMITTED, [collected_it, has_source, has_content]],
        ["submit", MaterialState.RETURNED, MaterialState.SUBMITTED, [collected_it, has_source, has_content]],
        ["accept", MaterialState.SUBMITTED, MaterialState.ACCEPTED, [is_another_person]],
        ["send_back", MaterialState.SUBMITTED, MaterialState.RETURNED, [is_another_person]],
        ["send_back", MaterialState.ACCEPTED, MaterialState.RETURNED, [coordinates]],
        ["send_back", MaterialState.CLEARED, MaterialState.RETURNED, [coordinates]],
        ["send_back", MaterialState.WITHDRAWN, MaterialState.RETURNED, [coordinates]],
        ["clear", MaterialState.ACCEPTED, MaterialState.CLEARED, [coordinates, has_rights]],
        ["publish", MaterialState.CLEARED, MaterialState.PUBLISHED, PUBLISHABLE],
        ["withdraw", MaterialState.PUBLISHED, MaterialState.WITHDRAWN, [coordinates_or_must]],
        ["restore", MaterialState.WITHDRAWN, MaterialState.CLEARED, [coordinates]],
    ],
    labels={
        "submit": p("material", "Send for checking"),
        "accept": p("material", "Accept"),
        "send_back": p("material", "Return for changes"),
        "clear": p("material", "Mark rights as cleared"),
        "publish": p("material", "Publish"),
        "withdraw": p("material", "Withdraw from the public"),
        "restore": p("material", "Put back"),
    },
)

#: What the collection counts as accepted: the gate asks for these.
ACCEPTED = (MaterialState.ACCEPTED, MaterialState.CLEARED, MaterialState.PUBLISHED)

#: While a material is in these states its collector and the group still work on it.
OPEN = (MaterialState.DRAFT, MaterialState.SUBMITTED, MaterialState.RETURNED)

#: What was accepted stays as it was checked; the rights may still be found out until they are marked as cleared.
DEEDS = Deeds(
    revise=[belongs, is_open, is_not_public],
    attach=[belongs, is_open, is_not_public],
    remove=[belongs, is_open, is_not_public],
    throw_away=[belongs, collected_it, is_draft],
    set_rights=[belongs, rights_are_open, is_not_public],
)
