"""What a setting may be: each check raises `WrongSetting` with a sentence that names it."""

import os
from email.headerregistry import Address
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from click import ClickException

ON_THIS_MACHINE = ("file", "maildir", "sqlite")


class WrongSetting(ClickException):
    """The service cannot start with this setting; the message names it and says what it takes."""

    def __str__(self):
        return self.message


def require_writable(name, folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
    except OSError as error:
        raise WrongSetting(f"{name}: the folder {folder} cannot be written ({error.strerror}).") from error


def number(settings, name, default, *, least=1, most=65535):
    try:
        given = int(settings.get(name, default))
    except ValueError:
        given = least - 1
    if not least <= given <= most:
        raise WrongSetting(f"{name}: give a whole number from {least} to {most}, not “{settings[name]}”.")
    return given


def switch(settings, name, default):
    typed = settings.get(name, "1" if default else "0").strip().lower()
    if typed not in ("0", "1", "no", "yes", "false", "true"):
        raise WrongSetting(f"{name}: give 1 or 0, not “{typed}”.")
    return typed in ("1", "yes", "true")


def synchronous(settings):
    """How sure SQLite is before it goes on; the worker always takes FULL."""
    given = settings.get("SQLITE_SYNCHRONOUS", "NORMAL").upper()
    if given not in ("OFF", "NORMAL", "FULL", "EXTRA"):
        raise WrongSetting(f"SQLITE_SYNCHRONOUS: give OFF, NORMAL, FULL or EXTRA, not “{given}”.")
    return given


def mail_from(settings, base):
    """The sender as a name and one address, or an address alone."""
    host = urlsplit(base).hostname
    given = settings.get("MAIL_FROM") or f"Shezhire <shezhire@{'localhost' if is_number(host) else host}>"
    _name, address = parseaddr(given)
    if not is_address(address) or not given.isprintable() or given.count("@") != 1:
        raise WrongSetting(f"MAIL_FROM: give an address such as Shezhire <shezhire@library.example>, not “{given}”.")
    return given


def bounce_address(settings):
    """Where letters come back to: an address of its own, or empty for the sender's."""
    given = settings.get("BOUNCE_ADDRESS", "")
    if given and not is_address(given):
        raise WrongSetting(f"BOUNCE_ADDRESS: give an address such as bounce@library.example, not “{given}”.")
    return given


def replies(settings):
    """The mailbox that calendars answer to; without its host there is none, and nothing else of it counts."""
    host = settings.get("MAIL_REPLIES_HOST", "")
    given = {
        "MAIL_REPLIES_HOST": host,
        "MAIL_REPLIES_PORT": number(settings, "MAIL_REPLIES_PORT", 993),
        "MAIL_REPLIES_USER": settings.get("MAIL_REPLIES_USER", ""),
        "MAIL_REPLIES_PASSWORD": settings.get("MAIL_REPLIES_PASSWORD", ""),
        "MAIL_REPLIES_FOLDER": settings.get("MAIL_REPLIES_FOLDER", "INBOX"),
        "MAIL_REPLIES_ADDRESS": settings.get("MAIL_REPLIES_ADDRESS") or settings.get("MAIL_REPLIES_USER", ""),
    }
    if host:
        require_mailbox(given)
    return given


def require_mailbox(given):
    for name in ("MAIL_REPLIES_USER", "MAIL_REPLIES_PASSWORD"):
        if not given[name] or not given[name].isprintable():
            raise WrongSetting(f"{name}: needed to read the mailbox at MAIL_REPLIES_HOST.")
    folder = given["MAIL_REPLIES_FOLDER"]
    if not folder.isascii() or not folder.isprintable() or set(folder) & set('"\\'):
        raise WrongSetting(f"MAIL_REPLIES_FOLDER: give the name of a folder such as INBOX, not “{folder}”.")
    if not is_address(given["MAIL_REPLIES_ADDRESS"]):
        raise WrongSetting(
            "MAIL_REPLIES_ADDRESS: give the address whose letters arrive in that mailbox, "
            f"such as answers@library.example, not “{given['MAIL_REPLIES_ADDRESS']}”."
        )


def is_number(host):
    """Whether a host is named by its number, which no relay takes behind an @."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_address(given):
    local, _, domain = given.rpartition("@")
    try:
        Address(username=local, domain=domain)
    except (ValueError, IndexError):
        return False
    return bool(local and domain) and given.isascii() and given.isprintable() and "@" not in local


def log_file(settings, name):
    """A file that can be read, or empty."""
    given = settings.get(name, "")
    if given and not os.access(given, os.R_OK):
        raise WrongSetting(f"{name}: the file {given} cannot be read.")
    return given


def parsed(name, given):
    """The parts of an address, its port a number that can be one."""
    address = urlsplit(given)
    try:
        is_possible = address.port is None or address.port > 0
    except ValueError:
        is_possible = False
    if not is_possible:
        raise WrongSetting(f"{name}: the port of an address is a whole number from 1 to 65535.")
    return address


def addressed(settings, name, default, schemes):
    """An address with one of these schemes; the folder of one that lies on this machine can be written."""
    given = settings.get(name) or default
    if not given:
        return ""
    address = parsed(name, given)
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
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongSetting(f"TIME_ZONE: give the name of a zone such as Asia/Qostanay, not “{name}”.") from error


def folder_of(url):
    """The folder or file on this machine that a `file:`, `maildir:` or `sqlite:` address names."""
    return Path(unquote(urlsplit(url).path))
