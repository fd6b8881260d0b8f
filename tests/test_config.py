"""A wrong setting stops the start with a sentence that names it."""

import pytest

from app import create_app
from app.config import read
from app.setting_values import WrongSetting, folder_of


@pytest.fixture
def settings(tmp_path):
    return {"DATA_DIR": str(tmp_path), "SECRET_KEY": "for tests only, thirty-two letters"}


def test_nothing_needs_to_be_set_on_one_machine(tmp_path):
    config = read({"DATA_DIR": str(tmp_path)})

    assert config["PUBLIC_BASE_URL"] == "http://127.0.0.1:8000"
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert read({"DATA_DIR": str(tmp_path)})["SECRET_KEY"] == config["SECRET_KEY"]


def test_an_address_of_the_newer_kind_stands_in_brackets(settings):
    assert read({**settings, "HOST": "::1"})["PUBLIC_BASE_URL"] == "http://[::1]:8000"


@pytest.mark.parametrize(
    "name,typed",
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("DEMO", "perhaps"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://root@127.0.0.1/shezhire"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:////dev/null/shezhire.db"),
        ("STORAGE_URL", "ftp://127.0.0.1/files"),
        ("STORAGE_URL", "file://files"),
        ("STORAGE_URL", "file:///dev/null/files"),
        ("QUEUE_URL", "redis://127.0.0.1"),
        ("QUEUE_URL", "sqlite:////dev/null/queue.db"),
        ("MAIL_URL", "sendmail"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "maildir:///dev/null/mail"),
        ("PUBLIC_BASE_URL", "shezhire.example"),
        ("PUBLIC_BASE_URL", "https://shezhire.example/under"),
        ("PUBLIC_BASE_URL", "https://shezhire.example:abc"),
        ("PUBLIC_BASE_URL", "https://shezhire.example:70000"),
        ("MAIL_URL", "smtp://relay.example:abc"),
        ("MAIL_FROM", "not an address"),
        ("MAIL_FROM", "one@library.example, two@library.example"),
        ("MAIL_FROM", "library.example"),
        ("SQLITE_SYNCHRONOUS", "SOMETIMES"),
        ("PROXIES", "many"),
        ("DATABASE_URL", "postgresql://shezhire@127.0.0.1:abc/shezhire"),
        ("TIME_ZONE", "Asia"),
        ("TIME_ZONE", "Mars/Base"),
        ("TIME_ZONE", "../../etc/passwd"),
        ("SECRET_KEY", "short"),
        ("DATA_DIR", "/dev/null/data"),
    ],
)
def test_a_wrong_setting_is_named(settings, name, typed):
    with pytest.raises(WrongSetting, match=rf"^{name}: "):
        read({**settings, name: typed})


@pytest.mark.parametrize("name", ["PUBLIC_BASE_URL", "SECRET_KEY"])
def test_what_others_can_reach_needs_its_address_and_its_secret(settings, name):
    beyond = {**settings, "HOST": "0.0.0.0", "PUBLIC_BASE_URL": "https://shezhire.example"}
    del beyond[name]

    with pytest.raises(WrongSetting, match=rf"^{name}: needed"):
        read(beyond)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("MAIL_REPLIES_USER", ""),
        ("MAIL_REPLIES_PASSWORD", ""),
        ("MAIL_REPLIES_PORT", "imap"),
        ("MAIL_REPLIES_FOLDER", 'INBOX" "x'),
        ("MAIL_REPLIES_ADDRESS", "answers"),
    ],
)
def test_a_mailbox_of_answers_is_named_whole_or_not_at_all(settings, name, typed):
    mailbox = {"HOST": "imap.library.example", "USER": "answers@library.example", "PASSWORD": "secret"}
    whole = {**settings, **{f"MAIL_REPLIES_{part}": value for part, value in mailbox.items()}}
    assert read(whole)["MAIL_REPLIES_ADDRESS"] == "answers@library.example"

    with pytest.raises(WrongSetting, match=rf"^{name}: "):
        read({**whole, name: typed})


def test_the_password_of_a_database_is_never_said(settings):
    with pytest.raises(WrongSetting) as refusal:
        read({**settings, "DATABASE_URL": "mysql://root:hunter2@127.0.0.1/shezhire"})

    assert "hunter2" not in str(refusal.value)


def test_a_folder_with_a_space_in_its_name_is_one_folder(tmp_path, settings):
    folder = tmp_path / "two words"

    config = read({**settings, "DATA_DIR": str(folder)})

    assert folder_of(config["MAIL_URL"]) == folder / "mail"
    assert folder_of(config["STORAGE_URL"]) == folder / "files"
    assert [path.name for path in tmp_path.iterdir() if "%" in path.name] == []


def test_behind_a_proxy_that_speaks_https_browsers_are_told_to_stay_there(tmp_path, settings):
    app = create_app({**settings, "PUBLIC_BASE_URL": "https://shezhire.example", "DEMO": "0"})

    answer = app.test_client().get(
        "/healthz", headers={"X-Forwarded-Proto": "https"}, base_url="http://shezhire.example"
    )

    assert answer.status_code == 200
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert "script-src https://shezhire.example/static/dist/" in answer.headers["Content-Security-Policy"]
