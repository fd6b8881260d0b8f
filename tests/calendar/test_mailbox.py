"""The mailbox of answers: nothing stops its reading, no letter counts twice, administrators see how it goes."""

from datetime import timedelta

import pytest

from app.calendar.replies.mailbox import Place, opened
from app.calendar.replies.models import ReplyMailbox
from app.calendar.replies.reading import read
from app.calendar.replies.turns import Lost, take_turn
from app.db import db
from tests import make
from tests.calendar.answers import FOLDER, answer, journal, read_anew, unread
from tests.conftest import NOON
from workflows.meetings import Answer


def nested(depth):
    heads = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(depth))
    return f"From: a@b.kz\r\n{heads}\r\n".encode()


HOSTILE = {
    "bytes that are no letter": bytes(range(1, 256)) * 10,
    "too large": b"From: a@b.kz\r\n\r\n" + b"x" * 300_000,
    "parts within parts": nested(2_000),
    "letters within letters": b"Content-Type: message/rfc822\r\n\r\n" * 3_000,
    "many parts": b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n" * 20_000,
    "no character set": b"From: a@b.kz\r\nContent-Type: text/calendar; charset=zip\r\n\r\nBEGIN:VCALENDAR\r\n",
    "no base64": b"From: a@b.kz\r\nContent-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n=====x",
    "components within components": b"From: a@b.kz\r\nContent-Type: text/calendar\r\n\r\n"
    + b"BEGIN:VEVENT\r\n" * 3_000,
    "an endless line": b"From: a@b.kz\r\nContent-Type: text/calendar\r\n\r\nATTENDEE" + b';X="a"' * 9_000,
    "broken parameters": b"From: a@b.kz\r\nContent-Type: text/calendar\r\n\r\nATTENDEE;=:;\r\n",
    "a sender without end": b"From: "
    + b'"a" <' * 20_000
    + b"\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n",
    "8-bit headers": "From: Қасымов <қ@қ.kz>\r\nContent-Type: text/қ; boundary=\r\n\r\n".encode(),
    "empty": b"\r\n",
}


@pytest.mark.parametrize("lines", [{"SEQUENCE": ":" + "9" * 5_000}, {"DTSTAMP": ":99999999T999999Z"},
                                   {"UID": ":\0"}, {"DTSTAMP": ":٢٠٢٦"}, {"UID": ":" + "x" * 40_000}])  # fmt: skip
def test_a_calendar_with_values_out_of_measure_is_left_alone(meeting, row, put, lines):
    put(answer(meeting, **lines))
    put(answer(meeting, said="DECLINED"))

    read_anew()

    assert row.answer is Answer.NO


def test_no_letter_stops_the_ones_behind_it(meeting, row, put, mailbox):
    for content in HOSTILE.values():
        put(content)
    put(answer(meeting))

    read_anew()

    assert (row.answer, unread(mailbox)) == (Answer.YES, len(HOSTILE))


def test_a_letter_at_which_the_worker_died_three_times_is_passed_over(app, meeting, row, put, mailbox):
    put(answer(meeting))
    put(answer(meeting, said="DECLINED"))
    name, validity = Place.of(app.config).name, validity_of(mailbox)
    make.save(ReplyMailbox(name=name, uid_validity=validity, trying_uid=1, tries=3))

    read_anew()

    assert row.answer is Answer.NO
    assert journal() == ["meeting/answer_by_mail"]


def validity_of(mailbox):
    return int(mailbox.status(FOLDER, "(UIDVALIDITY)")[1][0].split()[-1].rstrip(b")"))


def test_an_answer_whose_worker_died_before_it_was_kept_is_read_when_its_turn_runs_out(app, meeting, row, put, clock):
    put(answer(meeting))
    turn = take_turn(Place.of(app.config).name)
    turn.begin(1, 1)

    read_anew()
    assert row.answer is None

    clock.shift(timedelta(minutes=6))
    read_anew()
    assert row.answer is Answer.YES


def test_an_answer_whose_worker_died_before_it_was_marked_is_not_counted_again(meeting, row, put, mailbox):
    put(answer(meeting))
    read_anew()
    mailbox.noop()
    mailbox.store("1", "-FLAGS", r"(\Seen)")

    read_anew()

    assert journal() == ["meeting/answer_by_mail"]


def test_a_worker_whose_turn_ran_out_keeps_nothing(app, meeting, row, put, clock):
    put(answer(meeting))
    late = take_turn(Place.of(app.config).name)
    clock.shift(timedelta(minutes=6))
    assert take_turn(Place.of(app.config).name) is not None

    with pytest.raises(Lost), opened(Place.of(app.config)) as mailbox:
        read(mailbox, late)

    db.session.rollback()
    assert (row.answer, journal()) == (None, [])


def test_a_mailbox_that_the_server_numbers_anew_is_read_again_and_nothing_changes(meeting, row, put, mailbox, clock):
    clock.shift(timedelta(minutes=1))
    both = [answer(meeting), answer(meeting, said="DECLINED", at=NOON + timedelta(seconds=1))]
    for content in both:
        put(content)
    read_anew()
    assert journal() == ["meeting/answer_by_mail"] * 2
    mailbox.close()
    mailbox.delete(FOLDER)
    mailbox.create(FOLDER)
    mailbox.select(FOLDER)
    for content in both:
        put(content)

    read_anew()

    assert (row.answer, len(journal())) == (Answer.NO, 2)


def test_where_no_mailbox_is_set_nothing_is_read(app, meeting, row, put, monkeypatch):
    put(answer(meeting))
    monkeypatch.setitem(app.config, "MAIL_REPLIES_HOST", "")

    read_anew()

    assert (row.answer, db.session.scalar(db.select(ReplyMailbox))) == (None, None)


def test_administrators_see_whether_the_mailbox_can_be_read(app, mailbox, as_user, monkeypatch):
    browser = as_user(make.user("admin@library.example", "Бота", is_administrator=True))
    assert "Not read yet." in browser.get("/mail").text

    read_anew()
    page = browser.get("/mail").text
    assert "Last read" in page
    assert "Does not work" not in page

    monkeypatch.setitem(app.config, "MAIL_REPLIES_PASSWORD", "wrong")
    read_anew()
    assert "AUTHENTICATIONFAILED" in browser.get("/mail").text
    checked = app.test_cli_runner().invoke(args=["mail-check", "somebody@library.example"])
    assert "FAILS: Open the mailbox of answers: " in checked.output
    assert checked.exit_code == 1


def test_a_password_does_not_travel_to_another_machine_in_the_open(app, mailbox, as_user, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_REPLIES_HOST", "127.0.0.2")

    read_anew()

    assert "must not travel in the open" in db.session.scalars(db.select(ReplyMailbox.trouble)).one()
