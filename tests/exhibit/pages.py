"""What the tests of the exhibition need: published materials about people, living and dead."""

from app.db import db
from tests.files import samples
from tests.materials.consents.pages import give
from tests.materials.pages import collect
from tests.materials.subjects.pages import write_down

PHOTOGRAPH = ((samples.jpeg(), "Сейтова паспорт.jpg"),)
IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"


def dead(browser, project, name, **facts):
    """Write down somebody who is no longer living."""
    return person(browser, project, name, living="no", **facts)


def person(browser, project, name, **facts):
    names = {"names-0-form": "MAIN", "names-0-language": "kk", "names-0-given": name}
    return write_down(browser, project, "persons", {**names, **facts})


def publish(cast, as_user, material):
    """Take a material through all its moves, as the people of the project do."""
    for who, trigger in (
        (cast.member, "submit"),
        (cast.coordinator, "accept"),
        (cast.coordinator, "clear"),
        (cast.coordinator, "publish"),
    ):
        move(as_user(who), material, trigger)
    return material


def move(browser, material, trigger):
    db.session.refresh(material)
    answer = browser.post(f"/materials/{material.id}/{trigger}", data={"version": material.version})
    assert answer.status_code == 303, answer.text


def published(cast, as_user, files=PHOTOGRAPH, **facts):
    """A photograph of the school, published, about a dead person and an event unless told otherwise."""
    facts = {"persons-0": "", "rights_uri": IN_COPYRIGHT, "rights_holder": "Rudny museum", **facts}
    return publish(cast, as_user, collect(as_user(cast.member), cast.project, files, **facts))


def open_exhibit(cast, as_user, deed="open"):
    db.session.refresh(cast.project)
    address = f"/projects/{cast.project.id}/exhibit/{deed}"
    return as_user(cast.coordinator).post(address, data={"version": cast.project.version})


def living_with(cast, as_user, *scopes, name="Омаров Серік", **facts):
    """Somebody who lives and has agreed to so much."""
    somebody = person(as_user(cast.member), cast.project, name, living="yes", **facts)
    return somebody, give(as_user(cast.member), somebody, scope=list(scopes))
