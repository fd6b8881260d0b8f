"""The days that are proposed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, FieldList, ValidationError
from wtforms.validators import Optional

from app import clock, dates
from app.forms import Form
from app.meetings.actions import instant

MOST, SPARE, FEWEST = 20, 4, 2
FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class DaysForm(Form):
    days = FieldList(
        DateTimeLocalField(_l("Day and hour"), [Optional()], format=FORMATS), _l("Proposed days"), max_entries=MOST
    )

    def __init__(self, meeting, slots):
        super().__init__(version=meeting.version)
        self.zone = meeting.zone
        if not self.is_submitted():
            for slot in slots:
                self.days.append_entry(slot.starts_wall)
            for _spare in range(min(SPARE, MOST - len(slots))):
                self.days.append_entry()

    @property
    def walls(self):
        return list(dict.fromkeys(field.data for field in self.days if field.data))

    def validate_days(self, field):
        """Each is still to come and an hour that the clocks show; two at least, or there is nothing to choose."""
        if any(entry.errors for entry in field):
            return
        for wall in self.walls:
            if wall.year not in dates.YEARS:
                raise ValidationError(_("Choose days between 1991 and 2099."))
            if not dates.instants_of(wall, self.zone):
                raise ValidationError(_("The clocks do not show this hour: %(hour)s", hour=f"{wall:%d.%m.%Y %H:%M}"))
            if instant(wall, self.zone) <= clock.now():
                raise ValidationError(_("This day has passed: %(day)s", day=dates.wall(wall, self.zone)))
        if len(self.walls) < FEWEST:
            raise ValidationError(_("Propose at least two days."))
