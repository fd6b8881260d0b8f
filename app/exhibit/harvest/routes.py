"""The six verbs at one address, asked by GET or by POST; nothing is ever written."""

import re
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, request

from app import clock
from app.addresses import LARGEST_ID
from app.exhibit.harvest import answers, queries
from app.exhibit.harvest.asked import PREFIX, Problem, checked, place_of, require_format
from app.outbox.links import absolute
from app.pages import begins_itself, public

bp = Blueprint("harvest", __name__, url_prefix="/oai")
NAME = "Shezhire"
#: Errors after which the protocol has no arguments repeated.
UNREAD = ("badVerb", "badArgument")


def init_app(app):
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(answer)


@bp.route("", methods=["GET", "POST"])
@public
@begins_itself
def answer():
    sent: dict = {}
    try:
        pairs = list((request.form if request.method == "POST" else request.args).items(multi=True))
        verb, arguments = checked(pairs)
        sent = {"verb": verb, **arguments}
        part = ANSWERS[verb](arguments)
    except Problem as problem:
        sent = {} if problem.code in UNREAD else sent
        part = answers.error(problem)
    content = answers.written(clock.now(), address(), sent, part)
    return Response(content, content_type="text/xml; charset=utf-8")


def address():
    return absolute("harvest.answer")


def identify(_sent):
    earliest = queries.earliest() or clock.now()
    return answers.identify(NAME, address(), current_app.config["MAIL_FROM"], earliest)


def formats(sent):
    if "identifier" in sent:
        found(sent["identifier"])
    return answers.formats(PREFIX)


def sets(sent):
    token = sent.get("resumptionToken", "sets.0")
    name, _dot, after = token.partition(".")
    if name != "sets" or not (after.isascii() and after.isdigit()) or len(after) > 9:
        raise Problem("badResumptionToken", "This token was not given here.")
    shown, last = queries.sets(int(after))
    if not shown:
        raise Problem("noSetHierarchy", "No exhibition is open.")
    following = f"sets.{last}" if last else ("" if "resumptionToken" in sent else None)
    return answers.sets([(spec(row.id), row.title) for row in shown], following)


def one(sent):
    material = found(sent["identifier"])
    require_format(sent)
    return answers.listed("GetRecord", [drawn(answers.record, material)], None)


def records(sent):
    return page("ListRecords", answers.record, sent)


def identifiers(sent):
    return page("ListIdentifiers", answers.header, sent)


def page(verb, part, sent):
    shown, further = queries.page_of(place_of(sent), whole=part is answers.record)
    if not shown:
        raise Problem("noRecordsMatch", "Nothing is like this.")
    token = further.token if further else ("" if "resumptionToken" in sent else None)
    return answers.listed(verb, [drawn(part, material) for material in shown], token)


def drawn(part, material):
    return part(named(material.id), material, spec(material.project_id))


def named(material_id):
    return f"oai:{urlsplit(address()).hostname}:material/{material_id}"


def spec(project_id):
    return f"project-{project_id}"


def found(identifier):
    """The material of an identifier that is or was on show. Raises Problem."""
    number = re.fullmatch(r"([1-9]\d{0,9})", identifier.removeprefix(named("")), re.ASCII)
    material = queries.one(int(number[1])) if number and int(number[1]) <= LARGEST_ID else None
    if material is None:
        raise Problem("idDoesNotExist", "There is no such record.")
    return material


ANSWERS = {
    "Identify": identify,
    "ListMetadataFormats": formats,
    "ListSets": sets,
    "GetRecord": one,
    "ListIdentifiers": identifiers,
    "ListRecords": records,
}
