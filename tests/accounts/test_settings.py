"""One's own name, language, zone, theme and password, and the browsers one is signed in from."""

from urllib.parse import urlsplit

import pytest

from app.accounts import passwords
from app.accounts.actions import link_for, send_link
from app.accounts.models import SignedInSession, User
from app.db import db
from app.journal.models import Entry
from app.outbox.models import Letter
from tests import make
from workflows.letters import LetterState

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


def typed(person, **changes):
    return {
        "surname": person.surname,
        "given_name": person.given_name,
        "patronymic": person.patronymic,
        "language": person.language,
        "time_zone": person.time_zone,
        "theme": person.theme,
        "shortcuts": "y",
        "version": person.version,
        **changes,
    }


def test_a_name_is_kept_in_its_parts_and_the_journal_says_so(cast, as_user):
    changes = {"surname": "Қонаев", "given_name": " Дінмұхамед ", "patronymic": "Ахметұлы"}

    answer = as_user(cast.member).post("/settings", data=typed(cast.member, **changes))

    assert answer.status_code == 303
    assert cast.member.full_name == "Қонаев Дінмұхамед Ахметұлы"
    assert db.session.scalars(db.select(Entry.kind)).all() == ["user/revise"]


def test_language_zone_theme_and_keys_are_kept(cast, as_user):
    browser = as_user(cast.member)
    changes = {"language": "kk", "time_zone": "Asia/Almaty", "theme": "dark"}
    data = typed(cast.member, **changes)
    data.pop("shortcuts")

    browser.post("/settings", data=data)

    assert {field: getattr(cast.member, field) for field in changes} == changes
    assert cast.member.shortcuts is False
    assert '<html lang="kk" data-theme="dark"' in browser.get("/settings").text


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": ""},
        {"given_name": "   "},
        {"given_name": "x" * 81},
        {"language": "xx"},
        {"time_zone": "Mars/Olympus"},
        {"theme": "pink"},
    ],
)
def test_a_wrong_setting_is_refused_and_nothing_is_written(cast, as_user, changes):
    page = as_user(cast.member).post("/settings", data=typed(cast.member, surname="Typed", **changes))

    assert page.status_code == 422
    assert 'value="Typed"' in page.text
    assert cast.member.surname == "Қасымов"


def test_fields_that_the_form_has_not_change_nothing(cast, as_user):
    as_user(cast.member).post("/settings", data=typed(cast.member, is_administrator="1", email="evil@library.example"))

    assert not cast.member.is_administrator
    assert cast.member.email == "member@library.example"


def test_settings_of_an_older_page_overwrite_nothing(cast, as_user):
    data = typed(cast.member, surname="Older")
    browser = as_user(cast.member)
    browser.post("/language", data={"language": "ru", "next": "/"})

    page = browser.post("/settings", data=data)

    assert page.status_code == 409
    assert "Older" in page.text
    assert cast.member.surname == "Қасымов"


def test_the_zones_of_kazakhstan_come_first(cast, as_user):
    page = as_user(cast.member).get("/settings").text

    assert page.index("Asia/Almaty") < page.index("Asia/Qyzylorda") < page.index("Africa/Abidjan")
    assert page.count('value="Asia/Qostanay"') == 1


def test_a_new_password_signs_in_and_ends_every_other_session_and_link(cast, as_user, visitor):
    elsewhere, here = as_user(cast.member), visitor
    link = urlsplit(link_for(cast.member)).path
    first = urlsplit(link_for(cast.member)).path
    send_link(cast.member)
    db.session.commit()
    here.post(first)

    answer = here.post("/settings/password", data={"password": "a new long password"})

    assert answer.location == "/settings"
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert as_user(None).post(link).status_code == 410
    assert db.session.scalars(db.select(Letter.state)).all() == [LetterState.VOID]
    assert passwords.is_right("a new long password", cast.member.password_hash)


@pytest.mark.parametrize("password", ["", "too short", "x" * 201])
def test_a_password_of_the_wrong_length_is_refused(cast, as_user, password):
    page = as_user(cast.member).post("/settings/password", data={"password": password})

    assert page.status_code == 422
    assert cast.member.password_hash is None


def test_browsers_are_listed_by_name(cast, as_user):
    browser = as_user(cast.member)
    for key, agent in {"a": FIREFOX, "b": EDGE, "c": "curl/8"}.items():
        make.session(cast.member, key).browser = agent
    db.session.commit()

    page = browser.get("/settings/sessions").text

    for name in ("Firefox, Linux", "Edge, Windows", "Unknown browser"):
        assert name in page


def test_one_browser_is_signed_out(cast, as_user):
    browser = as_user(cast.member)
    row = make.session(cast.member, "elsewhere")

    browser.post(f"/settings/sessions/{row.id}/end")

    assert "elsewhere" not in db.session.scalars(db.select(SignedInSession.key_hash)).all()


def test_all_other_browsers_are_signed_out_and_nobody_elses(cast, as_user):
    browser = as_user(cast.member)
    make.session(cast.member, "elsewhere")
    make.session(cast.coordinator, "another person")

    browser.post("/settings/sessions/end")

    assert browser.get("/").status_code == 200
    left = db.session.scalars(db.select(User.email).join(SignedInSession)).all()
    assert sorted(left) == ["coordinator@library.example", "member@library.example"]


def test_who_saves_the_settings_as_they_stand_is_reminded_as_before(cast, as_user):
    page = as_user(cast.member).get("/settings").text

    [box] = [line for line in page.split("<input") if 'name="wants_reminders"' in line]
    assert "checked" in box.partition(">")[0]
