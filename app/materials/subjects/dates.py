"""The small widget for a date of history: how sure it is, and one date or two, as people write them."""

from flask_babel import get_locale, pgettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import Length

from app.forms import Part, options, tidy_line
from app.historic_dates import parse
from app.historic_words import in_words
from app.text import say
from app.typed_dates import read_typed
from workflows.sentences import Sentence, p

#: How a date is meant, in the words of the widget.
WAYS = {
    "": p("date", "On"),
    "about": p("date", "About"),
    "decade": p("date", "In the decade of"),
    "before": p("date", "Before"),
    "after": p("date", "After"),
    "between": p("date", "Between"),
}
MARKS = "~?%"


class DatePart(Part):
    """A date of history; `edtf` is what was chosen and written, once the part is valid."""

    how = SelectField(_l("How sure"), default="")
    first = StringField(_l("Date"), [Length(max=100)], filters=(tidy_line,))
    second = StringField(_l("and"), [Length(max=100)], filters=(tidy_line,))

    edtf = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.how.choices = options([(way, pgettext("date", words)) for way, words in WAYS.items()])

    def validate_first(self, field):
        if self.how.data not in WAYS:
            return  # the choice says so itself
        try:
            self.edtf = composed(self.how.data or "", field.data or "", self.second.data or "")
        except ValueError as error:
            raise ValidationError(say(error.args[0])) from error


def composed(how, first, second):
    """EDTF text of what was chosen and written; empty when no date is given. Raises ValueError with a Sentence."""
    if not first:
        if second:
            raise ValueError(Sentence("Write the first date too."))
        return ""
    if how == "between":
        return parse(f"{one(first)}/{one(second)}").text
    if how == "":
        return read_typed(first)
    date = one(first)
    made = {"about": f"{date}~", "decade": f"{date[:3]}X", "before": f"../{date}", "after": f"{date}/.."}
    return parse(made[how]).text


def one(typed):
    """A single date without marks of doubt, as EDTF."""
    edtf = read_typed(typed)
    if "/" in edtf or edtf[-1] in MARKS:
        raise ValueError(Sentence("Write one date here, such as 1957 or 30.08.1957."))
    return edtf


def drawn(edtf):
    """What the widget shows of a date: ``{"how": …, "first": …, "second": …}``."""
    if not edtf:
        return {}
    start, _slash, end = edtf.partition("/")
    if not end and "/" not in edtf:
        return alone(edtf)
    if start == "..":
        return {"how": "before", "first": said(end)}
    if end == "..":
        return {"how": "after", "first": said(start)}
    if start and end:
        return {"how": "between", "first": said(start), "second": said(end)}
    return {"first": edtf}


def alone(edtf):
    if edtf.endswith("~"):
        return {"how": "about", "first": said(edtf[:-1])}
    if edtf.endswith("X") and edtf[:3].isdecimal():
        return {"how": "decade", "first": f"{edtf[:3]}0"}
    return {"first": said(edtf)}


def said(edtf):
    return in_words(edtf, get_locale().language)


def bounds(edtf, prefix=""):
    """A date of history as its three columns: the text and its first and last day; ``prefix`` names another date."""
    names = (prefix, f"{prefix}_min", f"{prefix}_max") if prefix else ("edtf", "date_min", "date_max")
    if not edtf:
        return dict(zip(names, ("", None, None), strict=True))
    date = parse(edtf)
    return dict(zip(names, (date.text, date.date_min, date.date_max), strict=True))
