"""Look into a file in a process of its own, which a hostile file may exhaust and harm nobody.

A script here takes the file from its input and words from its command. One that looks writes a line of JSON, what it
found, and after it the bytes that it made, one thing after the other; one that copies writes the copy.
"""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from flask import current_app

HERE = Path(__file__).parent
#: Whoever ends the worker may end what it started too: that says nothing of the file.
STOPPED = (-signal.SIGTERM, -signal.SIGINT)


class BrokenOff(Exception):
    """The script was ended from outside, and is to be run again."""


class Done(NamedTuple):
    """What a script found, and the bytes that it made."""

    found: dict
    made: bytes


def look_into(stored_name, script, *words, seconds):
    """What the script made of the stored bytes within so many seconds; None where it failed. Raises `BrokenOff`."""
    return found_by(run(stored_name, script, words, seconds))


def look_at(original, script, *words, seconds):
    """The same of an open file."""
    return found_by(run_on(original, script, words, seconds))


def found_by(done):
    if done is None:
        return None
    line, _, made = done.stdout.partition(b"\n")
    return Done(json.loads(line), made)


def copy_into(target, stored_name, script, *words, seconds):
    """Have the script write its copy into an open file; tells whether it could. Raises `BrokenOff`."""
    return run(stored_name, script, words, seconds, target) is not None


def run(stored_name, script, words, seconds, target=subprocess.PIPE):
    try:
        original = current_app.extensions["storage"].open(stored_name)
    except FileNotFoundError:
        return None
    with original:
        return run_on(original, script, words, seconds, target)


def run_on(original, script, words, seconds, target=subprocess.PIPE):
    """What a hostile file has a library complain of may be without end: nobody listens."""
    command = [sys.executable, "-I", str(HERE / script), *map(str, words)]
    streams = {"stdin": original, "stdout": target, "stderr": subprocess.DEVNULL}
    try:
        done = subprocess.run(command, timeout=seconds, **streams)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode in STOPPED:
        raise BrokenOff
    return done if done.returncode == 0 else None
