"""Settings. The only reader of the environment; a wrong one stops the start with a sentence that names it."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from click import ClickException
from sqlalchemy.exc import ArgumentError

from app.db import engine_url

ROOT = Path(__file__).parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LANGUAGES = ("kk", "ru", "en")
TAKES_DATABASE = "DATABASE_URL: give sqlite:///path or postgresql://user@host/name."
ON_THIS_MACHINE = ("file", "maildir", "sqlite")


class WrongSetting(ClickException):
    """The service cannot start with this setting; the message names it and says what it takes."""

    def __str__(self):
        return self.message


def read(given=None):
    """Flask's configuration from the environment (or, in tests, from a mapping of the same names)."""
    settings = os.environ if given is None else given
    data = data_folder(settings)
    host = settings.get("HOST", "127.0.0.1")
    port = number(settings, "PORT", 8000)
    base = base_url(settings, host, port)
    database = database_url(settings, data)
    return {
        "DATA_DIR": data,
        "HOST": host,
        "PORT": port,
        "PUBLIC_BASE_URL": base,
        "SECRET_KEY": secret_key(settings, data, host),
        "SQLALCHEMY_DATABASE_URI": database,
        "SQLITE_SYNCHRONOUS": settings.get("SQLITE_SYNCHRONOUS", "NORMAL"),
        "STORAGE_URL": addressed(settings, "STORAGE_URL", f"file://{data}/files", ("file",)),
        "QUEUE_URL": addressed(settings, "QUEUE_URL", queue_url(database, data), ("sqlite", "postgresql")),
        "MAIL_URL": mail_url(settings, data),
        "MAIL_FROM": settings.get("MAIL_FROM", f"Shezhire <shezhire@{urlsplit(base).hostname}>"),
        "DEMO": switch(settings, "DEMO", True),
        "PROJECTS_BY_ADMINISTRATORS": switch(settings, "PROJECTS_BY_ADMINISTRATORS", False),
        "TIME_ZONE": time_zone(settings),
        **fixed(base),
    }


def fixed(base):
    """What follows from the public address, and the limits that nobody needs to set."""
    address = urlsplit(base)
    return {
        "TRUSTED_HOSTS": [address.hostname, *LOOPBACK],
        "SESSION_COOKIE_NAME": "shezhire",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": address.scheme == "https",
        "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 30,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": 2 * 1024**2,
        "MAX_FORM_MEMORY_SIZE": 1024**2,
        "MAX_FORM_PARTS": 400,
        "BABEL_DEFAULT_LOCALE": "kk",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "app" / "translations"),
    }


def data_folder(settings):
    folder = Path(settings.get("DATA_DIR", ROOT / "data")).absolute()
    require_writable("DATA_DIR", folder)
    return folder


def require_writable(name, folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
    except OSError as error:
        raise WrongSetting(f"{name}: the folder {folder} cannot be written ({error.strerror}).") from error


def number(settings, name, default):
    try:
        port = int(settings.get(name, default))
    except ValueError:
        port = 0
    if not 0 < port < 65536:
        raise WrongSetting(f"{name}: give a whole number from 1 to 65535, not “{settings[name]}”.")
    return port


def switch(settings, name, default):
    typed = settings.get(name, "1" if default else "0").strip().lower()
    if typed not in ("0", "1", "no", "yes", "false", "true"):
        raise WrongSetting(f"{name}: give 1 or 0, not “{typed}”.")
    return typed in ("1", "yes", "true")


def base_url(settings, host, port):
    given = settings.get("PUBLIC_BASE_URL", "")
    if not given and host not in LOOPBACK:
        raise WrongSetting(
            "PUBLIC_BASE_URL: needed when the service listens beyond this machine; "
            "links in letters are made from it, such as https://shezhire.example."
        )
    address = urlsplit(given or f"http://{bracketed(host)}:{port}")
    if address.scheme not in ("http", "https") or not address.hostname or address.path not in ("", "/"):
        raise WrongSetting(f"PUBLIC_BASE_URL: give an address such as https://shezhire.example, not “{given}”.")
    return f"{address.scheme}://{address.netloc}"


def bracketed(host):
    """The host as addresses have it: one of IPv6 stands in brackets."""
    return f"[{host}]" if ":" in host else host


def secret_key(settings, data, host):
    """The given key; on loopback one that is made once and kept in the data folder."""
    if given := settings.get("SECRET_KEY"):
        if len(given) < 32:
            raise WrongSetting("SECRET_KEY: give at least 32 random characters.")
        return given
    if host not in LOOPBACK:
        raise WrongSetting("SECRET_KEY: needed when the service listens beyond this machine (32 characters).")
    kept = data / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def database_url(settings, data):
    given = settings.get("DATABASE_URL", f"sqlite:///{data}/shezhire.db")
    try:
        address = engine_url(given)
    except ArgumentError as error:
        raise WrongSetting(TAKES_DATABASE) from error
    if address.get_backend_name() not in ("sqlite", "postgresql") or not address.database:
        raise WrongSetting(TAKES_DATABASE)
    if address.get_backend_name() == "sqlite":
        require_writable("DATABASE_URL", Path(address.database).absolute().parent)
    return address.render_as_string(hide_password=False)


def queue_url(database, data):
    """Background work is queued beside the database, unless told otherwise."""
    if database.startswith("postgresql"):
        return database.replace("+psycopg", "", 1)
    return f"sqlite:///{data}/queue.db"


def mail_url(settings, data):
    url = addressed(settings, "MAIL_URL", f"maildir://{data}/mail", ("maildir", "smtp", "smtps"))
    if urlsplit(url).scheme != "maildir" and not urlsplit(url).hostname:
        raise WrongSetting("MAIL_URL: name the server, such as smtp://relay.example:25.")
    return url


def addressed(settings, name, default, schemes):
    """An address with one of these schemes; the folder of one that lies on this machine can be written."""
    given = settings.get(name) or default
    address = urlsplit(given)
    if address.scheme not in schemes:
        raise WrongSetting(f"{name}: give an address that begins with {' or '.join(s + '://' for s in schemes)}.")
    if address.scheme in ON_THIS_MACHINE:
        require_folder(name, address)
    return given


def require_folder(name, address):
    path = Path(unquote(address.path))
    if address.netloc or not path.is_absolute():
        raise WrongSetting(
            f"{name}: give the whole path after three slashes, such as {address.scheme}:///srv/shezhire."
        )
    require_writable(name, path.parent if address.scheme == "sqlite" else path)


def time_zone(settings):
    name = settings.get("TIME_ZONE", "Asia/Qostanay")
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WrongSetting(f"TIME_ZONE: give the name of a zone such as Asia/Qostanay, not “{name}”.") from error
