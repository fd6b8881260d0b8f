"""Who belongs to a project, as its things and its rights ask it."""

from app.rights import Forbidden, Role, allows, refusal


def role_in(project_id, actor):
    """The role of `actor` in a project now, or None."""
    seats = (held.seat for held in actor.memberships if held.left_at is None)
    return next((seat.role for seat in seats if seat.project_id == project_id), None)


class InProject:
    """A thing that belongs to a project, as guards and rights ask it."""

    def is_coordinated_by(self, actor):
        return role_in(self.project_id, actor) is Role.COORDINATOR

    def has_member(self, actor):
        return role_in(self.project_id, actor) in (Role.COORDINATOR, Role.MEMBER)

    def allows(self, actor, act):
        """Whether the person's role may do this kind of thing here."""
        return allows(role_in(self.project_id, actor), act)

    def require(self, actor, act):
        """Raise `Forbidden` with the sentence that says who may, unless this person may."""
        if not self.allows(actor, act):
            raise Forbidden(refusal(act))


class HasSeats:
    """A project as its people see it. A seat numbered beyond `seat_count` waits, with its duty, until it counts."""

    @property
    def numbered_seats(self):
        """The seats of the workgroup; observers sit in none of them."""
        return [seat for seat in self.seats if seat.number is not None and seat.number <= self.seat_count]

    @property
    def seats_taken(self):
        return len([seat for seat in self.numbered_seats if seat.holder])

    @property
    def observers(self):
        return self.people_who(Role.OBSERVER)

    @property
    def people(self):
        """Everybody who belongs to the project now, coordinators first."""
        held = [seat.holder for seat in self.seats if seat.holder]
        return list(dict.fromkeys(held))

    @property
    def sat(self):
        """Everybody who sits or ever sat in the project, by id: their names stay on what they did."""
        return {held.user_id: held.user for seat in self.seats for held in seat.memberships}

    def people_who(self, *roles):
        return [seat.holder for seat in self.seats if seat.role in roles and seat.holder]

    @property
    def coordinators(self):
        return self.people_who(Role.COORDINATOR)

    @property
    def workers(self):
        """Those with a seat: the people a task can be assigned to."""
        return self.people_who(Role.COORDINATOR, Role.MEMBER)
