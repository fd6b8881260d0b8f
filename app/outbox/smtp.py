"""A relay, spoken to verb by verb, because only the dot at the end of a letter is the point of no return.

`smtplib.sendmail()` raises the same error for a line lost before the dot and after it; here the two differ.
"""

import re
import smtplib

from app.outbox.addresses import on_the_wire
from app.outbox.connecting import VERB, Connection, told, words
from app.outbox.outcomes import ChannelBroken, Outcome

#: Seconds to wait for the answer to the dot (RFC 5321, 4.5.3.2).
DOT = 600
LINE_BREAK = re.compile(r"[\r\n]")
QUEUED_AS = re.compile(r"queued as (\w+)", re.IGNORECASE)


class Relay(Connection):
    """A connection, opened when the first letter needs it, for many letters with one recipient each."""

    delivers_reserved = False

    def __init__(self, url, sender):
        super().__init__(url)
        self.sender = sender
        self.is_ahead = False

    def send(self, letter, *, keep, reach_dot):
        """MAIL, RCPT, DATA and the body; then leave is asked; then the dot. None when leave was not given."""
        self.begin(letter, keep)
        try:
            refused = self.before_the_dot(letter, keep)
        except OSError as error:
            self.drop()
            return Outcome("put_back", text=f"the line broke before the end: {error}")
        if refused:
            self.reset()
            return refused
        if not reach_dot():
            self.drop()
            return None
        return self.dot()

    def begin(self, letter, keep):
        """MAIL, on a new connection where the relay has closed the old one."""
        was_open = self.smtp is not None
        keep()
        try:
            if not was_open:
                self.connect()
                self.secure()
                self.log_in()
            self.mail(letter)
        except OSError as error:
            self.drop()
            if not was_open:
                raise ChannelBroken(f"{self.name}: {told(error)}") from error
            self.begin(letter, keep)

    def mail(self, letter):
        """The sender; where the relay takes verbs together (RFC 2920), the recipient and DATA with it."""
        self.is_idle = False
        self.is_ahead = self.smtp.has_extn("pipelining") and self.takes(letter)
        code, text = self.say(*self.verbs(letter)) if self.is_ahead else self.say(self.verbs(letter)[0])
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, text, self.sender)

    def verbs(self, letter):
        """What is said before a letter, whose bytes are ASCII; only a recipient in other letters needs SMTPUTF8."""
        is_other = not letter.address.rpartition("@")[0].isascii() and self.smtp.has_extn("smtputf8")
        options = " SMTPUTF8 BODY=8BITMIME" if is_other else ""
        sender, recipient = on_the_wire(letter.return_path or self.sender), on_the_wire(letter.address)
        return f"MAIL FROM:<{sender}>{options}", f"RCPT TO:<{recipient}>", "DATA"

    def takes(self, letter):
        return on_the_wire(letter.address).isascii() or self.smtp.has_extn("smtputf8")

    def say(self, *verbs):
        """The answer to the first of some verbs that go out together."""
        if any(LINE_BREAK.search(verb) for verb in verbs):
            raise ValueError("an address holds a line break")
        self.smtp.send("".join(f"{verb}\r\n" for verb in verbs).encode())
        return self.smtp.getreply()

    def before_the_dot(self, letter, keep):
        """Everything but the dot; gives an outcome when the relay refused on the way."""
        if not self.takes(letter):
            return Outcome("fail", text="the relay takes no addresses in other than Latin letters")
        _mail, recipient, data = self.verbs(letter)
        if refused := self.refused(recipient, (250, 251), keep):
            if self.is_ahead and self.smtp.getreply()[0] == 354:
                self.drop()  # It would take a letter to nobody.
            return refused
        if refused := self.refused(data, (354,), keep):
            return refused
        keep()
        self.smtp.send(with_dots_doubled(letter.mime))
        return None

    def refused(self, verb, wanted, keep):
        """What follows where the relay does not say what is wanted; the verb may have gone out already."""
        keep()
        code, text = self.smtp.getreply() if self.is_ahead else self.say(verb)
        return None if code in wanted else refusal(code, text)

    def dot(self):
        """Hand the letter over. Silence, a broken line or an answer that is none: nobody can know."""
        try:
            self.smtp.sock.settimeout(DOT)
            self.smtp.send(b".\r\n")
            code, text = self.smtp.getreply()
            self.smtp.sock.settimeout(VERB)
        except OSError as error:
            self.drop()
            return Outcome("lose_sight", text=str(error))
        if code // 100 not in (2, 4, 5):
            self.drop()
            return Outcome("lose_sight", code, words(text))
        self.is_idle = True
        if code >= 400:
            return refusal(code, text)
        queue_id = QUEUED_AS.search(words(text))
        return Outcome("sent", code, words(text), queue_id and queue_id[1])

    def has(self, message_id):
        """None: what a relay did with a letter that it was cut off from, only the relay knows."""


def refusal(code, text):
    """4xx: later. 5xx: never. Anything else in that place is no SMTP, and the connection is not to be trusted."""
    if not 400 <= code < 600:
        raise ChannelBroken(f"the relay gave an answer out of turn: {code} {words(text)}")
    return Outcome("put_back" if code < 500 else "fail", code, words(text))


def with_dots_doubled(message):
    """The bytes as DATA takes them: a line that begins with a dot gets a second one (RFC 5321, 4.5.2)."""
    return message.replace(b"\r\n.", b"\r\n..")
