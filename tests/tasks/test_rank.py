from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tasks import rank

RANKS = st.text(rank.DIGITS, min_size=1, max_size=30).filter(lambda text: not text.endswith("0"))
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@given(st.sets(RANKS, min_size=2, max_size=2).map(sorted))
def test_between_two_ranks_there_is_always_a_third(pair):
    above, below = pair

    found = rank.between(above, below)

    assert above < found < below
    assert not found.endswith("0")


@given(RANKS)
def test_there_is_room_above_the_first_and_below_the_last(only):
    assert rank.between("", only) < only < rank.between(only, "")


@given(RANKS, RANKS)
def test_ranks_in_the_wrong_order_leave_no_room(one, other):
    with pytest.raises(ValueError, match="no room"):
        rank.between(max(one, other), min(one, other))


@given(INSTANTS)
def test_what_is_put_last_later_stands_lower_and_what_is_put_first_later_stands_higher(earlier):
    later = earlier + timedelta(microseconds=1)

    assert rank.at_top(later) < rank.at_top(earlier) < rank.at_bottom(earlier) < rank.at_bottom(later)


@given(st.integers(0, 500))
def test_a_column_spread_anew_keeps_its_order_and_has_room(count):
    ranks = rank.spread(count)

    assert ranks == sorted(set(ranks))
    assert all(len(text) < rank.LONGEST / 4 for text in ranks)


@given(st.lists(st.booleans(), max_size=40))
def test_cards_put_ever_between_the_same_two_keep_their_order(sides):
    above, below = "a", "b"
    for is_above in sides:
        found = rank.between(above, below)
        assert above < found < below
        above, below = (found, below) if is_above else (above, found)
