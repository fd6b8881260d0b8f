"""The parts of the README that are derived."""

import re

from workflows.decisions import DECISION
from workflows.diagrams import mermaid
from workflows.invitations import INVITATION
from workflows.letters import LETTER
from workflows.materials import MATERIAL
from workflows.meetings import MEETING, MINUTES
from workflows.projects import PROJECT
from workflows.tasks import TASK

DRAWN = (PROJECT, DECISION, TASK, MATERIAL, MEETING, MINUTES, INVITATION, LETTER)
PLACE = re.compile(r"(<!-- life cycles -->\n).*?(<!-- /life cycles -->)", re.DOTALL)


def with_diagrams(text):
    """The text with a diagram of each life cycle between its two marks."""
    drawn = "\n".join(f"### {flow.name.capitalize()}\n\n```mermaid\n{mermaid(flow)}\n```\n" for flow in DRAWN)
    return PLACE.sub(lambda place: f"{place[1]}\n{drawn}\n{place[2]}", text)
