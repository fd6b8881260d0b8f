"""The letter with a one-time sign-in link."""

from app.accounts.actions import link_for
from app.outbox import kinds
from workflows.sentences import Sentence

WHY = Sentence("You get this letter because a sign-in link was asked for with your address.")


def init_app():
    kinds.register("accounts/sign_in", build=sign_in, is_account=True)


def sign_in(letter):
    return {"link": link_for(letter.user, next_page=letter.params.get("next")), "why": WHY}
