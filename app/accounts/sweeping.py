"""What the tick throws away: sessions nobody came back to, links and form keys that ran out, old failures."""

from datetime import timedelta

from app import clock
from app.accounts.models import FailedSignIn, SignedInSession, Token
from app.accounts.passwords import CLOSED_FOR
from app.accounts.sessions import LIFETIME
from app.db import begin_write, db
from app.form_keys import FormKey

LINKS_KEPT = timedelta(days=1)
KEYS_KEPT = timedelta(days=2)


def sweep():
    """Nothing of it can be used any more; each kind is found by its age."""
    now = clock.now()
    begin_write()
    for old in (
        db.delete(SignedInSession).where(SignedInSession.last_seen_at < now - LIFETIME),
        db.delete(FailedSignIn).where(FailedSignIn.last_at < now - CLOSED_FOR),
        db.delete(Token).where(Token.scope == "sign-in", Token.expires_at < now - LINKS_KEPT),
        db.delete(FormKey).where(FormKey.at < now - KEYS_KEPT),
    ):
        db.session.execute(old)
    db.session.commit()
