"""May this role do this kind of thing at all? One table; what depends on a subject's state is in `workflows/`."""

from enum import Enum, auto

from workflows.sentences import Sentence, p


class Role(Enum):
    """What somebody is in a project."""

    COORDINATOR = p("role", "Coordinator")
    MEMBER = p("role", "Member")
    OBSERVER = p("role", "Observer")


class Act(Enum):
    SEE = auto()
    EDIT_TASKS = auto()
    COLLECT = auto()
    ANSWER = auto()
    COMMENT = auto()
    EDIT_PROJECT = auto()
    FILL_SEATS = auto()
    CALL_MEETINGS = auto()
    PARK_TOPICS = auto()
    ADVISE = auto()
    READ_LETTERS = auto()
    READ_CONSENTS = auto()
    MERGE = auto()


MEMBERS_MAY = {Act.SEE, Act.EDIT_TASKS, Act.COLLECT, Act.ANSWER, Act.COMMENT, Act.ADVISE, Act.PARK_TOPICS}

MAY = {
    Role.COORDINATOR: set(Act),
    Role.MEMBER: MEMBERS_MAY,
    Role.OBSERVER: {Act.SEE, Act.ANSWER},
}


class Forbidden(Exception):
    """The person can see the thing but may not do this; `reason` is the sentence they are shown."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def allows(role, act):
    return role is not None and act in MAY[role]


def refusal(act):
    """The sentence that says who may."""
    if any(act in MAY[role] for role in Role if role is not Role.COORDINATOR):
        return Sentence("Only people of the workgroup can do this.")
    return Sentence("Only the coordinator can do this.")
