"""What the built-in checks of WTForms say, in our own words: its catalogues are uneven and address nobody."""

from flask_babel import get_domain, lazy_ngettext
from flask_babel import lazy_gettext as _l

#: Read by whoever gathers the messages; English says what WTForms says.
BUILT_IN = (
    _l("This field is required."),
    _l("Not a valid choice."),
    _l("Invalid Choice: could not coerce."),
    _l("Invalid choice(s): one or more data inputs could not be coerced."),
    lazy_ngettext(
        "'%(value)s' is not a valid choice for this field.",
        "'%(value)s' are not valid choices for this field.",
        1,
    ),
    _l("Not a valid integer value."),
    _l("Not a valid float value."),
    _l("Not a valid date value."),
    _l("Not a valid datetime value."),
    _l("Not a valid time value."),
    _l("Number must be between %(min)s and %(max)s."),
    lazy_ngettext(
        "Field cannot be longer than %(max)d character.",
        "Field cannot be longer than %(max)d characters.",
        1,
    ),
    lazy_ngettext(
        "Field must be at least %(min)d character long.",
        "Field must be at least %(min)d characters long.",
        1,
    ),
    _l("Field must be between %(min)d and %(max)d characters long."),
)


class OwnSentences:
    """Our catalogue of the reader's language, as forms ask for it: they put the figures in by themselves."""

    def gettext(self, sentence):
        return get_domain().get_translations().gettext(sentence)

    def ngettext(self, one, many, n):
        return get_domain().get_translations().ngettext(one, many, n)
