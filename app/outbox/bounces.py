"""Letters that come back. Each has a return path of its own, which names it; nothing is ever answered."""

import hashlib
import hmac
import logging
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from flask import current_app

from app.db import begin_write, db, locked
from app.outbox.models import Letter
from app.setting_values import folder_of
from workflows.letters import LetterState
from workflows.sentences import p

log = logging.getLogger(__name__)

#: So many hard bounces suspend an address.
MOST_BOUNCES = 3
RETURN_PATH = re.compile(r"\+(?P<letter_id>\d{1,10})\.(?P<mac>[0-9a-f]{16})@")
CAME_BACK = p("letter reason", "It came back: the address does not take letters.")
#: Headers that say to which address a letter came back, as mail servers write them down.
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


def return_path(letter_id):
    """The envelope's sender of a letter: BOUNCE_ADDRESS with the letter's number, which nobody else can make."""
    local, _, domain = current_app.config["BOUNCE_ADDRESS"].rpartition("@")
    return f"{local}+{letter_id}.{mac(letter_id)}@{domain}"


def mac(letter_id):
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"bounce {letter_id}".encode(), hashlib.sha256).hexdigest()[:16]


def read_bounces():
    """Every minute: what lies in the Maildir that BOUNCE_URL names. A file that was read moves to `cur`."""
    if url := current_app.config["BOUNCE_URL"]:
        folder = folder_of(url)
        for file in sorted((folder / "new").glob("*")):
            take_back(file.read_bytes())
            (folder / "cur").mkdir(exist_ok=True)
            file.rename(Path(folder, "cur", f"{file.name}:2,S"))


def take_back(content):
    """Note what came back. Only a lasting failure of a letter of ours counts; anything else is left alone."""
    message = message_from_bytes(content, policy=default)
    letter_id = letter_of(message)
    if letter_id and is_lasting_failure(message):
        begin_write()
        letter = db.session.scalars(locked(db.select(Letter).where(Letter.id == letter_id))).one_or_none()
        if letter and letter.state in (LetterState.SENT, LetterState.AMBIGUOUS):
            bounce(letter)
        db.session.commit()


def letter_of(message):
    """The number of the letter whose return path this came to; None when it is none of ours."""
    addresses = " ".join(str(value) for name in ADDRESSED for value in message.get_all(name, []))
    for found in RETURN_PATH.finditer(addresses):
        if hmac.compare_digest(found["mac"], mac(int(found["letter_id"]))):
            return int(found["letter_id"])
    return None


def is_lasting_failure(message):
    """Whether it is a report (RFC 3464) of a failure with a status of class 5."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            fields = [field for block in part.get_payload() for field in block.items()]
            said = {name.lower(): value.strip().lower() for name, value in fields}
            if said.get("action") == "failed" and said.get("status", "").startswith("5"):
                return True
    return False


def bounce(letter):
    """The letter came back, and its reader's address has one more against it."""
    db.session.execute(
        db.update(Letter)
        .where(Letter.id == letter.id)
        .values(state=LetterState.BOUNCED, reason=CAME_BACK, version=Letter.version + 1)
    )
    if letter.user and letter.user.email == letter.address:
        letter.user.bounces += 1


def is_suspended(address):
    """Whether letters to an address that belongs to no account came back too often."""
    back = db.select(db.func.count()).where(Letter.address == address, Letter.state == LetterState.BOUNCED)
    return db.session.scalar(back) >= MOST_BOUNCES
