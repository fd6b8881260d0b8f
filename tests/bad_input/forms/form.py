"""What a form of the service is to the tests, and what the forms of several features are about."""

import io
from collections.abc import Callable
from typing import NamedTuple

from tests.files import samples


class Form(NamedTuple):
    """A form that is taken as it stands here.

    `typed(things)` is what is rightly typed, `about(things)` fills the address; `lines` are the fields for words,
    which must be shown again when the form is refused. `sent_by` is None for somebody who is not signed in.
    """

    typed: Callable = lambda things: {}
    about: Callable = lambda things: {}
    lines: tuple = ()
    sent_by: str | None = "coordinator"
    is_versioned: bool = False
    is_by_link: bool = False


def project(things):
    return {"project_id": things.project.id}


def task(things):
    return {"task_id": things.task.id}


def version_of(name):
    return lambda things: {"version": getattr(things, name).version}


def upload(things):
    return {"files": [(io.BytesIO(samples.png()), "school.png")]}
