"""The decision at a gate."""

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.forms import Form, options, tidy_line
from app.gates.actions import NO_REASON, NO_SUCH_STAGE, NOT_HELD, NOT_MET
from app.gates.models import Verdict

WAIVER = "waiver-"


class DecisionForm(Form):
    verdict = RadioField(_l("Decision"), [InputRequired()])
    reason = TextAreaField(_l("Reason"), [Length(max=4000)])
    ask_again_on = DateField(_l("Ask again on"), [Optional()])
    to_key = SelectField(_l("Back to"), default="")
    meeting_id = SelectField(_l("Decided at the meeting"), coerce=int, default=0)

    mended_at = {NO_REASON: "reason", NO_SUCH_STAGE: "to_key", NOT_HELD: "meeting_id", NOT_MET: "verdict"}

    def __init__(self, project, meetings, gate, request):
        """`request` brings what was typed, and the verdict that the button on the project's page chose."""
        super().__init__(obj=project.plan, data={"verdict": request.args.get("verdict")})
        self.meetings = {meeting.id: meeting for meeting in meetings}
        earlier = [(stage.key, stage.title) for stage in project.plan.earlier_stages]
        offered = [verdict for verdict in Verdict if verdict is not Verdict.BACK or earlier]
        self.verdict.choices = options([(verdict.name, pgettext("verdict", verdict.value)) for verdict in offered])
        self.to_key.choices = options([("", "–"), *earlier])
        self.meeting_id.choices = options([(0, "–"), *((meeting.id, meeting.title) for meeting in meetings)])
        self.is_unmet = False
        self.waivers = {answer.id: tidy_line(request.form.get(WAIVER + answer.id))[:500] for answer in gate.missing}

    def lacks_reason(self, answer):
        """Whether the decision was refused for want of a reason for this condition to pass."""
        return self.is_unmet and not self.waivers[answer.id]

    def take(self, reason):
        super().take(reason)
        self.is_unmet |= reason == NOT_MET

    def values(self):
        return {
            "verdict": Verdict[self.verdict.data],
            "reason": self.reason.data,
            "ask_again_on": self.ask_again_on.data,
            "to_key": self.to_key.data or None,
            "meeting": self.meetings.get(self.meeting_id.data),
            "waivers": {id: why for id, why in self.waivers.items() if why},
        }


class OpinionForm(Form):
    says = RadioField(_l("My opinion"), [InputRequired()])
    sentence = StringField(_l("Why"), [Length(max=500)])

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.says.choices = options([("yes", pgettext("opinion", "Yes")), ("no", pgettext("opinion", "No"))])


class AskForm(Form):
    note = StringField(_l("What you want to add"), [Length(max=500)])
