"""The days that are proposed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, ValidationError
from wtforms.validators import Optional

from app import clock, dates
from app.forms import Form, Part
from app.meetings.actions import instant
from app.meetings.hours import HasHour, hour_field, which_field

MOST, SPARE, FEWEST = 20, 4, 2


class DayForm(Part, HasHour):
    """One of them; an empty one is left out. Its list gives it the `chosen_zone`."""

    starts_wall = hour_field(Optional())
    fold = which_field()
    chosen_zone = ""


class DaysForm(Form):
    days = FieldList(FormField(DayForm), _l("Proposed days"), max_entries=MOST)

    def __init__(self, meeting, slots):
        super().__init__(version=meeting.version)
        self.zone = meeting.zone
        if not self.is_submitted():
            for slot in slots:
                wall = slot.wall_in(meeting.zone)
                self.days.append_entry({"starts_wall": wall, "fold": wall.fold})
            for _spare in range(min(SPARE, MOST - len(slots))):
                self.days.append_entry()
        for day in self.days:
            day.form.chosen_zone = meeting.zone

    @property
    def walls(self):
        """The days as wall times, of which `fold` tells the second of two equal hours; each once."""
        typed = [day.form for day in self.days if day.form.starts_wall.data]
        walls = [day.starts_wall.data.replace(fold=day.chosen_fold) for day in typed]
        return list({instant(wall, self.zone, wall.fold): wall for wall in walls}.values())

    def validate_days(self, field):
        """Each is still to come, and they are two at least, or there is nothing to choose."""
        if any(day.errors for day in field):
            return
        for wall in self.walls:
            if instant(wall, self.zone, wall.fold) <= clock.now():
                raise ValidationError(_("This day has passed: %(day)s", day=dates.wall(wall, self.zone)))
        if len(self.walls) < FEWEST:
            raise ValidationError(_("Propose at least two days."))
