import pytest

from app.rights import Role
from tests import make


@pytest.fixture
def make_namesake(cast):
    """Another member by the name of Дәурен."""
    seat = make.seat(cast.project, 11, Role.MEMBER)
    make.sit(seat, make.user(given_name="Дәурен", surname="Әлиев"))
