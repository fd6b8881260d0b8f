"""The widget for dates of history: what is chosen and written becomes EDTF, and is shown as it was meant."""

import pytest

from app.materials.subjects.dates import composed, drawn

MEANT = [
    ("", "1957", "", "1957"),
    ("", "30.08.1957", "", "1957-08-30"),
    ("", "about 1957", "", "1957~"),
    ("about", "1957", "", "1957~"),
    ("about", "август 1957", "", "1957-08~"),
    ("decade", "1957", "", "195X"),
    ("before", "1957", "", "../1957"),
    ("after", "1957", "", "1957/.."),
    ("between", "1957", "1960", "1957/1960"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("how", "first", "second", "edtf"), MEANT)
def test_a_year_is_enough_and_doubt_is_chosen(how, first, second, edtf):
    assert composed(how, first, second) == edtf


@pytest.mark.parametrize(
    ("how", "first", "second"),
    [
        ("about", "about 1957", ""),
        ("between", "1957", ""),
        ("between", "1960", "1957"),
        ("decade", "1941–1945", ""),
        ("before", "some time", ""),
        ("", "", "1957"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(how, first, second):
    with pytest.raises(ValueError, match=r"[.:] ?"):
        composed(how, first, second)


@pytest.mark.parametrize(
    "edtf", ["1957", "1957-08-30", "1957~", "195X", "../1957", "1957/..", "1957/1960", "1957?", "19XX", "/1957"]
)
def test_the_form_shows_a_date_so_that_it_is_written_again_unchanged(app, edtf):
    with app.test_request_context():
        shown = {"how": "", "first": "", "second": "", **drawn(edtf)}

        assert composed(shown["how"], shown["first"], shown["second"]) == edtf
