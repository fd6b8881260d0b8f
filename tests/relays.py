"""Relays for tests and drills: a real Postfix of our own, whose letters end in its discard transport."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.postgres import free_port

POSTFIX = shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {log}
maillog_file_prefixes = /tmp, /var
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.internal
mydestination =
local_recipient_maps =
relay_domains =
mynetworks = 127.0.0.0/8
default_transport = discard:
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_client_message_rate_limit = 0
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtputf8_enable = yes
alias_maps =
"""
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
showq unix n - n - - showq
"""


class Relay(NamedTuple):
    """Where it listens, where it writes its log, and how it is told what to do."""

    url: str
    log: Path
    folder: Path

    def tell(self, word):
        subprocess.run([POSTFIX, "-c", self.folder / "etc", word], check=True, capture_output=True)

    def log_url(self):
        return f"postfix://{self.log}"


@contextmanager
def postfix():
    """Run a Postfix of its own folder for as long as the block lasts. It needs root, as every Postfix does."""
    folder = Path(tempfile.mkdtemp(prefix="shezhire-postfix-", dir="/tmp"))
    folder.chmod(0o755)
    log, port = folder / "log" / "mail.log", free_port()
    for name in ("etc", "spool", "data", "log"):
        (folder / name).mkdir(mode=0o755)
    (folder / "etc" / "main.cf").write_text(MAIN.format(folder=folder, log=log))
    (folder / "etc" / "master.cf").write_text(MASTER.format(port=port))
    shutil.chown(folder / "data", "postfix")
    relay = Relay(f"smtp://127.0.0.1:{port}", log, folder)
    relay.tell("start")
    try:
        wait_for(log)
        yield relay
    finally:
        subprocess.run([POSTFIX, "-c", folder / "etc", "abort"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(log):
    """Until it says that it has started."""
    ends = time.monotonic() + 20
    while not (log.exists() and "daemon started" in log.read_text()):
        if time.monotonic() > ends:
            raise RuntimeError(f"Postfix does not start: {log.read_text() if log.exists() else 'no log'}")
        time.sleep(0.05)
