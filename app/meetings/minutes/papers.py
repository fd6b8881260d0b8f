"""Minutes on paper: their formal page, PDF and DOCX, and amendments of what is approved."""

from flask import Blueprint, Response, abort, g, request, url_for

from app.forms import draw
from app.meetings import queries
from app.meetings.forms import AmendmentForm
from app.meetings.minutes import actions as minutes
from app.meetings.minutes.formal import LANGUAGES, formal_of
from app.meetings.words import why_not
from app.pages import done
from app.text import reader_language
from workflows.meetings import AMEND

bp = Blueprint("papers", __name__)
FORMS = ("pdf", "docx")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/meetings/<int:meeting_id>/minutes/formal")
def show(meeting_id):
    return page(find(meeting_id))


def page(meeting, form=None):
    chosen = language()
    return draw(
        "meetings/formal.html",
        form or AmendmentForm(),
        project=meeting.project,
        meeting=meeting,
        parts=formal_of(meeting, chosen),
        chosen=chosen,
        **ways(".show", ".file", meeting_id=meeting.id),
        not_amended=why_not(meeting.minutes, AMEND) if meeting.minutes else [""],
    )


def ways(page, paper, **where):
    """To these minutes in each language, and to the papers in the one that is chosen: ``(name, address)`` each."""
    chosen = {"in": language()}
    return {
        "pages": [(name, url_for(page, **where | {"in": name})) for name in LANGUAGES],
        "files": [(form, url_for(paper, form=form, **where | chosen)) for form in FORMS],
    }


def find(meeting_id):
    return queries.find_under_way(meeting_id, g.actor)


def language():
    """What the reader chose, else their own language."""
    chosen = request.args.get("in", "")
    return chosen if chosen in LANGUAGES else reader_language()


@bp.get("/meetings/<int:meeting_id>/minutes.<any(pdf,docx):form>")
def file(meeting_id, form):
    return paper(find(meeting_id), form)


def paper(meeting, form):
    """The minutes as a file, in the language that was chosen."""
    make, media_type = makers()[form]
    headers = {"Content-Disposition": f'attachment; filename="minutes-{meeting.id}-{language()}.{form}"'}
    return Response(make(formal_of(meeting, language())), mimetype=media_type, headers=headers)


def makers():
    """Imported with what they draw by: some megabytes that few requests need."""
    from app.meetings.minutes.as_docx import docx
    from app.meetings.minutes.as_pdf import pdf

    return {"pdf": (pdf, "application/pdf"), "docx": (docx, DOCX)}


@bp.post("/meetings/<int:meeting_id>/minutes/amendments")
def amend(meeting_id):
    meeting = find(meeting_id)
    if meeting.minutes is None:
        abort(404)
    form = AmendmentForm()
    if form.validate_on_submit():
        with form.refusals():
            minutes.amend(meeting.minutes, actor=g.actor, text=form.text.data)
            return done(url_for(".show", meeting_id=meeting.id, _anchor="amendments"))
    return page(meeting, form)
