"""The catalogues say everything that is shown, in three languages, and nothing else."""

import pytest
from babel.messages.catalog import Catalog

from app import messages


@pytest.fixture
def wanted():
    shown = Catalog()
    shown.add("Seats: %(n)d")
    shown.add("Open", context="task")
    return shown


@pytest.fixture
def kazakh():
    """A catalogue without a fault."""
    catalogue = Catalog(locale="kk")
    catalogue.add("Seats: %(n)d", "Орын: %(n)d")
    catalogue.add("Open", "Ашық", context="task")
    return catalogue


def test_a_whole_catalogue_has_no_trouble(kazakh, wanted):
    assert list(messages.compared(kazakh, wanted)) == []


def test_a_sentence_that_is_in_no_catalogue_is_found(kazakh, wanted):
    wanted.add("Closed", context="task")

    assert list(messages.compared(kazakh, wanted)) == ["not in the catalogue: Closed"]


def test_a_word_of_another_context_does_not_count(kazakh, wanted):
    wanted.add("Open", context="meeting")

    assert list(messages.compared(kazakh, wanted)) == ["not in the catalogue: Open"]


def test_sentences_that_are_shown_no_more_are_found(kazakh, wanted):
    kazakh.add("Old", "Ескі")
    older = Catalog(locale="kk")
    older.add("Older", "Ескірек")
    kazakh.obsolete["Older"] = older["Older"]

    assert list(messages.compared(kazakh, wanted)) == ["not shown any more: Old", "not shown any more: Older"]


def test_missing_fuzzy_and_wrongly_filled_sentences_are_found(wanted):
    catalogue = Catalog(locale="kk")
    catalogue.add("Seats: %(n)d", "Орын: %(m)d")
    catalogue.add("Open", "", context="task")
    found = list(messages.compared(catalogue, wanted))
    catalogue.add("Open", "Ашық", context="task", flags=["fuzzy"])

    assert found == ["other holes: Seats: %(n)d", "missing: Open"]
    assert "fuzzy: Open" in messages.compared(catalogue, wanted)


def test_what_is_shown_is_gathered_from_code_templates_and_rules():
    shown = messages.shown()

    assert shown["Download all files"]
    assert shown.get("Waiting", context="job")
    assert shown["Only the coordinator can do this."]
