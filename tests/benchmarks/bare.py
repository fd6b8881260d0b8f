"""Pages that do as little as Flask lets them, to measure ours against.

`hello` is Flask alone. `J` draws 50 rows by Jinja from memory, 30 KB. `L` reads the 50 rows of 100,000 by the ORM, for
somebody signed in by Flask-Login, with a CSRF token. `P` is a POST with its token checked and one commit in WAL.
"""

import os
from pathlib import Path
from types import SimpleNamespace

import sqlalchemy as sa
from flask import Flask, redirect, render_template
from flask_login import LoginManager, UserMixin, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.serving import serve

ROWS, SHOWN = 100_000, 50
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/app.css"></head>
<body><header><a href="/">{{ title }}</a><form method="post" action="/P">{{ token }}<button>New</button></form></header>
<main><h1>{{ title }}</h1><table class="table"><tbody>
{% for row in rows %}
<tr class="row" data-row="{{ row.id }}">
  <td class="row-title"><a class="row-link" href="/tasks/{{ row.id }}" title="{{ row.title }}">{{ row.title }}</a></td>
  <td class="row-state"><span class="tag tag-{{ row.state }}">
    <span class="dot" aria-hidden="true"></span>{{ row.state }}</span></td>
  <td class="row-person"><a href="/people/{{ row.id }}">{{ row.person }}</a></td>
  <td class="row-due"><time datetime="{{ row.due }}">{{ row.due }}</time>
    {% if row.is_late %}<strong class="late">late</strong>{% endif %}</td>
</tr>
{% endfor %}
</tbody></table></main></body></html>
"""
TOKEN = '<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">'


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
signing_in = LoginManager()


class Person(UserMixin, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Row(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    state: Mapped[str]
    person: Mapped[str]
    due: Mapped[str]
    is_late: Mapped[bool]


@signing_in.user_loader
def person_of(key):
    return db.session.get(Person, int(key))


def facts(number):
    """One row, as wide as a task's in a list."""
    return {
        "title": f"Read the newspapers of the year {number:06} and write down what they say of the town",
        "state": ("todo", "doing", "in_review")[number % 3],
        "person": "Seitova A. B., Kasymov D.",
        "due": f"2026-03-{number % 28 + 1:02}",
        "is_late": number % 4 == 0,
    }


def create_app(folder=None):
    app = Flask(__name__)
    database = Path(folder or os.environ["DATA_DIR"], "bare.db")
    app.config.update(SECRET_KEY="for measuring only", SQLALCHEMY_DATABASE_URI=f"sqlite:///{database}")
    db.init_app(app)
    signing_in.init_app(app)
    CSRFProtect(app)
    with app.app_context():
        sa.event.listen(db.engine, "connect", use_wal)
    add_pages(app)
    return app


def use_wal(connection, _record):
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def add_pages(app):
    remembered = [SimpleNamespace(id=number, **facts(number)) for number in range(SHOWN)]
    page = app.jinja_env.from_string(PAGE)
    page_with_token = app.jinja_env.from_string(PAGE.replace("{{ token }}", TOKEN))

    @app.get("/hello")
    def hello():
        return "hello"

    @app.get("/J")
    def from_memory():
        return render_template(page, title="Tasks", rows=remembered)

    @app.get("/L")
    @login_required
    def from_database():
        return render_template(page_with_token, title="Tasks", rows=some_rows())

    @app.post("/P")
    @login_required
    def write():
        db.session.add(Row(**facts(1)))
        db.session.commit()
        return redirect("/L", code=303)

    @app.get("/sign-in")
    def sign_in():
        login_user(db.session.get(Person, 1))
        return redirect("/L")


def some_rows():
    return db.session.scalars(sa.select(Row).where(Row.id > ROWS // 2).order_by(Row.id).limit(SHOWN)).all()


def fill(folder):
    """One person and the 100,000 rows, in an empty folder."""
    folder.mkdir()
    with create_app(folder).app_context():
        db.create_all()
        db.session.add(Person(id=1, name="Somebody"))
        db.session.execute(sa.insert(Row), [facts(number) for number in range(ROWS)])
        db.session.commit()
        db.engine.dispose()


if __name__ == "__main__":
    serve(create_app(), "127.0.0.1", int(os.environ["PORT"]))
