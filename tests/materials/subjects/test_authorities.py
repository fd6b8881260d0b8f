"""Numbers in other catalogues are taken as they are printed or pasted, and a mistyped one is refused."""

import pytest

from tests.materials.subjects.pages import PERSON, write_down

TAKEN = [
    ("wikidata", "https://www.wikidata.org/wiki/Q312483", "Q312483"),
    ("wikidata", "q312483", "Q312483"),
    ("viaf", "http://viaf.org/viaf/102333412", "102333412"),
    ("isni", "0000 0001 2103 2683", "0000000121032683"),
    ("isni", "https://isni.org/isni/000000012146438X", "000000012146438X"),
]


@pytest.mark.parametrize(("catalogue", "typed", "kept"), TAKEN)
def test_a_number_is_kept_bare_however_it_was_pasted(cast, as_user, catalogue, typed, kept):
    person = write_down(as_user(cast.member), cast.project, "persons", {**PERSON, catalogue: typed})

    assert person.authorities[catalogue] == kept
    assert f"/{kept}" in as_user(cast.observer).get(f"/persons/{person.id}").text


@pytest.mark.parametrize(
    ("catalogue", "typed"),
    [
        ("wikidata", "P31"),
        ("wikidata", "Q٣"),
        ("viaf", "٣٣"),
        ("viaf", "12a"),
        ("isni", "0000 0001 2103 2684"),
        ("isni", "0000 0001 2103"),
        ("isni", "٠٠٠٠٠٠٠١٢١٠٣٢٦٨٣"),
    ],
)
def test_a_mistyped_number_is_refused_and_stays_in_the_form(cast, as_user, catalogue, typed):
    browser = as_user(cast.member)

    answer = browser.post(f"/projects/{cast.project.id}/persons/new", data={**PERSON, catalogue: typed})

    assert answer.status_code == 422
    assert f'value="{typed.replace(" ", "")}"' in answer.text
