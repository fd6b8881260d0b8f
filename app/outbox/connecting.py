"""A connection to a relay: opened, encrypted, signed in, and closed without breaking into a letter."""

import smtplib
import socket
import ssl
from urllib.parse import unquote, urlsplit

#: Seconds to wait: for the connection, and for the answer to a verb (RFC 5321, 4.5.3.2).
CONNECT, VERB = 10, 60
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Connection:
    """One SMTP connection; `smtp` is None while it is not open, and `is_idle` tells whether it is between letters."""

    def __init__(self, url):
        self.address = urlsplit(url)
        self.name = f"{self.address.scheme}://{self.address.hostname}:{self.address.port or 'default'}"
        self.smtp = None
        self.is_idle = True

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

    def reset(self):
        """Make the connection ready for the next letter after a refusal."""
        try:
            if self.smtp:
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


def told(error):
    """What went wrong, in the relay's own words where it said some."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {words(text) if isinstance(text, bytes) else text}"
    return str(error)


def words(text):
    return text.decode("utf-8", "replace")
