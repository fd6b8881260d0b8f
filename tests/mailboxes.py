"""Mailboxes for tests: a real Dovecot of our own, in which whoever signs in with the password has one."""

import imaplib
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.postgres import free_port

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "secret-of-the-mailbox"
CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1, 127.0.0.2
ssl = no
auth_failure_delay = 0
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
mail_max_userip_connections = 0
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%u
}}
"""
#: What is added for a server whose line is encrypted from the start at 993, and by STARTTLS elsewhere.
ENCRYPTED = """\
listen = 127.0.0.1, 127.0.0.2, {host}
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
service imap-login {{
  inet_listener imaps {{
    address = {host}
    port = 993
    ssl = yes
  }}
}}
"""


class Server(NamedTuple):
    """A server at the loopback addresses 127.0.0.1 and 127.0.0.2.

    An encrypted one is at `host` too, an address of this machine that it has for itself, for which its certificate is.
    """

    port: int
    host: str = ""
    certificate: Path = Path()

    @contextmanager
    def visit(self, user, folder="INBOX"):
        """The mailbox of that person, as a mail program opens it."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=30) as client:
            client.login(user, PASSWORD)
            if folder != "INBOX":
                client.create(folder)
            assert client.select(folder)[0] == "OK"
            yield client


@contextmanager
def dovecot(*, is_encrypted=False):
    """Run a Dovecot of its own folder for as long as the block lasts. It needs root, as Debian's does."""
    folder = Path(tempfile.mkdtemp(prefix="shezhire-dovecot-", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    (folder / "mail").chmod(0o777)
    port = free_port()
    server = Server(port)
    config = folder / "dovecot.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, password=PASSWORD))
    if is_encrypted:
        server = Server(port, f"127.9.{port >> 8}.{port & 255}", folder / "certificate.pem")
        certify(server.host, folder)
        config.write_text(config.read_text() + ENCRYPTED.format(folder=folder, host=server.host))
    running = subprocess.Popen([DOVECOT, "-F", "-c", config])
    try:
        wait_for(server, folder / "log")
        yield server
    finally:
        running.terminate()
        running.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def certify(host, folder):
    """A certificate that no authority has signed, with its key."""
    made = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem", "-days", "2"]
    names = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=IP:{host}"]
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*command, *made, *names], check=True, capture_output=True)


def wait_for(server, log):
    """Until somebody can enter."""
    ends = time.monotonic() + 20
    while True:
        try:
            with server.visit("somebody"):
                return
        except (OSError, imaplib.IMAP4.error) as error:
            if time.monotonic() > ends:
                raise RuntimeError(f"Dovecot does not start: {log.read_text() if log.exists() else error}") from error
            time.sleep(0.05)
