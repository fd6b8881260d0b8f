"""The letter that invites to a seat, and the ones that tell how it was answered."""

from app import clock
from app.accounts import tokens
from app.db import db
from app.outbox import kinds
from app.outbox.links import absolute
from app.workgroup.models import Invitation
from workflows.invitations import InvitationState
from workflows.sentences import Sentence, p

WHY = Sentence("You get this letter because somebody invited this address to a project.")
WHY_ANSWERED = Sentence("You get this letter because you invited this person.")


def init_app():
    kinds.register("workgroup/invite", build=invite, still_true=is_open, is_account=True)
    for about in ("workgroup/accept", "workgroup/decline"):
        kinds.register(about, build=answered)


def invitation_of(letter):
    return db.session.get(Invitation, letter.subject_id)


def is_open(letter):
    if invitation_of(letter).state is not InvitationState.SENT:
        return p("letter reason", "The invitation was answered or taken back.")
    return None


def invite(letter):
    """The link's token is made here, so that only the letter itself holds it in plain."""
    invitation = invitation_of(letter)
    lifetime = invitation.expires_at - clock.now()
    secret = tokens.issue("invitation", lifetime=lifetime, address=invitation.email, subject=invitation)
    return {
        "invitation": invitation,
        "link": absolute("workgroup.answer", secret=secret),
        "why": WHY,
    }


def answered(letter):
    invitation = invitation_of(letter)
    return {
        "invitation": invitation,
        "page_url": absolute("workgroup.index", project_id=invitation.project_id),
        "why": WHY_ANSWERED,
    }
