"""The web server alone."""

import click
from flask import current_app

from app.serving import free_address, make_ready, serve


@click.command()
def web():
    """Serve the pages."""
    app = current_app._get_current_object()
    address = free_address(app.config["HOST"], app.config["PORT"])
    make_ready(app)
    serve(app, address, app.config["PORT"])
