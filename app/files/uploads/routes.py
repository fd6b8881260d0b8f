"""The protocol tus 1.0, as scripts speak it: begin, continue, ask how far, call off. Answers are plain sentences."""

from http import HTTPStatus
from io import BytesIO

from flask import Blueprint, g, jsonify, request, url_for
from flask_babel import gettext as _
from werkzeug.http import http_date

from app.db import db
from app.files.room import NoRoomLeft
from app.files.types import LARGEST_IN_PARTS, WrongFile
from app.files.uploads import beginning, growing, headers, queries
from app.files.uploads.places import NoPlace
from app.pages import begin_writing
from app.rights import Forbidden
from app.storage.incoming import NoRoom
from app.text import say
from workflows.engine import Refused

bp = Blueprint("uploads", __name__, url_prefix="/uploads")
ONE = "/<string(length=32):upload_id>"
#: The status that tus has for a part whose checksum is another.
CHECKSUM_MISMATCH = 460


def takes_parts(view):
    """This view reads a long body as it comes, and begins its short transactions itself."""
    view.begins_itself = True
    view.takes_parts = True
    return view


@bp.before_request
def require_version():
    """Only what speaks the protocol writes here; the list of uploads is for any script of ours."""
    if request.method in ("OPTIONS", "GET") or request.headers.get("Tus-Resumable") == headers.VERSION:
        return None
    return "", HTTPStatus.PRECONDITION_FAILED, {"Tus-Version": headers.VERSION}


@bp.after_request
def mark(response):
    response.headers["Tus-Resumable"] = headers.VERSION
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("", methods=["OPTIONS"], provide_automatic_options=False, endpoint="offers")
@bp.route(ONE, methods=["OPTIONS"], provide_automatic_options=False, endpoint="offers_here")
def offers(upload_id=None):
    offered = {
        "Tus-Version": headers.VERSION,
        "Tus-Extension": headers.EXTENSIONS,
        "Tus-Max-Size": LARGEST_IN_PARTS,
        "Tus-Checksum-Algorithm": ",".join(headers.KINDS),
    }
    return "", HTTPStatus.NO_CONTENT, offered


@bp.get("")
def index():
    """What this person has begun on a form: ``[{"url", "name", "size", "modified", "arrived", "whole"}]``."""
    found = db.session.scalars(queries.at(request.args.get("place", ""), g.actor)).all()
    return jsonify([described(upload) for upload in found])


def described(upload):
    facts = {name: getattr(upload, name) for name in ("id", "name", "size", "modified", "arrived")}
    return {"url": address(upload), "whole": upload.is_whole, **facts}


@bp.post("")
def begin():
    size = headers.number(request.headers.get("Upload-Length"))
    words = headers.metadata(request.headers.get("Upload-Metadata", ""))
    upload = beginning.begin(
        actor=g.actor,
        place=words.get("place", ""),
        name=words.get("filename"),
        size=size,
        declared_type=words.get("filetype", ""),
        modified=headers.number(words["modified"]) if "modified" in words else None,
    )
    db.session.commit()
    return "", HTTPStatus.CREATED, {"Location": address(upload), **expiry(upload)}


@bp.route(ONE, methods=["HEAD"])
def ask(upload_id):
    upload = queries.find(upload_id, g.actor)
    return "", HTTPStatus.OK, {"Upload-Length": upload.size, **progress(upload)}


@bp.patch(ONE)
@takes_parts
def go_on(upload_id):
    """One part. What came before a line was cut stays; the answer to that reaches nobody."""
    if request.mimetype != headers.PART:
        return "", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    upload = queries.find(upload_id, g.actor)
    at = headers.number(request.headers.get("Upload-Offset"))
    if at != upload.arrived:
        raise growing.Moved(upload.arrived)
    promised = headers.checksum(request.headers.get("Upload-Checksum"))
    if at + (request.content_length or 0) > upload.size:
        return "", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if promised:
        return go_on_as_promised(upload, at, promised)
    growing.take(upload, at, request.stream, beginning.KEPT)
    return looked_at(upload_id, at)


def go_on_as_promised(upload, at, promised):
    """A part with a checksum is held in memory until it is known to be the one that was meant, so it is a small one."""
    if not 0 < (request.content_length or 0) <= growing.PIECE:
        return "", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    number, part = upload.id, b"".join(growing.pieces(request.stream))
    if not headers.agrees(promised, part):
        return "", CHECKSUM_MISMATCH
    growing.take(upload, at, BytesIO(part), beginning.KEPT)
    return looked_at(number, at)


def looked_at(upload_id, began_at):
    """The answer to a part; a file that is not taken goes at once."""
    upload = queries.find(upload_id, g.actor)
    try:
        growing.look_at(upload, began_at)
    except WrongFile:
        if not begin_writing():
            beginning.call_off(queries.find(upload_id, g.actor))
        raise
    return "", HTTPStatus.NO_CONTENT, progress(queries.find(upload_id, g.actor))


@bp.delete(ONE)
def call_off(upload_id):
    beginning.call_off(queries.find(upload_id, g.actor))
    return "", HTTPStatus.NO_CONTENT


def address(upload):
    return url_for("uploads.ask", upload_id=upload.id)


def progress(upload):
    return {"Upload-Offset": upload.arrived, **expiry(upload)}


def expiry(upload):
    return {"Upload-Expires": http_date(upload.expires_at)}


def told(reason, status):
    """A sentence for the person at the other end of the script."""
    db.session.rollback()
    return say(reason), status, {"Content-Type": "text/plain; charset=utf-8"}


@bp.errorhandler(WrongFile)
def wrong_file(wrong):
    return told(wrong.reason, HTTPStatus.UNPROCESSABLE_ENTITY)


@bp.errorhandler(NoRoomLeft)
def no_room_left(wrong):
    return told(wrong.reason, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


@bp.errorhandler(NoPlace)
def no_place(wrong):
    return told(wrong.reason, HTTPStatus.NOT_FOUND)


@bp.errorhandler(Forbidden)
def forbidden(wrong):
    return told(wrong.reason, HTTPStatus.FORBIDDEN)


@bp.errorhandler(Refused)
def refused(wrong):
    return told(wrong.reasons[0], HTTPStatus.UNPROCESSABLE_ENTITY)


@bp.errorhandler(NoRoom)
def no_room(_error):
    return told(_("The disk is full: no more files are taken for now."), HTTPStatus.INSUFFICIENT_STORAGE)


@bp.errorhandler(headers.Malformed)
def malformed(_error):
    return told(_("The file's name or size could not be read."), HTTPStatus.BAD_REQUEST)


@bp.errorhandler(growing.Moved)
def moved(error):
    db.session.rollback()
    if error.arrived is None:
        return "", HTTPStatus.GONE
    return "", HTTPStatus.CONFLICT, {"Upload-Offset": error.arrived}
