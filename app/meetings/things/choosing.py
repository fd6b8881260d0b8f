"""Choose in the agenda's form what each topic is about: what is chosen, what its words find, and the present gate."""

from app.forms import options
from app.meetings.things import queries, words
from app.meetings.things.queries import Thing


def offer(form, project, meeting=None):
    """Give every topic of the form its choices, and tick what it is about already."""
    topics = [topic.form for topic in form.agenda]
    if meeting and not form.is_submitted():
        tick(topics, queries.things_of(meeting.id))
    known = queries.known(project.id, {key for topic in topics for key in topic.about.data or ()})
    stage = project.plan.stage
    gate = Thing("stage", stage.id, stage.title)
    for topic in topics:
        looked_for = topic.words.data or ""
        found = queries.found_by(project.id, looked_for) if looked_for.strip() else []
        topic.found_nothing = bool(looked_for.strip()) and not found
        chosen = [known[key] for key in topic.about.data or () if key in known]
        topic.offered = {thing.key: thing for thing in (*chosen, *found, gate)}
        topic.about.choices = options((key, words.named(thing)) for key, thing in topic.offered.items())


def tick(topics, things):
    for topic in topics:
        topic.about.data = [thing.key for thing in things.get(topic.id.data, ())]
