"""What every test of the exhibition begins with."""

import pytest

from tests.exhibit.pages import open_exhibit


@pytest.fixture
def home(cast, as_user):
    """The address of the exhibition, which is open."""
    open_exhibit(cast, as_user)
    return f"/exhibit/{cast.project.id}"
