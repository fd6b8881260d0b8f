"""An hour as it is typed: one that clocks skip is refused, and of one that comes twice it is asked which is meant."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, RadioField, ValidationError

from app import dates
from app.forms import options

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class OneOfTwo:
    """Neither of two equal hours is taken for the other: it has to be said which is meant."""

    field_flags = {"unmarked": True}

    def __call__(self, form, field):
        if form.hour_comes_twice and (not field.raw_data or field.data not in (0, 1)):
            raise ValidationError(_("Choose one of the two."))


def hour_field(*validators):
    return DateTimeLocalField(_l("Day and hour"), validators, format=FORMATS)


def which_field():
    choices = options([(0, _l("The first one")), (1, _l("The second one"))])
    words = _l("This hour comes twice that night. Which one?")
    return RadioField(words, [OneOfTwo()], coerce=int, choices=choices, validate_choice=False)


class HasHour:
    """What a form with the fields `starts_wall` and `fold` asks of them, by the clocks of its `chosen_zone`."""

    @property
    def instants(self):
        """Those at which the clocks there show the chosen hour; none while no hour that can be is chosen."""
        wall = self.starts_wall.data
        return dates.instants_of(wall, self.chosen_zone) if wall and wall.year in dates.YEARS else []

    @property
    def hour_comes_twice(self):
        return len(self.instants) == 2

    @property
    def chosen_fold(self):
        """1 for the second of two equal hours."""
        return self.fold.data if self.hour_comes_twice else 0

    def validate_starts_wall(self, field):
        """An hour that the clocks skip is refused, with the nearest hours there are."""
        if field.data is None:
            return
        if field.data.year not in dates.YEARS:
            raise ValidationError(_("Choose a day between 1991 and 2099."))
        if not self.instants:
            before, after = (hour.strftime("%H:%M") for hour in dates.neighbours_of_gap(field.data, self.chosen_zone))
            raise ValidationError(
                _("The clocks skip this hour. Choose %(before)s or %(after)s.", before=before, after=after)
            )
