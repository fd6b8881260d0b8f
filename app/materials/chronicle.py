"""The chronicle: lives as bars and events as points on one line of years, with the materials hanging on them."""

from datetime import date

from flask import g, render_template, request
from flask_babel import pgettext

from app.etag import unchanged
from app.materials.dated import MOST, OURS, dots_of, first_day, lanes_of, whole
from app.projects.glance import at_a_glance
from workflows.sentences import p

#: How many years a page shows, by how near it looks; the whole has no fixed number.
SCALES = {
    "all": (None, p("chronicle", "All of it")),
    "century": (100, p("chronicle", "A century")),
    "decade": (10, p("chronicle", "Ten years")),
}
WIDTH, LANE, TOP = 1000, 32, 38
#: The distances between years that are written on the line, of which the first with room is taken.
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
MOST_YEARS_WRITTEN = 12


class Scene:
    """What stands on the line between the first and the last year, and where."""

    def __init__(self, lanes, dots, first, last):
        self.lanes, self.dots, self.first, self.last = lanes, dots, first, last
        self.height = TOP + LANE * len(lanes) + 8
        self.left, self.right = first_day(first), first_day(last + 1)

    def x(self, day):
        """Where a day stands, within the picture."""
        share = (min(max(day, self.left), self.right) - self.left) / (self.right - self.left)
        return round(8 + share * (WIDTH - 16), 1)

    @property
    def middle(self):
        """The year from which one looks nearer, or farther."""
        return (self.first + self.last) // 2

    def dots_on(self, lane):
        """The materials that hang on a lane in these years."""
        return [dot for dot in self.dots.get((lane.kind, lane.id), ()) if self.left <= dot.day < self.right]

    def y(self, place):
        return TOP + LANE * place + LANE / 2

    @property
    def years(self):
        """The years that are written, each with its place."""
        span = self.last - self.first + 1
        step = next((step for step in STEPS if span / step <= MOST_YEARS_WRITTEN), STEPS[-1])
        written = range(-(-self.first // step) * step, self.last + 1, step)
        return [(year, self.x(first_day(year))) for year in written]

    def is_far_right(self, lane):
        """Whether its name stands left of it, since there is no room on the right."""
        return self.x(lane.start) > WIDTH * 0.6


def show(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    return render_template("materials/chronicle.html", project=project, **asked(project))


def asked(project, only=OURS):
    """The part of the line that the address asks for, as templates take it; `project` has its id and time zone."""
    scale = request.args.get("scale", "")
    scale = scale if scale in SCALES else "all"
    return {
        "scene": scene_of(project, SCALES[scale][0], request.args.get("from", type=a_year), only),
        "scale": scale,
        "scales": [(name, pgettext("chronicle", words)) for name, (_years, words) in SCALES.items()],
    }


def a_year(typed):
    """A year behind the question mark. Raises ValueError when it is none."""
    year = int(typed)
    if not 1 <= year <= 9900:
        raise ValueError(typed)
    return year


def scene_of(project, years, wanted, only=OURS):
    """The part of the line that is asked for; None when nothing has a date."""
    bounds = whole(project.id, only)
    if not bounds:
        return None
    first, last = bounds
    if years:
        first = (wanted or first) // years * years
        last = first + years - 1
    lanes = sorted(lanes_of(project, first, last, only), key=lambda lane: (lane.start, lane.kind, lane.id))[:MOST]
    dots = dots_of(project.id, lanes, only)
    if not years:
        first, last = with_dots(first, last, dots)
    return Scene(lanes, dots, first, last)


def with_dots(first, last, dots):
    """The same years and those of all materials: one about a life may be of a time long after it."""
    years = [date.fromordinal(dot.day).year for found in dots.values() for dot in found]
    return min([first, *years]), max([last, *years])
