"""One letter tells of all tasks of one deed, whatever becomes of one of them."""

from app.db import begin_write, db
from app.tasks import actions
from app.tasks.batches.actions import change
from app.tasks.models import Task
from tests import make


def give(cast, *titles):
    """Give new tasks to the member as one deed; gives the ids."""
    ids = [make.task(cast.project, title=title).id for title in titles]
    begin_write()
    tasks = [db.session.get(Task, id) for id in ids]
    change(cast.project, [(task, {"assignees": [cast.member]}) for task in tasks], "", actor=cast.coordinator)
    db.session.commit()
    return ids


def throw_away(cast, id):
    begin_write()
    task = db.session.get(Task, id)
    actions.delete(task, actor=cast.coordinator, version=task.version)
    db.session.commit()


def test_the_first_of_a_deed_that_is_thrown_away_takes_no_other_from_the_letter(cast, post_office):
    first, _second = give(cast, "Read the newspapers", "Ask the museum")
    throw_away(cast, first)

    (letter,) = post_office()

    assert letter["Subject"] == "A task for you: Ask the museum"


def test_where_all_are_thrown_away_nothing_is_said_of_them(cast, post_office):
    for id in give(cast, "Read the newspapers", "Ask the museum"):
        throw_away(cast, id)

    assert post_office() == []
