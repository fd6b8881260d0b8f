"""A letter's bytes: the text of its template, the same words set in our letterhead, and its calendar part."""

import re
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime, parseaddr
from itertools import groupby

import css_inline
from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup, escape

from app.outbox.addresses import header, one_line
from app.outbox.headers import ASCII
from app.outbox.links import absolute
from app.outbox.typed_words import MARK, guarded, quoted
from app.text import say

LINK = re.compile(r"^-> (?P<label>.+?): (?P<url>https?://\S+)$")
FACT = re.compile(r"^(?P<label>[^:]{1,60}): (?P<value>.+)$")


def compose(letter, values):
    """The frozen message of a letter as bytes with CRLF, and its subject line. `values` come from its kind."""
    with force_locale(letter.language):
        templates = current_app.extensions["letter_templates"]
        words = drawn(f"mail/{letter.about}.txt", templates, letter=letter, user=letter.user, **values)
        title, _, body = tidy_blank_lines(words).partition("\n\n")
        why = say(values["why"])
        html = letterhead(title, body, why, letter.language)
    message = addressed(letter, title, values.get("unsubscribe"))
    message.set_content(plain(body) + f"\n\n-- \n{why}\n", cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    if calendar := values.get("calendar"):
        add_calendar(message, calendar, values["calendar_method"])
    return message.as_bytes(), title


def init_app(app):
    """Texts of letters have templates of their own, in which every value that is put in is guarded."""
    app.extensions["letter_templates"] = app.jinja_env.overlay(finalize=guarded)
    app.extensions["letter_templates"].in_language = {}
    app.add_template_filter(quoted)


def drawn(template, templates, **values):
    """A template outside of any request: what pages know of their reader does not concern letters."""
    return templates.get_template(template).render(url=absolute, **values)


def tidy_blank_lines(text):
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip()


def addressed(letter, title, unsubscribe=None):
    """The headers every letter carries; one recipient, a date and an id that stay the same for every retry."""
    is_latin = letter.address.rpartition("@")[0].isascii()
    message = EmailMessage(policy=ASCII if is_latin else SMTPUTF8)
    message["From"] = header(*parseaddr(current_app.config["MAIL_FROM"]))
    message["To"] = header(letter.user.full_name if letter.user else "", letter.address)
    message["Subject"] = one_line(title)
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def plain(body):
    """The text part: links on lines of their own, without the arrow that marks them in the template."""
    lines = (LINK.sub(r"\g<label>:\n\g<url>", line) for line in body.splitlines())
    return "\n".join(lines)


def letterhead(title, body, why, language):
    """The same words as HTML, with its styles inline, as mail programs need them."""
    blocks = [block(part) for part in body.split("\n\n")]
    page = drawn("mail/_letterhead.html", current_app.jinja_env, title=title, blocks=blocks, why=why, language=language)
    return css_inline.inline(page)


def block(part):
    """A paragraph of the text as HTML: links as buttons, facts as rows of a table, the rest as it is."""
    runs = groupby(part.splitlines(), shape)
    return Markup("\n").join(setting(list(lines)) for setting, lines in runs)


def shape(line):
    """How a line is set."""
    if line.startswith(MARK):
        return quotation
    return buttons if LINK.match(line) else table if FACT.match(line) else paragraph


def paragraph(lines):
    return Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in lines))


def quotation(lines):
    typed = (escape(line.removeprefix(MARK)) for line in lines)
    return Markup("<blockquote>{}</blockquote>").format(Markup("<br>").join(typed))


def buttons(lines):
    return Markup("").join(button(LINK.match(line)) for line in lines)


def table(lines):
    return Markup("<table>{}</table>").format(Markup("").join(fact(FACT.match(line)) for line in lines))


def button(found):
    return Markup('<p><a class="button" href="{url}">{label}</a></p>').format(**found.groupdict())


def fact(found):
    return Markup("<tr><th>{label}</th><td>{value}</td></tr>").format(**found.groupdict())


def add_calendar(message, calendar, method):
    """The calendar twice: as the part that mail programs act on, and as a file for those that do not."""
    message.add_alternative(calendar.decode(), subtype="calendar", params={"method": method}, cte="base64")
    message.add_attachment(calendar, maintype="application", subtype="ics", filename="meeting.ics")
