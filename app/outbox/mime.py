"""A letter's bytes: the text of its template, the same words set in our letterhead, and its calendar part."""

import re
from email.utils import format_datetime, parseaddr
from itertools import groupby

import css_inline
from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup, escape

from app.outbox import headers, parts
from app.outbox.addresses import header, one_line
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
    same = [parts.text("plain", f"{plain(body)}\n\n-- \n{why}"), parts.text("html", html)]
    if calendar := values.get("calendar"):
        whole = with_calendar(same, calendar, values["calendar_method"], letter.message_id)
    else:
        whole = parts.multipart("alternative", same, letter.message_id)
    reader = header(letter.user.full_name if letter.user else "", letter.address)
    head = heading(
        reader, title, letter.created_at, letter.message_id, values.get("unsubscribe"), values.get("reply_to")
    )
    return head + bytes(whole), title


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


def heading(reader, title, date, message_id, unsubscribe=None, reply_to=None):
    """The headers every letter carries; one recipient, a date and an id that stay the same for every retry."""
    lines = [
        headers.person("From", header(*parseaddr(current_app.config["MAIL_FROM"]))),
        headers.person("To", reader),
        headers.words("Subject", one_line(title)),
        headers.plain("Date", format_datetime(date)),
        headers.plain("Message-ID", message_id),
        headers.plain("Auto-Submitted", "auto-generated"),
        headers.plain("X-Auto-Response-Suppress", "All"),
    ]
    if reply_to:
        lines.append(headers.person("Reply-To", header("", reply_to)))
    if unsubscribe:
        lines.append(headers.plain("List-Unsubscribe", f"<{unsubscribe}>"))
        lines.append(headers.plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return b"".join([*lines, b"MIME-Version: 1.0\r\n"])


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


def with_calendar(same, calendar, method, name):
    """The calendar twice: as the part that mail programs act on, and as a file for those that do not."""
    acted_on = parts.binary(f'text/calendar; charset="utf-8"; method="{method}"', calendar)
    as_file = parts.binary("application/ics", calendar, 'Content-Disposition: attachment; filename="meeting.ics"')
    return parts.multipart("mixed", [parts.multipart("alternative", [*same, acted_on], name), as_file], name)
