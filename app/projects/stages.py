"""Where a project stands in its plan, asked of the plan and its stages in order."""


class HasStages:
    """A plan of a `project`, with its `stages` in their order and the `stage_key` of the present one."""

    @property
    def stage(self):
        """The stage the project stands in."""
        return self.stage_called(self.stage_key)

    def stage_called(self, key):
        return next(stage for stage in self.stages if stage.key == key)

    @property
    def next_stage(self):
        """The stage after the present one; None in the last."""
        place = self.stages.index(self.stage) + 1
        return self.stages[place] if place < len(self.stages) else None

    @property
    def deciders(self):
        """Who decides at the present gate: whom the plan names, as long as they belong to the project."""
        named = [person for person in self.project.people if person.id == self.stage.decider_id]
        return named or self.project.coordinators

    def is_decided_by(self, actor):
        return actor.id is not None and actor.id in [person.id for person in self.deciders]

    @property
    def earlier_stages(self):
        return self.stages[: self.stages.index(self.stage)]
