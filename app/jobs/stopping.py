"""Being asked to stop: by Ctrl-C, by whoever supervises us, or by a terminal that closes. Once is enough."""

import signal

#: A plain list: what a signal does must not wait for a lock that the interrupted line may hold.
ASKED: list = []


def listen():
    """From now on these signals ask to stop, save a SIGHUP that `nohup` has us ignore."""
    answer(ask_to_stop)


def stop_listening():
    """In a fork of a process that listens: the signals end it, as they would any other."""
    answer(signal.SIG_DFL)


def answer(how):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, how)


def ask_to_stop(*_signal):
    ASKED.append(True)


def is_stopping():
    """Whether we were asked to stop: long work ends after the piece it is at."""
    return bool(ASKED)
