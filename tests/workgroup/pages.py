"""What the tests of the workgroup post, and how they read an invitation's letter."""

import re

from app.db import db
from app.outbox.kinds import KINDS
from app.outbox.mime import compose
from app.outbox.models import Letter
from app.workgroup.models import Invitation

NAMES = {"surname": "Жүнісов", "given_name": "Нұрлан", "patronymic": "", "language": "kk", "answer": "accept"}


def invite(browser, project, email="nurlan@library.example", place="", language="kk"):
    """Invite through the form; gives the answer."""
    typed = {"email": email, "place": str(place), "language": language}
    return browser.post(f"/projects/{project.id}/workgroup/invite", data=typed)


def the_invitation():
    return db.session.scalars(db.select(Invitation).order_by(Invitation.id.desc())).first()


def letters(about):
    return db.session.scalars(db.select(Letter).where(Letter.about == about).order_by(Letter.id)).all()


def written(letter):
    """The letter as its reader gets it."""
    content, _title = compose(letter, KINDS[letter.about].build(letter))
    db.session.commit()
    return content.decode()


def link_in(letter):
    """The path of the personal link in an invitation's letter."""
    text = written(letter).replace("=\r\n", "")
    return re.search(r"/invitations/[\w-]+", text)[0]


def invited(browser, project, **typed):
    """Invite somebody, and give the path behind the link that they got."""
    assert invite(browser, project, **typed).status_code == 303
    return link_in(letters("workgroup/invite")[-1])
