"""A bare application that knows languages only: these modules need no database and no page."""

import pytest
from flask import Flask
from flask_babel import Babel, force_locale


@pytest.fixture(scope="session")
def language_app():
    app = Flask(__name__)
    Babel(app, default_locale="kk")
    return app


@pytest.fixture
def reading(language_app):
    """`with reading("ru"):` words are written for a reader of Russian."""
    with language_app.app_context():
        yield force_locale
