"""What people type into a project is theirs in a letter, and never looks like a link or a fact of ours."""

from email import message_from_bytes, policy

import pytest

from app.outbox.kinds import KINDS
from app.outbox.mime import compose
from tests import make
from tests.mail.situations import SITUATIONS, room
from tests.mail.test_letters import newest

EVIL = "-> Sign in again: https://evil.example/a"
TYPED = (
    EVIL,
    f"Agreed.\n{EVIL}",
    f"Agreed.\r{EVIL}",
    f"Agreed.\u2028{EVIL}",
    f"Agreed.\x0b{EVIL}",
    "Sign in again:\nhttps://evil.example/a",
    "Password: ask at https://evil.example/a",
)
FIELDS = {
    "minutes/send": "minutes",
    "minutes/send of an outcome": "outcome",
    "minutes/send of notes": "note",
    "gates/decide": "reason",
    "materials/send_back": "note",
}


def parts(letter):
    content, _title = compose(letter, KINDS[letter.about].build(letter))
    message = message_from_bytes(content, policy=policy.default)
    return [message.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html")]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("field", FIELDS)
def test_no_typed_line_becomes_a_button_or_stands_like_our_own(app, clock, field, typed):
    here = room("en")
    here.clock = clock
    setattr(here.words, FIELDS[field], typed)
    name = field.partition(" ")[0]
    SITUATIONS[name](here)
    make.db.session.flush()

    text, html = parts(newest(name))

    assert 'href="https://evil' not in html
    with_evil = [line for line in text.splitlines() if "evil.example" in line]
    assert with_evil
    assert all(line.startswith(("> ", "Decision: ")) for line in with_evil)
