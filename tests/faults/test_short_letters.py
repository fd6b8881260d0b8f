"""The short forms of the letters' drills: killed workers, a rude relay, a clock that leaps, a burst, a full disk."""

import os

import pytest

from tests import relays
from tests.faults import letters_burst, letters_clock, letters_disk, letters_kill, letters_relay
from tests.faults import letters_world as world

pytestmark = pytest.mark.real_time
needs_postfix = pytest.mark.skipif(
    relays.POSTFIX is None or os.geteuid() != 0, reason="a Postfix of our own needs Debian's package and root"
)


@needs_postfix
def test_workers_killed_while_they_send_lose_and_double_nothing_and_the_log_tells_the_rest(database):
    figures = letters_kill.with_evidence(database, letters=100, seed=1)

    assert figures["kills"] > 0
    assert world.is_well(figures)
    assert figures["unknown"] == 0


def test_without_evidence_what_a_kill_left_unknown_is_shown_and_never_doubled(database):
    figures = letters_kill.without_evidence(database, letters=100, seed=1)

    assert figures["kills"] > 0
    assert world.is_well(figures)


@needs_postfix
def test_wherever_between_two_statements_a_worker_dies_nothing_is_lost_or_doubled(database):
    figures = letters_kill.between_statements(database, step=29)

    assert figures["places"] > 3
    assert world.is_well(figures)
    assert figures["unknown"] == 0


@pytest.mark.parametrize("behaviour", ["hangs up at DATA", "accepts and hangs up", "4xx after the dot", "5xx at RCPT"])
def test_a_rude_relay_costs_no_letter(behaviour):
    assert world.is_well(letters_relay.against("sqlite", 20, behaviour))


@pytest.mark.parametrize("leap", letters_clock.LEAPS, ids=str)
def test_no_leap_of_the_clock_costs_a_letter(leap):
    [figures] = letters_clock.run("sqlite", 20, [leap]).values()

    assert letters_clock.holds_up(figures)


@needs_postfix
def test_letters_due_in_the_same_minute_leave_once_each_from_two_workers(database):
    figures = letters_burst.burst(database, 100)

    assert letters_burst.holds_up(figures)


@needs_postfix
def test_a_full_disk_stops_letters_and_says_why_and_they_go_on_when_there_is_room():
    assert letters_disk.holds_up(letters_disk.to_a_relay(60, seed=1))
