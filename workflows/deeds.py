"""What people do to a thing besides moving it: each deed with the guards that say when, and why not."""

from workflows.engine import Refused


class Deeds:
    """The deeds that a thing allows, by name, each with its guards."""

    def __init__(self, **guards):
        self.guards = {deed: tuple(asked) for deed, asked in guards.items()}

    def refusals(self, subject, deed, *, actor):
        """Why `actor` may not do this to `subject` now; empty when they may."""
        return [guard.reason for guard in self.guards[deed] if not guard.holds(subject, actor)]

    def require(self, subject, deed, *, actor):
        """Raise `Refused` with every reason unless `actor` may."""
        if reasons := self.refusals(subject, deed, actor=actor):
            raise Refused(reasons)
