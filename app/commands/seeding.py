"""The demo, and invented data for measuring."""

import click

from app.seeds import synthetic
from app.seeds.demo import loading


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="The two projects of the demo.")
@click.option("--projects", default=1, help="Invented projects to spread the rest over.")
@click.option("--tasks", default=0)
@click.option("--materials", default=0)
@click.option("--meetings", default=0)
def seed(with_demo, projects, tasks, materials, meetings):
    """Fill the database with the demo, or with much invented data for measuring."""
    if with_demo and not loading.is_wanted():
        raise click.ClickException("The demo is loaded into an empty installation only, and there are people here.")
    if with_demo:
        loading.load()
    else:
        synthetic.seed(projects=projects, tasks=tasks, materials=materials, meetings=meetings)
