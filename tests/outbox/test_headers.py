"""Subjects and names in Kazakh and Russian letters come out of a letter as they were put in, at any length."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.policy import default

import pytest

from app.outbox import headers

SUBJECT = "Тексерілетін материал: «Мектеп оқушыларының фотосуреті», 1957 жыл, school photographs, қала мұражайынан"
NAME = "Әбдірахманова-Сейітқалиева Айгүл-Ботагөз Нұрсұлтанқызы, кітапханашы"


def sent(name, value):
    return headers.person(name, value) if isinstance(value, Address) else headers.words(name, value)


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
    assert b'To: "Lee, Ann" <ann@library.example>\r\n' in sent("To", Address("Lee, Ann", "ann", "library.example"))


def test_long_latin_words_are_folded_where_a_space_is():
    title = "Minutes: " + "a meeting of the group " * 6 + "at last"

    content = sent("Subject", title)

    assert read(content, "Subject") == title
    assert max(map(len, content.splitlines())) <= 78


def test_a_long_latin_name_stands_on_a_line_of_its_own():
    name = "Aigul-Botagoz Nursultankyzy Abdirakhmanova-Seitkalieva"

    content = sent("To", Address(name, "aigul.abdirakhmanova", "kitaphana.internal"))

    assert read(content, "To").addresses[0].display_name == name
    assert max(map(len, content.splitlines())) <= 78


@pytest.mark.parametrize("breaks", ["\r\n", "\n", "\r", "\0"])
@pytest.mark.parametrize("header", [headers.words, headers.plain])
def test_a_header_of_two_lines_is_refused(header, breaks):
    with pytest.raises(ValueError, match="linefeed"):
        header("Subject", f"One{breaks}Bcc: two@library.example")


def test_an_address_to_stop_letters_goes_as_it_is_however_long():
    """RFC 8058: a mail program reads it without decoding anything."""
    address = f"<https://library.example/reminders/stop/2/{'7Y6u2Y' * 12}>"

    assert headers.plain("List-Unsubscribe", address) == f"List-Unsubscribe: {address}\r\n".encode()
