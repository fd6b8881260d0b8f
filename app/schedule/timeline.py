"""The timeline as a picture: stages, meetings and tasks on one axis, in units of the drawing."""

from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import format_date

from app.schedule.queries import Piece
from app.schedule.windows import Window
from workflows.tasks import OPEN, TaskState

WIDTH, ROW, HEAD, STAGE = 1000, 34, 30, 30
#: The thinnest bar that can be seen and pressed; a title that begins behind this point is written before it.
THINNEST, TURNS = 8, 700


class Tick(NamedTuple):
    x: float
    words: str
    is_strong: bool


class Bar(NamedTuple):
    """A task in its row: its days, and behind them in red how late it is. `x` is where its title is written."""

    piece: Piece
    tone: str
    y: float
    start: float
    length: float
    late: float
    x: float
    is_turned: bool


class Span(NamedTuple):
    name: str
    state: str
    start: float
    length: float


class Mark(NamedTuple):
    id: int
    title: str
    x: float


class Picture(NamedTuple):
    """All that is drawn; `today` is None where it lies outside."""

    height: int
    ticks: list
    spans: list
    marks: list
    bars: list
    ties: list
    today: float | None


class Scale(NamedTuple):
    """Days as units of the drawing; what lies outside ends at the edge."""

    first: date
    n_days: int

    def place(self, day):
        return round(min(max((day - self.first).days / self.n_days, 0), 1) * WIDTH, 1)

    def after(self, day):
        """Where a day ends."""
        return self.place(day + timedelta(days=1))


def picture(window: Window, stages, meetings, pieces, ties, today):
    """Draw the window. `stages` are pairs of a stage and its state; `ties` pairs of ids, the one waited for first."""
    scale = Scale(window.first, len(window.days))
    bars = [bar(piece, HEAD + STAGE + ROW * row, scale, today) for row, piece in enumerate(pieces)]
    return Picture(
        height=HEAD + STAGE + ROW * len(bars) + 8,
        ticks=ticks(window, scale),
        spans=[span(stage, state, scale) for stage, state in stages if lies_in(window, stage)],
        marks=[mark(meeting, scale) for meeting in meetings],
        bars=bars,
        ties=arrows({one.piece.card.id: one for one in bars}, ties),
        today=round((scale.place(today) + scale.after(today)) / 2, 1) if window.holds(today) else None,
    )


def lies_in(window, stage):
    return stage.planned_start <= window.last and stage.planned_end >= window.first


def span(stage, state, scale):
    start = scale.place(stage.planned_start)
    return Span(stage.title, state, start, round(scale.after(stage.planned_end) - start, 1))


def mark(meeting, scale):
    day = meeting.starts_wall.date()
    return Mark(meeting.id, meeting.title, round((scale.place(day) + scale.after(day)) / 2, 1))


def bar(piece, y, scale, today):
    card = piece.card
    start, end = scale.place(piece.start), scale.after(piece.end)
    late = round(max(scale.after(today) - end, THINNEST), 1) if card.is_overdue(today) else 0
    x = min(start, WIDTH - 2)
    is_turned = x > TURNS
    length = round(max(end - start, THINNEST), 1)
    start = min(start, WIDTH - THINNEST)
    return Bar(piece, tone_of(card), y, start, length, late, end if is_turned else x, is_turned)


def tone_of(card):
    if card.state is TaskState.DONE:
        return "done"
    return "open" if card.state in OPEN and card.state is not TaskState.TODO else "todo"


def arrows(bars, ties):
    """From the end of what is waited for to the start of what waits, as paths of straight lines."""
    return [arrow(bars[first], bars[then]) for first, then in ties if first in bars and then in bars]


def arrow(first, then):
    out, into = round(min(first.start + first.length, WIDTH - 8), 1), max(then.start, 6)
    down, y = first.y + 22, then.y + 22
    turn = min(max(out + 6, 6), WIDTH - 4)
    return f"M{out} {down}H{turn}V{y - 12 if then.y > first.y else y + 12}H{into - 4}V{y}H{into}"


def ticks(window: Window, scale):
    """The days of a week or a month; the first days of the weeks of a quarter, the months of it in strong."""
    shown = {"week": days_of_week, "month": days_of_month, "quarter": weeks_of_quarter}[window.unit]
    return [Tick(scale.place(day), words, strong) for day, words, strong in shown(window.days)]


def days_of_week(days):
    return [(day, format_date(day, "ccc d MMM"), day.weekday() == 0) for day in days]


def days_of_month(days):
    return [(day, format_date(day, "d MMM") if day.weekday() == 0 else "", day.weekday() == 0) for day in days]


def weeks_of_quarter(days):
    first = [day for day in days if day.weekday() == 0 or day.day == 1]
    return [(day, format_date(day, "LLLL") if day.day == 1 else "", day.day == 1) for day in first]
