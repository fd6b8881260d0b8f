"""What stands around the tasks of the demo: labels, estimates, checklists, ties, and what people say."""

from app.comments.actions import write
from app.db import db
from app.materials.subjects.models import Person
from app.tasks.actions import move, revise
from app.tasks.checklist.actions import add, tick
from app.tasks.checklist.queries import of_task
from app.tasks.labels.actions import create
from app.tasks.ties.actions import block, link

LABELS = (("Сұхбат", 5), ("Газеттер", 1), ("Сканерлеу", 2), ("Хат-хабар", 6))
#: For each task in its order: its labels by their places above, and minutes.
GIVEN = (((1,), 600), ((0,), 60), ((), 90), ((2, 3), 480), ((3,), 45), ((0,), 360))


def fill_in(tasks, project, actor):
    """Give the tasks their labels and say how long they may take."""
    labels = [create(project, actor=actor, name=name, tint=tint) for name, tint in LABELS]
    for task, (places, estimate) in zip(tasks, GIVEN, strict=True):
        chosen = [labels[place] for place in places]
        revise(
            task,
            actor=actor,
            version=task.version,
            assignees=task.assignees,
            labels=chosen,
            estimate=estimate,
        )
    order(tasks, project, actor)


def order(tasks, project, actor):
    """A checklist half done, a task that waits for another, and one about a person."""
    newspapers, consent, people, letters, _museum, transcripts = tasks
    add(newspapers, actor=actor, texts=[f"{year} жылғы тігінді" for year in range(1975, 1980)])
    for step in of_task(newspapers)[:2]:
        tick(step, newspapers, actor=actor)
    block(transcripts, consent, actor=actor)
    block(people, newspapers, actor=actor)
    known = db.session.scalars(db.select(Person).where(Person.project_id == project.id).order_by(Person.id))
    link(letters, known.first(), actor=actor)


def talk(task, people, project):
    """A question, an answer that quotes it, and somebody named."""
    coordinator, dauren, viktor = people[0], people[1], people[6]
    asked = write(
        task,
        actor=viktor,
        people=project.people,
        text="В третьей папке **двенадцать писем без дат**. Сканировать их отдельно?",
    )
    write(
        task,
        actor=coordinator,
        people=project.people,
        text="Иә, бөлек файл болсын. @Қасымов, күндерін газеттен іздеп көріңізші.",
        quoted=asked,
    )
    write(task, actor=dauren, people=project.people, text="1978 жылғы тігіндіден үшеуін таптым.")


def fire(task, trigger, person):
    move(task, trigger, actor=person, version=task.version)


def finish(task, person):
    fire(task, "finish", person)
