"""Being asked to stop: by Ctrl-C, by whoever supervises us, or by a terminal that closes. Once is enough."""

import signal

#: A plain list: what a signal does must not wait for a lock that the interrupted line may hold.
ASKED: list = []


def listen():
    """From now on these signals ask to stop, save a SIGHUP that `nohup` has us ignore."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, ask_to_stop)


def ask_to_stop(*_signal):
    ASKED.append(True)


def is_stopping():
    """Whether we were asked to stop: long work ends after the piece it is at."""
    return bool(ASKED)
