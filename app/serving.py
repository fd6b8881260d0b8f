"""The web server: granian, whose processes are forked of one that has loaded the application, and share it."""

import gc
import multiprocessing
import socket

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from app.setting_values import WrongSetting

PROCESSES, THREADS = 2, 4
SECONDS_FOR_PAGES = 3


def free_address(host, port):
    """The host as a number, which the web server wants, once it is sure that we can listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise WrongSetting(f"HOST: this machine has no address {host}.") from error
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError as error:
            raise WrongSetting(f"PORT: {port} is not ours to listen on; set one above 1023.") from error
        except OSError as error:
            raise WrongSetting(f"PORT: {host}:{port} cannot be listened on ({error.strerror}); set another.") from error
    return address[0]


def make_ready(app):
    """Before the first fork: nothing is open that forks would share, and what is loaded is never looked through again.

    A search for what can go writes to all that it looks at, which copies it into each process.
    """
    app.extensions["huey"].storage.close()
    gc.collect()
    gc.freeze()


def serve(application, address, port):
    """Serve a WSGI application until asked to stop."""
    multiprocessing.set_start_method("fork", force=True)
    server = Granian(
        "",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        # One that is still starting does not hear that it should stop, so it is not waited for longer than this.
        workers_kill_timeout=SECONDS_FOR_PAGES,
    )
    server.serve(target_loader=lambda _target: application)
