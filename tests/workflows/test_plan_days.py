"""The days of a plan: whatever is moved, every stage keeps its length in working days and its distance."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workflows.plan_days import (
    after_working_days,
    before_working_day,
    divided,
    inserted,
    is_working_day,
    laid_out,
    moved,
    removed,
    swapped,
    working_days,
)

MONDAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
WORKING = DAYS.filter(is_working_day)


@st.composite
def plans(draw, least=1):
    """A plan as one is laid and then pulled apart: lengths in working days, and days between them."""
    start, found = draw(WORKING), []
    for length, gap in draw(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 20)), min_size=least, max_size=12)):
        end = after_working_days(start, length - 1)
        found.append((start, end))
        start = after_working_days(end, gap)
    return found


def lengths(spans):
    return [working_days(*span) for span in spans]


def gaps(spans):
    return [working_days(before[1], after[0]) - 1 for before, after in pairwise(spans)]


def test_days_are_counted_from_monday_to_friday():
    assert working_days(MONDAY, MONDAY + timedelta(days=6)) == 5
    assert after_working_days(MONDAY, 5) == MONDAY + timedelta(days=7)
    assert before_working_day(MONDAY) == MONDAY - timedelta(days=3)


@given(DAYS, st.lists(st.integers(1, 90), min_size=1, max_size=12))
def test_a_laid_plan_has_the_lengths_it_was_asked_for_and_no_gaps(start, wanted):
    laid = laid_out(start, wanted)

    assert lengths(laid) == wanted
    assert set(gaps(laid)) <= {1}


@given(plans(), st.data())
def test_a_moved_stage_moves_what_follows_and_keeps_lengths_and_distances(spans, data):
    place = data.draw(st.integers(0, len(spans) - 1))
    start = data.draw(WORKING)
    end = after_working_days(start, data.draw(st.integers(0, 200)))

    found = moved(spans, place, start, end)

    assert found[:place] == spans[:place]
    assert found[place] == (start, end)
    assert lengths(found[place + 1 :]) == lengths(spans[place + 1 :])
    assert gaps(found[place:]) == gaps(spans[place:])


@given(plans(), st.data())
def test_a_stage_that_stays_where_it_is_moves_nothing(spans, data):
    place = data.draw(st.integers(0, len(spans) - 1))

    assert moved(spans, place, *spans[place]) == spans


@given(plans(), st.data())
def test_stages_that_lie_over_each_other_are_drawn_apart(spans, data):
    """Old plans may hold such days; what follows then begins the next working day."""
    over = [(start - timedelta(days=7 * place), end) for place, (start, end) in enumerate(spans)]

    found = moved(over, 0, *over[0])

    assert all(before[1] < after[0] for before, after in pairwise(found))
    assert lengths(found[1:]) == lengths(over[1:])


@given(plans(), st.integers(1, 90), st.data())
def test_a_stage_put_in_and_taken_out_again_leaves_the_plan_as_it_was(spans, length, data):
    place = data.draw(st.integers(1, len(spans)))

    found = inserted(spans, place, length)

    assert lengths(found) == [*lengths(spans[:place]), length, *lengths(spans[place:])]
    assert removed(found, place) == spans


@given(plans(least=2), st.data())
def test_stages_in_each_others_place_keep_their_lengths_and_the_rest_stays(spans, data):
    place = data.draw(st.integers(0, len(spans) - 2))

    found = swapped(spans, place)

    assert lengths(found[place : place + 2]) == lengths(spans[place : place + 2])[::-1]
    assert found[place][0] == spans[place][0]
    assert found[place + 1][1] == spans[place + 1][1]
    assert (found[:place], found[place + 2 :]) == (spans[:place], spans[place + 2 :])
    assert swapped(found, place) == spans


@given(plans(), st.data())
def test_the_parts_of_a_split_stage_are_together_as_long_as_it_was(spans, data):
    place = data.draw(st.integers(0, len(spans) - 1))
    length = working_days(*spans[place])
    if length == 1:
        return
    day = after_working_days(spans[place][0], data.draw(st.integers(1, length - 1)))

    found = divided(spans, place, day)

    assert sum(lengths(found[place : place + 2])) == length
    assert (found[place][0], found[place + 1][1]) == spans[place]
    assert gaps(found[place : place + 2]) == [1]
