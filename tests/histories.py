"""How the drills of histories let many lives be lived against a model."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test


def lives(life, histories, steps):
    """Let so many lives of a state machine be lived, each of at most `steps`.

    Raises AssertionError where one of them differs from its model.
    """
    chosen = settings(
        max_examples=histories,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        database=None,
        derandomize=True,
    )
    run_state_machine_as_test(life, settings=chosen)
