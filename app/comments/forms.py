"""A comment as it is written."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.forms import Form, options


class CommentForm(Form):
    text = TextAreaField(_l("Comment"), [DataRequired(), Length(max=10_000)])
    mention_ids = SelectMultipleField(_l("Name people"), coerce=int)
    quoted_id = HiddenField()

    def __init__(self, people, comment=None, quoted=None):
        drawn = {"text": comment.text, "version": comment.version} if comment else {}
        super().__init__(data=drawn | {"quoted_id": quoted.id if quoted else ""})
        self.people = {person.id: person for person in people}
        self.mention_ids.choices = options((person.id, person.short_name) for person in people)

    def values(self):
        """What `write` and `revise` take."""
        mentioned = [self.people[person_id] for person_id in self.mention_ids.data]
        return {"text": self.text.data, "mentioned": mentioned, "people": list(self.people.values())}
