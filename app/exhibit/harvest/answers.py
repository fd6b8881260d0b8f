"""The answers as XML, in the order of elements that OAI-PMH.xsd wants."""

from lxml import etree

from app.materials.standards.dublin_core import OAI_DC, OAI_DC_SCHEMA, XSI, fit, plain

OAI = "http://www.openarchives.org/OAI/2.0/"


def written(at, address, sent, *parts):
    """The whole answer: when, to what, and its parts; gives bytes. `sent` are the arguments, none after some errors."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    root.append(element("responseDate", stamp(at)))
    request = element("request", address)
    for name, value in sent.items():
        request.set(name, fit(value))
    root.append(request)
    root.extend(parts)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def element(name, text=None, *parts, **attributes):
    made = etree.Element(f"{{{OAI}}}{name}", attributes, nsmap={None: OAI})
    made.text = None if text is None else fit(text)
    made.extend(parts)
    return made


def stamp(at):
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def error(problem):
    return element("error", problem.words, code=problem.code)


def identify(name, address, mail, earliest):
    facts = {
        "repositoryName": name,
        "baseURL": address,
        "protocolVersion": "2.0",
        "adminEmail": mail,
        "earliestDatestamp": stamp(earliest),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    return element("Identify", None, *(element(field, fact) for field, fact in facts.items()))


def formats(prefix):
    facts = {"metadataPrefix": prefix, "schema": OAI_DC_SCHEMA, "metadataNamespace": OAI_DC}
    only = element("metadataFormat", None, *(element(field, fact) for field, fact in facts.items()))
    return element("ListMetadataFormats", None, only)


def sets(found, token):
    shown = (element("set", None, element("setSpec", spec), element("setName", name)) for spec, name in found)
    return element("ListSets", None, *shown, *resumption(token))


def listed(verb, parts, token):
    return element(verb, None, *parts, *resumption(token))


def resumption(token):
    """The token of what follows; an empty one ends a list that came in several parts; None is a list in one."""
    return [] if token is None else [element("resumptionToken", token)]


def header(identifier, told, spec):
    status = {} if told.record else {"status": "deleted"}
    facts = {"identifier": identifier, "datestamp": stamp(told.at), "setSpec": spec}
    return element("header", None, *(element(field, fact) for field, fact in facts.items()), **status)


def record(identifier, told, spec):
    parts = [header(identifier, told, spec)]
    if told.record:
        parts.append(element("metadata", None, plain(told.record)))
    return element("record", None, *parts)
