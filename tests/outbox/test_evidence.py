"""What a real Postfix did with letters whose line was cut is read from its log, and from nothing that is not whole."""

import os
import smtplib
import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from app import clock
from app.outbox.evidence import Cut, PostfixLog, Verdict
from tests import relays

pytestmark = [pytest.mark.real_time, pytest.mark.skipif(not relays.POSTFIX, reason="There is no Postfix here.")]
LONG_AGO = timedelta(minutes=10)
PREFIX = "Nov 27 03:00:00 relay postfix/"


@pytest.fixture(scope="module")
def postfix():
    with relays.postfix() as relay:
        yield relay


@pytest.fixture
def log(postfix):
    return PostfixLog(postfix.log)


def hand_over(postfix, message_id, *, with_dot, lines=1):
    """A letter on a line that is cut: after its dot, without reading the answer, or before it."""
    address = urlsplit(postfix.url)
    line = smtplib.SMTP(address.hostname, address.port)
    line.ehlo()
    line.mail("library@kitaphana.internal")
    line.rcpt("reader@kitaphana.internal")
    line.docmd("DATA")
    line.send(f"Message-ID: {message_id}\r\n\r\n".encode() + lines * b"Text.\r\n")
    if with_dot:
        line.send(b".\r\n")
    line.close()


def verdict(log, message_id, mark, ended_at):
    return log.verdicts([Cut(message_id, mark, ended_at)])[message_id]


def settled(log, message_id, mark, ended_at):
    """The verdict once Postfix has written what it has to say."""
    for _ in range(50):
        if (found := verdict(log, message_id, mark, ended_at)) is not Verdict.NOT_YET:
            break
        time.sleep(0.05)
    return found


def test_a_letter_whose_answer_was_not_read_has_arrived(postfix, log):
    mark = log.mark()
    hand_over(postfix, "<taken@tests>", with_dot=True)

    assert settled(log, "<taken@tests>", mark, clock.now()) is Verdict.ARRIVED


@pytest.mark.parametrize("lines", [1, 1000])
def test_a_letter_cut_before_its_dot_was_not_accepted_because_the_relay_says_so(postfix, log, lines):
    mark = log.mark()
    hand_over(postfix, f"<cut{lines}@tests>", with_dot=False, lines=lines)

    assert settled(log, f"<cut{lines}@tests>", mark, clock.now()) is Verdict.NOT_ACCEPTED


def test_one_reading_of_the_log_tells_of_every_letter_from_its_own_place_on(postfix, log):
    first = log.mark()
    hand_over(postfix, "<early@tests>", with_dot=True)
    assert settled(log, "<early@tests>", first, clock.now()) is Verdict.ARRIVED
    second = log.mark()
    hand_over(postfix, "<late@tests>", with_dot=False)
    assert settled(log, "<late@tests>", second, clock.now()) is Verdict.NOT_ACCEPTED

    asked = [("<early@tests>", first), ("<late@tests>", first), ("<again@tests>", second), ("<gone@tests>", "")]
    found = log.verdicts([Cut(*one, clock.now() - LONG_AGO) for one in asked])
    later = log.verdicts([Cut("<early@tests>", second, clock.now()), Cut("<late@tests>", first, clock.now())])

    assert list(found.values()) == [Verdict.ARRIVED, Verdict.NOT_ACCEPTED, Verdict.NOT_ACCEPTED, Verdict.UNKNOWN]
    assert list(later.values()) == [Verdict.NOT_YET, Verdict.NOT_ACCEPTED]


def test_a_letter_that_the_relay_read_and_keeps_silent_about_is_not_sent_again(tmp_path):
    log, mark = written(
        tmp_path, "smtpd[7]: AAAAAA: client=unknown[127.0.0.1]", "cleanup[8]: AAAAAA: message-id=<held@tests>"
    )

    assert verdict(log, "<held@tests>", mark, clock.now()) is Verdict.NOT_YET
    assert verdict(log, "<held@tests>", mark, clock.now() - LONG_AGO) is Verdict.UNKNOWN


def test_a_line_that_is_half_written_tells_nothing_yet(tmp_path):
    begun = ["smtpd[7]: AAAAAA: client=unknown[127.0.0.1]", "cleanup[8]: AAAAAA: message-id=<half@tests>"]
    log, mark = written(tmp_path, *begun)
    with log.path.open("a") as file:
        file.write(f"{PREFIX}qmgr[9]: AAAAAA: from=<a@b>, size=1, nrcpt=1 (queue active)")

    assert verdict(log, "<half@tests>", mark, clock.now()) is Verdict.NOT_YET


def test_a_log_that_was_rotated_once_is_read_on(postfix, tmp_path):
    log = copied(postfix, tmp_path)
    mark = log.mark()
    line = added(postfix, "<rotated@tests>")
    os.rename(log.path, tmp_path / "mail.log.1")
    log.path.write_text(line)

    assert verdict(log, "<rotated@tests>", mark, clock.now()) is Verdict.ARRIVED


@pytest.mark.parametrize("kind", ["gone", "rotated twice", "emptied", "written anew", "silent"])
def test_nothing_is_decided_by_a_log_that_is_not_whole(postfix, tmp_path, kind):
    log = copied(postfix, tmp_path)
    mark = log.mark()
    if kind == "gone":
        log.path.unlink()
    elif kind == "rotated twice":
        log.path.rename(tmp_path / "mail.log.2")
        (tmp_path / "mail.log.1").write_text("x")
        log.path.write_text(added(postfix, "<other@tests>"))
    elif kind == "emptied":
        os.truncate(log.path, 0)
    elif kind == "written anew":
        log.path.write_text("y" * 100_000)

    assert verdict(log, "<nobody@tests>", mark, clock.now() - LONG_AGO) is Verdict.UNKNOWN


def test_nothing_is_decided_where_the_relay_was_started_anew(postfix, tmp_path):
    log = copied(postfix, tmp_path)
    mark = log.mark()
    with log.path.open("a") as file:
        file.write("Nov 27 03:00:00 relay postfix/smtpd[7]: AAAAAA: client=unknown[127.0.0.1]\n")
        file.write("Nov 27 03:00:01 relay postfix/master[1]: daemon started -- version 3.7.11\n")

    assert verdict(log, "<nobody@tests>", mark, clock.now() - LONG_AGO) is Verdict.UNKNOWN


def test_a_queue_name_used_again_speaks_of_the_other_letter(tmp_path):
    log, mark = written(
        tmp_path,
        "smtpd[7]: AAAAAA: client=unknown[127.0.0.1]",
        "cleanup[8]: AAAAAA: message-id=<cut@tests>",
        "smtpd[7]: lost connection after DATA (1 bytes) from unknown[127.0.0.1]",
        "smtpd[7]: AAAAAA: client=unknown[127.0.0.1]",
        "cleanup[8]: AAAAAA: message-id=<other@tests>",
        "qmgr[9]: AAAAAA: from=<a@b>, size=1, nrcpt=1 (queue active)",
    )

    assert verdict(log, "<cut@tests>", mark, clock.now()) is Verdict.NOT_ACCEPTED
    assert verdict(log, "<other@tests>", mark, clock.now()) is Verdict.ARRIVED


def written(folder, *lines):
    """A log of which these lines come after the place that is given."""
    log = PostfixLog(folder / "mail.log")
    log.path.write_text("begun\n")
    mark = log.mark()
    with log.path.open("a") as file:
        file.writelines(f"{PREFIX}{line}\n" for line in lines)
    return log, mark


def copied(postfix, folder):
    """A copy of the log that the test may spoil."""
    (folder / "mail.log").write_text(postfix.log.read_text())
    return PostfixLog(folder / "mail.log")


def added(postfix, message_id):
    """What Postfix writes of a letter that it takes."""
    own = PostfixLog(postfix.log)
    mark, begins = own.mark(), own.path.stat().st_size
    hand_over(postfix, message_id, with_dot=True)
    settled(own, message_id, mark, clock.now())
    return own.path.read_text()[begins:]
