"""How stored bytes go out: under the type we stand for, whole or one part of them, and never as a page."""

from flask import Response, current_app, request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from app.files.models import CLOSED

#: A file is never a page: nothing in it runs, loads or is framed.
HARMLESS = "default-src 'none'; sandbox; frame-ancestors 'none'"


def sent(file, *, as_attachment, name=None):
    """The stored bytes under the type we stand for, whatever the sender called them; `name` stands for theirs."""
    response = send_file(
        current_app.extensions["storage"].open(file.stored_name),
        mimetype=file.media_type,
        as_attachment=as_attachment,
        download_name=name or file.name,
        conditional=False,
        etag=file.stored_name,
    )
    response.content_length = file.size
    return harmless(in_part(response, file))


def sent_picture(read, *, tag, mimetype):
    """A small part of something stored, under a tag that changes with it: `read` unless the reader has it already."""
    has_it = tag in request.if_none_match
    response = Response(status=304) if has_it else Response(read(), mimetype=mimetype)
    response.set_etag(tag)
    return harmless(response)


def in_part(response, file):
    """The part that is asked for, the answer that there is no such part, or that the reader has it already."""
    response.accept_ranges = "none" if file.access == CLOSED else "bytes"
    try:
        response.make_conditional(request, accept_ranges=is_part_asked_of(file), complete_length=file.size)
    except RequestedRangeNotSatisfiable:
        response.close()
        return Response(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return response


def is_part_asked_of(file):
    """Whether one part is asked for, as RFC 9110 says it; whatever else is asked, the whole is an answer.

    Of a closed paper there is only the whole, since each reading of it is written down.
    """
    asked = request.range if request.method == "GET" and not request.if_none_match else None
    return bool(asked and asked.units == "bytes" and len(asked.ranges) == 1) and file.access != CLOSED


def harmless(response):
    response.cache_control.private = True
    # Asked for again each time, since the reader may have lost the right to see it.
    response.cache_control.no_cache = True
    response.headers["Content-Security-Policy"] = HARMLESS
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
