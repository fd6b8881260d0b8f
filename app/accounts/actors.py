"""Who asks: a signed-in `User`, the bearer of a token, a visitor, or the service itself."""

from typing import NamedTuple


class Visitor(NamedTuple):
    """Somebody who is not signed in."""

    id: None = None
    is_signed_in: bool = False
    is_system: bool = False
    is_administrator: bool = False
    memberships: tuple = ()

    def __bool__(self):
        return False


class System(NamedTuple):
    """The service, doing by itself what time brings."""

    id: None = None
    is_signed_in: bool = False
    is_system: bool = True
    is_administrator: bool = False
    memberships: tuple = ()


class Bearer:
    """Whoever holds a token: may do what its scope says with its subject, in the name of its user if it has one."""

    is_signed_in = False
    is_system = False
    is_administrator = False
    memberships = ()

    def __init__(self, token):
        self.token = token
        self.id = token.user_id
        self.user = token.user

    def __bool__(self):
        """Like a visitor: a page drawn for a link has no places of somebody signed in."""
        return False


VISITOR = Visitor()
SYSTEM = System()
