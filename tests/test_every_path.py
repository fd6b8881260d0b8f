"""The rules hold on every path: each trigger of a life cycle, tried by each role, on each page that can fire it."""

import pytest

from app.gates.models import Verdict
from tests import make
from tests.gates.pages import decide, decisions, go
from workflows.projects import PROJECT
from workflows.stages import CULTURAL_HISTORY, stage_machine
from workflows.tasks import TASK

ROLES = ("coordinator", "member", "observer", "outsider")
KEYS = tuple(stage.key for stage in CULTURAL_HISTORY)
TASK_PATHS = {
    "page": lambda task, trigger: (f"/tasks/{task.id}/{trigger}", {}),
    "board": lambda task, trigger: (f"/tasks/{task.id}/place", {"trigger": trigger, "before": ""}),
}
#: What moves a project beside its stages; the rest of its moves follow from decisions.
OF_PROJECT = [move for move in PROJECT.moves if move[0] not in ("complete", "go_on", "start", "hold")]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", TASK_PATHS)
@pytest.mark.parametrize(("trigger", "source", "target"), [move[:3] for move in TASK.moves])
def test_a_task_moves_on_every_path_exactly_as_its_rules_say(cast, as_user, role, path, trigger, source, target):
    person = getattr(cast, role)
    task = make.task(cast.project, cast.member, state=source, needs_review=trigger in ("submit", "accept", "send_back"))
    may = role != "outsider" and not TASK.refusals(task, trigger, actor=person)
    address, facts = TASK_PATHS[path](task, trigger)

    answer = as_user(person).post(address, data={"version": task.version, **facts})

    assert task.state is (target if may else source)
    assert answer.status_code < 500


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("trigger", "source", "target"), [move[:3] for move in OF_PROJECT])
def test_a_project_lives_on_only_by_its_coordinator(cast, as_user, role, trigger, source, target):
    project = cast.project
    project.state = source
    make.db.session.commit()
    may = role != "outsider" and not PROJECT.refusals(project, trigger, actor=getattr(cast, role))

    as_user(getattr(cast, role)).post(f"/projects/{project.id}/edit/{trigger}", data={"version": project.version})

    assert project.state is (target if may else source)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verdict", list(Verdict), ids=lambda verdict: verdict.name)
def test_only_who_decides_at_the_gate_decides_whatever_the_form_says(cast, as_user, role, verdict):
    go(as_user(cast.coordinator), cast.project)
    waivers = {f"waiver-{asked['id']}": "It can wait" for asked in cast.project.plan.stage.conditions}

    decide(as_user(getattr(cast, role)), cast.project, verdict.name, reason="Why", to_key=KEYS[0], **waivers)

    led = {"GO": KEYS[2], "NOT_YET": KEYS[1], "BACK": KEYS[0]}[verdict.name]
    assert cast.project.plan.stage_key == (led if role == "coordinator" else KEYS[1])
    assert len(decisions()) == 1 + (role == "coordinator")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("trigger", stage_machine(KEYS).triggers)
def test_no_trigger_of_the_plan_has_an_address_of_its_own(cast, as_user, role, trigger):
    for page in ("", "/gate", "/stages", "/plan", "/edit"):
        as_user(getattr(cast, role)).post(f"/projects/{cast.project.id}{page}/{trigger}", data={"version": 1})

    assert cast.project.plan.stage_key == KEYS[0]
