"""The personal address in a letter that stops letters of its topic: it holds no row, and is the same each time."""

import base64
import hashlib
import hmac

from flask import abort, current_app

from app.outbox.links import absolute


def stop_url(user_id, topic):
    return absolute("notifications.stopping.stop", topic=topic, user_id=user_id, secret=secret_of(user_id, topic))


def secret_of(user_id, topic):
    """43 characters, as every personal link has, so that they are masked wherever a letter is shown."""
    key = current_app.config["SECRET_KEY"].encode()
    digest = hmac.new(key, f"{topic} {user_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def require_secret(user_id, topic, secret):
    """A 404 for who does not hold the letter."""
    if not hmac.compare_digest(secret.encode(), secret_of(user_id, topic).encode()):
        abort(404)
