"""Subjects and names in Kazakh and Russian letters come out of a letter as they were put in, at any length."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest

from app.outbox.headers import ASCII

SUBJECT = "Тексерілетін материал: «Мектеп оқушыларының фотосуреті», 1957 жыл, school photographs, қала мұражайынан"
NAME = "Әбдірахманова-Сейітқалиева Айгүл-Ботагөз Нұрсұлтанқызы, кітапханашы"


def sent(name, value):
    message = EmailMessage(policy=ASCII)
    message[name] = value
    return message.as_bytes()


def read(content, name):
    return message_from_bytes(content, policy=default)[name]


def as_older_programs_read(content, name):
    """By RFC 2047 to the letter; the newer reader sets a space into a name where its encoding was split."""
    return str(make_header(decode_header(message_from_bytes(content)[name])))


@pytest.mark.parametrize("length", range(1, len(SUBJECT) + 1))
def test_a_subject_keeps_every_space(length):
    subject = SUBJECT[:length].strip()

    content = sent("Subject", subject)

    assert read(content, "Subject") == subject
    assert max(map(len, content.splitlines())) <= 78


@pytest.mark.parametrize("length", range(1, len(NAME) + 1))
def test_a_name_keeps_every_space(length):
    name = NAME[:length].strip()

    content = sent("To", Address(name, "aigul", "kitaphana.internal"))

    assert as_older_programs_read(content, "To") == f"{name} <aigul@kitaphana.internal>"
    assert read(content, "To").addresses[0].addr_spec == "aigul@kitaphana.internal"
    assert max(map(len, content.splitlines())) <= 78


def test_plain_latin_words_go_as_they_are():
    assert b"Subject: Minutes: First meeting\r\n" in sent("Subject", "Minutes: First meeting")
    assert b"To: Ann Lee <ann@library.example>\r\n" in sent("To", Address("Ann Lee", "ann", "library.example"))


def test_a_header_of_two_lines_is_refused():
    with pytest.raises(ValueError, match="linefeed"):
        sent("Subject", "One\r\nBcc: two@library.example")
