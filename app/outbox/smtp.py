"""A relay, spoken to verb by verb, because only the dot at the end of a letter is the point of no return.

`smtplib.sendmail()` raises the same error for a line lost before the dot and after it; here the two differ.
"""

import re
import smtplib
import socket
import ssl
from urllib.parse import unquote, urlsplit

from app.outbox.addresses import on_the_wire
from app.outbox.outcomes import ChannelBroken, Outcome

#: Seconds to wait: for the connection, for the answer to a verb, for the answer to the dot (RFC 5321, 4.5.3.2).
CONNECT, VERB, DOT = 10, 60, 600
LOOPBACK = ("localhost", "127.0.0.1", "::1")
QUEUED_AS = re.compile(r"queued as (\w+)", re.IGNORECASE)


class Relay:
    """One SMTP connection, opened when the first letter needs it, for many letters with one recipient each."""

    delivers_reserved = False

    def __init__(self, url, sender):
        self.address = urlsplit(url)
        self.sender = sender
        self.name = f"{self.address.scheme}://{self.address.hostname}:{self.address.port or 'default'}"
        self.smtp = None
        self.is_idle = True

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
                raise ChannelBroken(f"{self.name}: {error}") from error
            self.begin(letter, keep)

    def connect(self):
        """Open the line; what the server says of itself."""
        host, port = self.address.hostname, self.address.port or 0
        if self.address.scheme == "smtps":
            self.smtp = smtplib.SMTP_SSL(host, port, timeout=CONNECT, context=self.tls())
        else:
            self.smtp = smtplib.SMTP(host, port, timeout=CONNECT)
        self.smtp.sock.settimeout(VERB)
        # The dot is a packet of its own: without this it would wait 40 ms until the relay's machine confirms the body.
        self.smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.smtp.ehlo_or_helo_if_needed()
        return words((self.smtp.ehlo_resp or b"").partition(b"\n")[0])

    def secure(self):
        """Encrypt the line where the server offers it; by what."""
        if self.address.scheme == "smtp" and self.smtp.has_extn("starttls"):
            self.smtp.starttls(context=self.tls())
            self.smtp.ehlo()
        return self.smtp.sock.version() if isinstance(self.smtp.sock, ssl.SSLSocket) else "–"

    def tls(self):
        """The relay must prove its name, except on this machine, where its certificate is mostly its own."""
        context = ssl.create_default_context()
        if self.address.hostname in LOOPBACK:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def log_in(self):
        """Sign in where MAIL_URL names somebody; as whom."""
        if not self.address.username:
            return "–"
        if not isinstance(self.smtp.sock, ssl.SSLSocket) and self.address.hostname not in LOOPBACK:
            raise smtplib.SMTPNotSupportedError("no TLS is offered, and a password must not travel in the open")
        self.smtp.login(unquote(self.address.username), unquote(self.address.password or ""))
        return unquote(self.address.username)

    def mail(self, letter):
        """The sender. A letter's bytes are ASCII; only a recipient in other letters needs SMTPUTF8 (RFC 6531)."""
        self.is_idle = False
        options = [] if letter.address.rpartition("@")[0].isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
        if options and not self.smtp.has_extn("smtputf8"):
            options = []
        code, text = self.smtp.mail(on_the_wire(letter.return_path or self.sender), options)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, text, self.sender)

    def before_the_dot(self, letter, keep):
        """Everything but the dot; gives an outcome when the relay refused on the way."""
        recipient = on_the_wire(letter.address)
        if not recipient.isascii() and not self.smtp.has_extn("smtputf8"):
            return Outcome("fail", text="the relay takes no addresses in other than Latin letters")
        for verb, wanted in ((f"RCPT TO:<{recipient}>", (250, 251)), ("DATA", (354,))):
            keep()
            code, text = self.smtp.docmd(verb)
            if code not in wanted:
                return refusal(code, text)
        keep()
        self.smtp.send(with_dots_doubled(letter.mime))
        return None

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

    def reset(self):
        """Make the connection ready for the next letter after a refusal."""
        try:
            self.smtp.rset()
            self.is_idle = True
        except OSError:
            self.drop()

    def drop(self):
        """Hang up without a word: what was begun is not accepted."""
        if self.smtp:
            self.smtp.close()
        self.smtp = None
        self.is_idle = True

    def close(self):
        """Say goodbye between letters; in the middle of one a QUIT would become part of it."""
        try:
            if self.smtp and self.is_idle:
                self.smtp.quit()
        except OSError:
            self.is_idle = False
        self.drop()


def refusal(code, text):
    """4xx: later. 5xx: never. Anything else in that place is no SMTP, and the connection is not to be trusted."""
    if not 400 <= code < 600:
        raise ChannelBroken(f"the relay gave an answer out of turn: {code} {words(text)}")
    return Outcome("put_back" if code < 500 else "fail", code, words(text))


def words(text):
    return text.decode("utf-8", "replace")


def with_dots_doubled(message):
    """The bytes as DATA takes them: a line that begins with a dot gets a second one (RFC 5321, 4.5.2)."""
    return message.replace(b"\r\n.", b"\r\n..")
