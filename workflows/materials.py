"""How a material moves from a collector's draft to the public, and off it again."""

from enum import Enum

from workflows.engine import Workflow, guard
from workflows.guards import coordinates
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


@guard("Say first where the material came from.")
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


MATERIAL = Workflow(
    "material",
    MaterialState,
    [
        ["submit", MaterialState.DRAFT, MaterialState.SUBMITTED, [collected_it, has_source, has_content]],
        ["submit", MaterialState.RETURNED, MaterialState.SUBMITTED, [collected_it, has_source, has_content]],
        ["accept", MaterialState.SUBMITTED, MaterialState.ACCEPTED, [is_another_person]],
        ["send_back", MaterialState.SUBMITTED, MaterialState.RETURNED, [is_another_person]],
        ["send_back", MaterialState.ACCEPTED, MaterialState.RETURNED, [coordinates]],
        ["clear", MaterialState.ACCEPTED, MaterialState.CLEARED, [coordinates, has_rights]],
        ["publish", MaterialState.CLEARED, MaterialState.PUBLISHED, [coordinates, has_rights, has_consents]],
        ["withdraw", MaterialState.PUBLISHED, MaterialState.WITHDRAWN, [coordinates]],
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
