"""What an account wishes to be told of by mail: for each topic at once, in a digest, or not at all."""

from datetime import UTC, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from workflows.sentences import p

DIGEST_HOURS = tuple(range(6, 22))
WEEKDAYS = tuple(range(7))
#: A digest comes on working days as the library opens, until somebody wishes otherwise.
USUAL_HOURS, USUAL_DAYS = (9,), (0, 1, 2, 3, 4)


class Topic(Enum):
    """Why something concerns a person; of several reasons the first one here counts."""

    MENTIONED = p("topic", "I am named in a comment")
    GIVEN = p("topic", "Something is given to me or waits for me")
    DUE = p("topic", "Tasks of mine are due")
    SAID = p("topic", "Comments on what I take part in")
    CHANGED = p("topic", "Changes of what I take part in")


class Channel(Enum):
    AT_ONCE = p("channel", "At once")
    MORNING = p("channel", "In the morning")
    DIGEST = p("channel", "In the digest")
    OFF = p("channel", "No letters")


#: What can be wished for: tasks are due whether or not anything happens.
OFFERED = dict.fromkeys(Topic, (Channel.AT_ONCE, Channel.DIGEST, Channel.OFF))
OFFERED[Topic.DUE] = (Channel.MORNING, Channel.OFF)
USUAL = {
    Topic.MENTIONED: Channel.AT_ONCE,
    Topic.GIVEN: Channel.AT_ONCE,
    Topic.DUE: Channel.MORNING,
    Topic.SAID: Channel.AT_ONCE,
    Topic.CHANGED: Channel.DIGEST,
}


class HasWishes:
    """Somebody with the columns `settings` and `time_zone`."""

    def channel_of(self, topic):
        chosen = self.settings.get("channels", {}).get(topic.name)
        return Channel[chosen] if chosen else USUAL[topic]

    def wants_at_once(self, topic):
        """Whether letters of this topic (None: one that nobody can do without) are sent as things happen."""
        return topic is None or self.channel_of(Topic[topic]) is Channel.AT_ONCE

    @property
    def digest_hours(self):
        return tuple(self.settings.get("digest_hours", USUAL_HOURS))

    @property
    def digest_days(self):
        return tuple(self.settings.get("digest_days", USUAL_DAYS))

    def last_digest_before(self, now):
        """The latest instant, in UTC, at which a digest was wished for; None where none is wished for."""
        return self.latest(now, self.digest_hours, self.digest_days)

    def morning_before(self, now):
        """The latest instant, in UTC, at which the person's working day began: the first hour of a digest's day."""
        return self.latest(now, *self.mornings)

    def morning_after(self, now):
        """The next such instant."""
        hours, days = self.mornings
        ahead = (at for day in range(9) for at in self.instants(now, day, hours, days) if at > now)
        return next(ahead)

    @property
    def mornings(self):
        return (min(self.digest_hours or USUAL_HOURS),), self.digest_days or USUAL_DAYS

    def latest(self, now, hours, days):
        past = (at for back in range(8) for at in reversed(self.instants(now, -back, hours, days)) if at <= now)
        return next(past, None)

    def instants(self, now, days_on, hours, days):
        """The instants, in UTC, of these hours on the day that is so many days after today, if it is one of `days`."""
        day = now.astimezone(ZoneInfo(self.time_zone)) + timedelta(days=days_on)
        wished = sorted(hours) if day.weekday() in days else ()
        return [day.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC) for hour in wished]


def wish(user, *, channels=None, hours=None, days=None):
    """Change an account's wishes; what is not given stays. `channels` is ``{Topic: Channel}``."""
    settings = dict(user.settings)
    if channels is not None:
        named = {topic.name: channel.name for topic, channel in channels.items()}
        settings["channels"] = settings.get("channels", {}) | named
    if hours is not None:
        settings["digest_hours"] = sorted(hours)
    if days is not None:
        settings["digest_days"] = sorted(days)
    user.settings = settings
    user.morning_at = None
