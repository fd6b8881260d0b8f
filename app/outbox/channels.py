"""The ways letters leave by, as MAIL_URL names them."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app

from app.outbox.maildir import Maildir
from app.outbox.smtp import Relay
from app.setting_values import folder_of


def open_channel(url):
    """The way that an address names: a Maildir, or a relay whose connection opens with the first letter."""
    if is_maildir(url):
        return Maildir(folder_of(url))
    return Relay(url, parseaddr(current_app.config["MAIL_FROM"])[1])


def is_maildir(url):
    return urlsplit(url).scheme == "maildir"
