"""What people and the worker do with files and tables, each so that it can be broken off anywhere and done again."""

import hashlib
import io
import zipfile
from typing import NamedTuple
from urllib.parse import urlsplit

from PIL import Image

from app.accounts.models import User
from app.accounts.sessions import hashed
from app.db import begin_write, db
from app.files.models import File, FileRole, FileState, Passage, PreviewState
from app.files.paper import Paper
from app.files.thumbnails import make_thumbnail, make_thumbnails
from app.files.zoom.cutting import cut_pictures
from app.files.zoom.packs import largest_piece
from app.jobs import running
from app.jobs.actions import ask_for
from app.jobs.models import Job, JobState
from app.materials.actions import collect
from app.materials.export import KIND
from app.materials.models import MaterialKind
from app.projects.models import Project
from app.tables.models import Batch
from app.tasks.models import Task
from app.text import Text
from app.verifying import recount
from tests import make
from tests.files import samples
from tests.files.uploads import tus

KEY = "key of the drill"
LINES = 12
PART = 128 * 1024
PAGES = ("Шежіре", "Мектеп")
#: Set in the process that forks the others, since the threads of typst do not live on in a fork.
PAPER = samples.pdf(*PAGES)


class Deed(NamedTuple):
    """`before(app, n)` makes what it begins with, `do(app, n)` is broken off and done again, `made(n)` tells how many
    things of it there are (nought is old, `whole` is new), and `is_right(app, n)` whether those are what they must be.
    """

    before: object
    do: object
    made: object
    whole: int
    is_right: object
    #: Kept piece by piece: what a kill leaves goes on to the whole, or back to nothing, by itself.
    is_long: bool = False


def fill(app):
    """A member with a session, a material that files are hung on, and a project whose three files are put together."""
    coordinator, member = make.user("coordinator@kitaphana.internal"), make.user("member@kitaphana.internal")
    project, other = (make.project(coordinator, members=[member]) for _ in range(2))
    begin_write()
    for place in (project, other):
        collect(place, actor=member, title="Суреттер", genre=MaterialKind.PHOTOGRAPH)
    make.session(member, hashed(KEY))
    db.session.commit()
    for n in range(3):
        plain(app, f"kept {n}", material=2)
    recount()


def browser(app):
    client = app.test_client()
    with client.session_transaction() as session:
        session["id"] = KEY
    return client


def content(n):
    return samples.PDF + hashlib.sha256(str(n).encode()).digest() * (3 * PART // 32)


def named(n):
    return db.select(File).where(
        File.name == f"{n}.pdf", File.subject_type == "material", File.state == FileState.STORED
    )


def attached(n):
    return len(db.session.scalars(named(n)).all())


def is_the_content(app, n):
    [file] = db.session.scalars(named(n))
    return app.extensions["storage"].path(file.stored_name).read_bytes() == content(n)


def in_parts(app, n):
    """As the script of a page does it, which asks first what is here already."""
    if attached(n):
        return
    client, sent = browser(app), content(n)
    known = {upload["name"]: upload for upload in client.get("/uploads?place=material:1").json}
    url = known[f"{n}.pdf"]["url"] if f"{n}.pdf" in known else tus.begun(client, "material:1", sent, f"{n}.pdf")
    while (at := tus.arrived(client, url)) < len(sent) or not is_whole(client, url):
        tus.part(client, url, at, sent[at : at + PART])
    client.post("/materials/1/files", data={"uploads": [url.rpartition("/")[2]]})


def is_whole(client, url):
    return any(upload["whole"] for upload in client.get("/uploads?place=material:1").json if upload["url"] == url)


def plain(app, n, material=1):
    if not attached(n):
        files = {"files": [(io.BytesIO(content(n)), f"{n}.pdf")]}
        browser(app).post(f"/materials/{material}/files", data=files)


def photograph(app, n):
    picture = io.BytesIO()
    Image.new("RGB", (900, 700), f"#{n % 4096:03x}").save(picture, "JPEG")
    browser(app).post("/materials/1/files", data={"files": [(io.BytesIO(picture.getvalue()), f"{n}.jpg")]})


def picture(_app, n):
    look_into(f"{n}.jpg")


def look_into(name):
    for file_id in db.session.scalars(db.select(File.id).where(File.name == name)).all():
        make_thumbnail(file_id)


def pictures(n):
    of = db.select(File.id).where(File.name == f"{n}.jpg")
    return len(db.session.scalars(db.select(File.id).where(File.of_id.in_(of), File.role == FileRole.THUMBNAIL)).all())


def looked_into(app, n):
    """A picture that waits to be cut."""
    photograph(app, n)
    make_thumbnails()


def cut(_app, _n):
    cut_pictures()


def packs(n):
    of = db.select(File.id).where(File.name == f"{n}.jpg")
    return len(db.session.scalars(db.select(File.id).where(File.of_id.in_(of), File.role == FileRole.TILES)).all())


def is_cut(app, n):
    of = db.select(File.id).where(File.name == f"{n}.jpg")
    pack = db.session.scalars(db.select(File).where(File.of_id.in_(of), File.role == FileRole.TILES)).one()
    with (
        app.extensions["storage"].open(pack.stored_name) as stored,
        Image.open(io.BytesIO(largest_piece(stored))) as piece,
    ):
        return piece.size == (900, 700)


def is_shown(_app, n):
    return db.session.scalar(db.select(File.preview).where(File.name == f"{n}.jpg")) is PreviewState.MADE


def paper(app, n):
    browser(app).post("/materials/1/files", data={"files": [(io.BytesIO(PAPER), f"paper {n}.pdf")]})


def leaf_through(_app, n):
    look_into(f"paper {n}.pdf")


def pages(n):
    """Of a PDF: what is made of it, and the pages whose words are found."""
    of = db.select(File.id).where(File.name == f"paper {n}.pdf")
    made = db.session.scalars(db.select(File.id).where(File.of_id.in_(of))).all()
    found = db.session.scalars(db.select(Passage.id).where(Passage.file_id.in_(of))).all()
    return len(made) + len(found)


def is_leafed_through(app, n):
    made = db.select(File.stored_name).where(File.name == f"paper {n}.pdf.pages")
    with app.extensions["storage"].open(db.session.scalar(made)) as kept, Paper(kept) as paper:
        return [paper.words(number) for number in (1, 2)] == list(PAGES)


def export(_app, _n):
    begin_write()
    member = db.session.get(User, 2)
    ask_for(KIND, db.session.get(Project, 2), actor=member)
    db.session.commit()


def put_together(_app, _n):
    """What a worker does that has just been started: it takes up what another left behind."""
    running.take_up_again()
    for job_id in db.session.scalars(db.select(Job.id).where(Job.state == JobState.QUEUED)).all():
        running.run(job_id)


def exports(_n):
    """Of the latest job: whether its row says that it is done, and how many files it has."""
    job = db.session.scalars(db.select(Job).order_by(Job.id.desc()).limit(1)).one()
    files = db.session.scalars(db.select(File.id).where(File.subject_type == "job", File.subject_id == job.id)).all()
    return len(files) + (job.state is JobState.DONE)


def is_a_whole_package(app, _n):
    latest = db.select(File.stored_name).where(File.subject_type == "job").order_by(File.id.desc()).limit(1)
    with app.extensions["storage"].open(db.session.scalar(latest)) as file, zipfile.ZipFile(file) as folder:
        return folder.testzip() is None and len(folder.namelist()) == 4


def bring_in(app, n):
    if brought_in(n):
        return
    client, table = browser(app), "Title\n" + "".join(f"{n}: {line}\n" for line in range(LINES))
    answer = client.post("/projects/1/tasks/import", data={"table": (io.BytesIO(table.encode()), "t.csv")})
    client.post(urlsplit(answer.location).path)


def brought_in(n):
    return len(db.session.scalars(db.select(Task.id).where(Task.title.like(f"{n}: %"))).all())


def long_table(app, n):
    """A table that is too long for a page, looked through and agreed to."""
    client, table = browser(app), "Title,Kind\n" + "".join(f"{n}: {line},Scan\n" for line in range(LINES))
    sent = {"mode": "add", "table": (io.BytesIO(table.encode()), "m.csv")}
    client.post("/projects/1/materials/import", data=sent)
    put_together(app, n)
    db.session.rollback()
    batch = db.session.scalars(db.select(Batch).where(Batch.kind == "materials_table")).one()
    asked = {"matched": "1", "alike": "1", "col-title": "0", "col-genre": "1"}
    client.post(f"/materials/import/{batch.id}", data={**asked, "agreed": batch.facts["trial"]["mark"]})


def recorded(n):
    named = db.select(Text.subject_id).where(Text.subject_type == "material", Text.text.like(f"{n}: %"))
    return len(db.session.scalars(named).all())


def nothing(*_):
    return True


DEEDS = {
    "upload_in_parts": Deed(nothing, in_parts, attached, 1, is_the_content),
    "upload": Deed(nothing, plain, attached, 1, is_the_content),
    "thumbnail": Deed(photograph, picture, pictures, 1, is_shown),
    "pages": Deed(paper, leaf_through, pages, 4, is_leafed_through),
    "parts": Deed(looked_into, cut, packs, 1, is_cut),
    "export": Deed(export, put_together, exports, 2, is_a_whole_package),
    "import": Deed(nothing, bring_in, brought_in, LINES, nothing),
    "long_import": Deed(long_table, put_together, recorded, LINES, nothing, is_long=True),
}
