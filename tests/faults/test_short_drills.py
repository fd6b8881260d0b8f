"""The short forms of the fault drills."""

import pytest

from tests.faults import sqlite_writers


@pytest.mark.real_time
def test_four_writing_processes_lose_nothing_and_meet_no_lock():
    figures = sqlite_writers.run(rounds=60)

    assert figures["lost"] == figures["locked"] == 0
