"""Random lives of meetings against a plain model: each reminder once, in time, and none about what is no longer true.

Run alone: ``python -m tests.faults.meeting_histories [--short] [--database sqlite|postgresql]``.
"""

import argparse
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app import clock
from app.db import db
from app.meetings import actions, people
from app.meetings.models import ReminderRule
from app.outbox.models import Letter
from app.outbox.sending import send_due
from app.reminders.actions import plan_reminders
from tests import make
from tests.histories import lives
from tests.installations import installation, opened
from workflows.letters import LetterState
from workflows.meetings import Answer, MeetingState

HISTORIES, SHORT_HISTORIES = 5_000, 30
#: How many histories were lived, how many reminders came, and how often one was cut off a second before it was due.
LIVED: Counter = Counter()
START = datetime(2026, 3, 2, 7, tzinfo=UTC)
LEADS = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
LATEST = timedelta(hours=12)
SECOND = timedelta(seconds=1)


class Life(RuleBasedStateMachine):
    """A meeting of three people, and beside it what each of them must have got."""

    @initialize(hours=st.integers(1, 24 * 10))
    def begin(self, hours):
        self.now = START
        self.told, self.answers, self.waiting = {}, {}, set()
        with clock.at(self.now):
            self.people = [make.user() for _person in range(3)]
            self.project = make.project(self.people[0], members=self.people[1:])
            self.starts = self.now + timedelta(hours=hours)
            self.meeting = actions.schedule(
                self.project,
                actor=self.people[0],
                title="Any",
                starts_wall=self.starts.replace(tzinfo=None),
                zone="UTC",
                people=self.people,
            )
        self.invited = {person.id for person in self.people}
        self.told = dict.fromkeys(self.invited, self.now)
        db.session.commit()
        self.move("announce")
        self.announce()

    def move(self, trigger):
        with clock.at(self.now):
            actions.move(self.meeting, trigger, actor=self.people[0], version=self.meeting.version)
        db.session.commit()

    def announce(self):
        """What announcing means: everybody is told now, and every reminder waits."""
        self.announced, self.waiting = self.now, set(LEADS)

    @property
    def is_announced(self):
        return self.meeting.state is MeetingState.ANNOUNCED

    @property
    def to_come(self):
        return sorted(self.starts - lead for lead in self.waiting if self.starts - lead > self.now)

    @rule(minutes=st.one_of(st.integers(1, 90), st.integers(1, 60 * 48)))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.tick()

    @precondition(lambda self: self.to_come)
    @rule(late=st.sampled_from([0, 1, 60, 29 * 60, 31 * 60, 13 * 3600]))
    def a_reminder_becomes_due(self, late):
        self.now = self.to_come[0] + timedelta(seconds=late)
        self.tick()

    def tick(self):
        """The worker's minute: what it sends must be what the model expects, to the letter."""
        expected = self.expected()
        before = set(self.sent())
        with clock.at(self.now):
            plan_reminders()
            send_due()
        found = [letter for id, letter in self.sent().items() if id not in before]
        assert sorted(found) == sorted(expected), (found, expected)
        LIVED["reminders"] += len(found)
        self.waiting = {lead for lead in self.waiting if self.starts - lead > self.now}

    def expected(self):
        """Who must get a reminder now: of several late ones the latest, unless it is too late for it."""
        return [id for id in self.invited if self.answers.get(id) is not Answer.NO and self.is_due_for(id)]

    def is_due_for(self, id):
        told = max(self.announced, self.told[id])
        late = [lead for lead in self.waiting if told < self.starts - lead <= self.now]
        if not late or not self.is_announced or self.now >= self.starts:
            return False
        lead = min(late)
        return self.now <= min(self.starts - lead + min(lead / 2, LATEST), self.starts)

    @precondition(lambda self: self.is_announced)
    @rule(hours=st.integers(-48, 240).filter(bool))
    def moves_to_another_hour(self, hours):
        self.starts += timedelta(hours=hours)
        self.revise()
        self.told = dict.fromkeys(self.invited, self.now)
        self.answers, self.waiting = {}, set(LEADS)

    def revise(self):
        wanted = [person for person in self.people if person.id in self.invited]
        facts = {"starts_wall": self.starts.replace(tzinfo=None), "zone": "UTC", "fold": 0, "minutes_long": 60}
        with clock.at(self.now):
            actions.revise(self.meeting, actor=self.people[0], people=wanted, agenda=[], **facts)
        db.session.commit()

    @precondition(lambda self: self.is_announced and len(self.invited) > 1)
    @rule(which=st.integers(0, 2), just_before=st.booleans())
    def somebody_is_taken_off(self, which, just_before):
        self.come_near(just_before)
        person = self.people[which]
        if person.id in self.invited and len(self.invited) > 1:
            self.invited.remove(person.id)
            self.revise()
        self.step_over(just_before)

    @precondition(lambda self: self.is_announced)
    @rule(which=st.integers(0, 2))
    def somebody_is_invited(self, which):
        person = self.people[which]
        if person.id not in self.invited:
            self.invited.add(person.id)
            self.told[person.id] = self.now
            self.answers.pop(person.id, None)
            self.revise()

    @precondition(lambda self: self.is_announced and self.now < self.starts)
    @rule(which=st.integers(0, 2), said=st.sampled_from(list(Answer)))
    def somebody_answers(self, which, said):
        person = self.people[which]
        if person.id in self.invited:
            with clock.at(self.now):
                people.answer(self.meeting.participant(person.id), said, actor=person)
            db.session.commit()
            self.answers[person.id] = said

    @precondition(lambda self: self.is_announced)
    @rule(just_before=st.booleans())
    def is_cancelled(self, just_before):
        self.come_near(just_before)
        self.move("cancel")
        self.waiting = set()
        self.step_over(just_before)

    @precondition(lambda self: self.meeting.state is MeetingState.CANCELLED and self.now < self.starts)
    @rule()
    def is_called_again(self):
        self.move("reopen")
        self.move("announce")
        self.announce()
        self.answers = {}

    def come_near(self, just_before):
        """To the second before the next reminder is due."""
        if just_before and self.to_come:
            self.now = self.to_come[0] - SECOND
            self.tick()
            LIVED["cut_off"] += 1

    def step_over(self, just_before):
        if just_before:
            self.now += 2 * SECOND
            self.tick()

    def sent(self):
        """The reminders of this meeting that have gone out, each by its id, with whom it went to."""
        query = db.select(Letter.id, Letter.user_id).where(
            Letter.about == "meetings/remind",
            Letter.subject_id == self.meeting.id,
            Letter.state == LetterState.SENT,
        )
        return dict(db.session.execute(query).all())

    def teardown(self):
        """Nothing of this life is left to be done in the next."""
        LIVED["histories"] += 1
        db.session.rollback()
        db.session.execute(db.update(ReminderRule).where(ReminderRule.due_at.is_not(None)).values(due_at=None))
        db.session.execute(db.update(Letter).where(Letter.state == LetterState.QUEUED).values(state=LetterState.VOID))
        db.session.commit()
        db.session.expunge_all()


def run(histories, database="sqlite"):
    """Figures of the drill; a history that goes wrong is printed in full by its failure."""
    LIVED.clear()
    with (
        installation(database) as chosen,
        tempfile.TemporaryDirectory(prefix="shezhire-mail-") as mail,
        opened(chosen | {"SQLITE_SYNCHRONOUS": "OFF", "MAIL_URL": f"maildir://{mail}/mail"}),
    ):
        lives(Life, histories, steps=12)
    return {**{name: LIVED[name] for name in ("histories", "reminders", "cut_off")}, "wrong": 0}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = options.parse_args()
    figures = run(SHORT_HISTORIES if asked.short else HISTORIES, asked.database)
    print("meeting_histories:", f"database={asked.database}", *(f"{name}={figure}" for name, figure in figures.items()))
    return 0 if figures["histories"] >= (SHORT_HISTORIES if asked.short else HISTORIES) else 1


if __name__ == "__main__":
    sys.exit(main())
