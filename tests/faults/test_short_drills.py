"""The short forms of the fault drills."""

import pytest

from tests.faults import (
    board_moves,
    files_hostile,
    files_kill,
    gate_histories,
    gate_race,
    meeting_histories,
    sqlite_writers,
)


@pytest.mark.real_time
def test_four_writing_processes_lose_nothing_and_meet_no_lock():
    figures = sqlite_writers.run(rounds=60)

    assert figures["lost"] == figures["locked"] == 0


@pytest.mark.real_time
def test_of_fifty_who_decide_at_once_one_decides_and_the_others_read_who(database):
    assert gate_race.holds(gate_race.run(rounds=3, database=database))


@pytest.mark.real_time
def test_no_life_of_a_project_leaves_its_plan_or_forgets_a_decision(database):
    assert gate_histories.run(gate_histories.SHORT_HISTORIES, database)["histories"] >= gate_histories.SHORT_HISTORIES


@pytest.mark.real_time
def test_no_life_of_a_meeting_sends_a_reminder_twice_late_or_of_what_is_no_longer_true(database):
    figures = meeting_histories.run(meeting_histories.SHORT_HISTORIES, database)

    assert figures["histories"] >= meeting_histories.SHORT_HISTORIES
    assert figures["cut_off"] > 0


@pytest.mark.real_time
def test_no_card_is_lost_doubled_or_out_of_order_however_many_move_it_at_once(database):
    figures = board_moves.run(board_moves.SHORT_MOVES, database)

    assert board_moves.holds(figures)
    assert figures["stale"] > 0


@pytest.mark.real_time
def test_whoever_handles_files_may_be_killed_anywhere_and_leaves_old_or_new_and_never_half(database):
    figures = files_kill.run(files_kill.SHORT, database)

    assert files_kill.holds(figures), figures
    assert figures["kills"] == files_kill.SHORT


@pytest.mark.real_time
def test_files_that_mean_harm_run_nowhere_get_nowhere_and_are_no_failure():
    try:
        figures = files_hostile.run(files_hostile.SHORT)
    except FileNotFoundError as missing:
        pytest.skip(str(missing))

    assert files_hostile.holds(figures, least=files_hostile.SHORT // 2), figures
