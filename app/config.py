"""Settings. The only reader of the environment; a wrong one stops the start with a sentence that names it."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote, urlsplit

from sqlalchemy.exc import ArgumentError

from app.db import engine_url
from app.setting_values import (
    WrongSetting,
    addressed,
    bounce_address,
    log_file,
    mail_from,
    number,
    parsed,
    replies,
    require_writable,
    switch,
    synchronous,
    time_zone,
)

ROOT = Path(__file__).parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LANGUAGES = ("kk", "ru", "en")
TAKES_DATABASE = "DATABASE_URL: give sqlite:///path or postgresql://user@host/name."


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
        "SQLITE_SYNCHRONOUS": synchronous(settings),
        "STORAGE_URL": addressed(settings, "STORAGE_URL", f"file://{quote(str(data))}/files", ("file",)),
        "QUEUE_URL": addressed(settings, "QUEUE_URL", queue_url(database, data), ("sqlite", "postgresql")),
        "MAIL_URL": mail_url(settings, data),
        "MAIL_FROM": mail_from(settings, base),
        "MAIL_LOG": log_file(settings, "MAIL_LOG"),
        "MAIL_CONNECTIONS": number(settings, "MAIL_CONNECTIONS", 4, most=20),
        "MAIL_PER_MINUTE": number(settings, "MAIL_PER_MINUTE", 0, least=0, most=10**6),
        "MAIL_PER_DOMAIN": number(settings, "MAIL_PER_DOMAIN", 0, least=0, most=10**6),
        "BOUNCE_ADDRESS": bounce_address(settings),
        "BOUNCE_URL": addressed(settings, "BOUNCE_URL", "", ("maildir",)),
        **replies(settings),
        "PROXIES": number(settings, "PROXIES", int(base.startswith("https:")), least=0, most=9),
        "DEMO": switch(settings, "DEMO", True),
        "PROJECTS_BY_ADMINISTRATORS": switch(settings, "PROJECTS_BY_ADMINISTRATORS", False),
        "PROJECT_ROOM": number(settings, "PROJECT_ROOM_GB", 0, least=0, most=10**6) * 1024**3,
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


def base_url(settings, host, port):
    given = settings.get("PUBLIC_BASE_URL", "")
    if not given and host not in LOOPBACK:
        raise WrongSetting(
            "PUBLIC_BASE_URL: needed when the service listens beyond this machine; "
            "links in letters are made from it, such as https://shezhire.example."
        )
    address = parsed("PUBLIC_BASE_URL", given or f"http://{bracketed(host)}:{port}")
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
    except (ArgumentError, ValueError) as error:
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
    return f"sqlite:///{quote(str(data))}/queue.db"


def mail_url(settings, data):
    url = addressed(settings, "MAIL_URL", f"maildir://{quote(str(data))}/mail", ("maildir", "smtp", "smtps"))
    if urlsplit(url).scheme != "maildir" and not urlsplit(url).hostname:
        raise WrongSetting("MAIL_URL: name the server, such as smtp://relay.example:25.")
    return url
