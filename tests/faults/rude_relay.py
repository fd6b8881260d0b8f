"""A relay that misbehaves in one way for its first letters: bare sockets, so that it can be as rude as it likes."""

import re
import socketserver
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress

MESSAGE_ID = re.compile(rb"^Message-ID: (<\S+>)", re.MULTILINE)


class RudeRelay:
    """`taken` counts each Message-ID it accepted: the ledger beside the database."""

    def __init__(self, behaviour, rude_for):
        self.behaviour, self.left = behaviour, rude_for
        self.taken = Counter()
        self.lock = threading.Lock()

    @contextmanager
    def running(self):
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), lambda *given: Conversation(self, *given))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"smtp://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()

    def is_rude(self, at):
        """Whether it misbehaves at this place now; each time uses one up."""
        with self.lock:
            if self.left > 0 and self.behaviour.endswith(at):
                self.left -= 1
                return True
            return False

    def mind_your_manners(self):
        self.left = 0


class HungUp(Exception):
    """The line is cut without a word."""


class Conversation(socketserver.StreamRequestHandler):
    """One connection, verb by verb."""

    def __init__(self, relay, *given):
        self.relay = relay
        super().__init__(*given)

    def handle(self):
        with suppress(HungUp, OSError):
            self.talk()

    def talk(self):
        if self.relay.is_rude("refuses the connection"):
            raise HungUp
        self.say("421 not now" if self.relay.is_rude("421 at the greeting") else "220 rude.internal")
        while line := self.rfile.readline():
            verb = line.split()[0].upper().decode("ascii", "replace") if line.split() else ""
            if verb == "QUIT":
                self.say("221 Bye")
                return
            self.answer(verb)

    def answer(self, verb):
        self.misbehave(verb)
        if self.relay.is_rude(f"4xx at {verb}"):
            self.say("451 later")
        elif self.relay.is_rude(f"5xx at {verb}"):
            self.say("550 never")
        elif verb == "DATA":
            self.say("354 go on")
            self.take()
        else:
            self.say("250 rude.internal")

    def misbehave(self, verb):
        if self.relay.is_rude(f"hangs up at {verb}"):
            raise HungUp
        if verb == "RCPT" and self.relay.is_rude("drips"):
            for letter in b"250 OK\r\n":
                self.wfile.write(bytes([letter]))
                time.sleep(0.05)

    def take(self):
        body = b""
        while not body.endswith(b"\r\n.\r\n"):
            if self.relay.is_rude("in the body"):
                raise HungUp
            piece = self.rfile.readline()
            if not piece:
                raise HungUp
            body += piece
        if self.relay.is_rude("hangs up at the dot"):
            raise HungUp
        if self.relay.is_rude("4xx after the dot"):
            self.say("451 later")
        elif self.relay.is_rude("5xx after the dot"):
            self.say("554 never")
        else:
            self.accept(body)

    def accept(self, body):
        with self.relay.lock:
            self.relay.taken[MESSAGE_ID.search(body)[1].decode()] += 1
        if self.relay.is_rude("accepts and hangs up"):
            raise HungUp
        if self.relay.is_rude("accepts and falls silent"):
            time.sleep(3600)
        self.say("999 eh?" if self.relay.is_rude("nonsense after the dot") else "250 OK: queued as 4TnQ7x")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())
