"""What an account's columns say of its mail, for the account itself and for who reads by it."""

from app.accounts.wishes import HasWishes
from app.outbox.bounces import MOST_BOUNCES


class GetsMail(HasWishes):
    """Somebody with the columns `settings`, `time_zone`, `bounces` and `disabled_at`."""

    @property
    def wants_reminders(self):
        return not self.settings.get("no_reminders", False)

    @property
    def can_get_mail(self):
        return self.disabled_at is None and not self.is_unreachable

    @property
    def is_unreachable(self):
        """Whether letters to this address came back three times, so that none are sent until somebody looks."""
        return self.bounces >= MOST_BOUNCES
